// People as pages see them.
import type { Fingerprint } from '../../domain/ids.ts';

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
  /** When I compared this very key with its owner; another key of theirs is verified anew. */
  readonly verifiedAt: number | undefined;
  readonly verifiedHow: VerifiedHow | undefined;
  /** This key came to a list when the light of that one, which I named or verified, went off: a caution, no proof. */
  readonly inPlaceOf: Fingerprint | undefined;
}

/** By the picture on their screen, or by the digits read to each other. */
export type VerifiedHow = 'code' | 'number';

/** What both sides compare. */
export interface SafetyNumber {
  /** 60, the same on both sides. */
  readonly digits: string;
  /** For a QR picture that they scan (lib/verify-code.ts). */
  readonly code: string;
}

export interface PeopleApi {
  setPetname(person: Fingerprint, petname: string): Promise<void>; // '' removes it
  /** Refuses with `unknown-person`. Takes a moment on purpose (crypto/safety-number.ts). */
  safetyNumber(person: Fingerprint): Promise<SafetyNumber>;
  /** Marks the key as compared, or (undefined) takes the mark away. Refuses with `unknown-person`. */
  setVerified(person: Fingerprint, how: VerifiedHow | undefined): Promise<void>;
}
