// People as pages see them.
import type { Fingerprint } from '../../domain/ids.ts';
import type { VouchView } from './cards.ts';

export interface PersonView {
  readonly fingerprint: Fingerprint;
  /** Mine for them. */
  readonly petname: string | undefined;
  /** Theirs, cleaned of control, bidi and zero-width characters, at most 40 characters; never shown without the tag. */
  readonly claimed: string | undefined;
  readonly light: 'on' | 'off' | 'unknown';
  readonly lightSince: number | undefined;
  /** Addresses of the servers whose list shows the key now; empty when the light is off. */
  readonly servers: readonly string[];
  readonly firstSeen: number;
  /** Named by me or written to by me. */
  readonly known: boolean;
  readonly hasChat: boolean;
  readonly saidHello: boolean; // posted in the square
  readonly porchlight: boolean; // has shown `x`
  /** False for keys that are listed but not to spec: cannot be written to. */
  readonly writable: boolean;
  /** Who introduced them, the latest last. */
  readonly vouches?: readonly VouchView[] | undefined;
}

export interface PeopleApi {
  setPetname(person: Fingerprint, petname: string): Promise<void>; // '' removes it
}
