// People as they lie in the database. Shapes here change only together with a migration in schema.ts.
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';

/** Somebody we have had to do with: named, written to, heard from. People who are only listed are not stored. */
export interface PersonRow {
  readonly fingerprint: Fingerprint;
  /** '' until a list has shown the key: somebody known from a card only. */
  readonly pem: string;
  readonly petname: string;
  readonly claimed: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Written to or named by me: gets transport receipts. */
  readonly accepted: boolean;
  readonly saidHello: boolean;
  /** When a verified payload with `x` last came; 0 = never. */
  readonly xSeenAt: number;
  readonly caps: readonly string[];
  /** Mine about them; nobody else gets it. */
  readonly note?: string;
  /** When this key was blocked, ms since 1970; absent: it is not. */
  readonly blockedAt?: number;
  /** How their program writes, as far as it is known. */
  readonly habits?: Habits;
  /** This key has said that it was given up for another one; both signed that. */
  readonly movedTo?: MovedRow;
  /** It is our own next key, and so many were to be told of it. */
  readonly myNext?: { readonly at: number; readonly told: number };
  /** When I compared this key with its owner, ms since 1970, and how: their picture, or digits read to each other. */
  readonly verifiedAt?: number;
  readonly verifiedHow?: 'code' | 'number';
  /** This key came to the lists when that one went (engine/places.ts). */
  readonly inPlaceOf?: Fingerprint;
  /** Who introduced them, the latest last. */
  readonly vouches?: readonly VouchRow[];
}
export interface MovedRow {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  readonly at: number; // when it was heard, ms since 1970
  readonly counter: number; // tells which of two moves is the later one
  /** Further keys that it named: only one can be right. */
  readonly others?: readonly Fingerprint[];
  /** What the reader made of it. */
  readonly answered?: 'later' | 'used';
}
/** One contact has said whose key another one is. */
export interface VouchRow {
  readonly by: Fingerprint;
  readonly name: string; // what they called them, cleaned
  readonly at: number;
  /** They say that they compared the key with its owner. */
  readonly checked: boolean;
}
