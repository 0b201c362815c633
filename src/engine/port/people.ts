// People as pages see them.
import type { ConversationId, Fingerprint } from '../../domain/ids.ts';

export interface PersonView {
  readonly fingerprint: Fingerprint;
  /** Mine for them. */
  readonly petname: string | undefined;
  /**
   * Theirs, cleaned of control, bidi and zero-width characters and of quotes, at most 40 characters; never shown without the
   * tag. It came inside a sealed message, or in a post of the square that says hello (`lib/hello-post.ts`).
   */
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
  /** Mine about them, '' for none; it never leaves this device. */
  readonly note: string;
  /** Nothing from this key gets through, and nothing goes to it alone. It holds for one key. */
  readonly blocked: boolean;
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
  /** Plain text, 2,000 characters at most; '' removes it. Refuses with `unknown-person` and `too-long`. */
  setNote(person: Fingerprint, note: string): Promise<void>;
  /** What still waits to go to them alone does not go out any more. Refuses with `unknown-person`. */
  setBlocked(person: Fingerprint, on: boolean): Promise<void>;
  /** All in it are contacts from then on: they get receipts for what waits. What is no request stays as it is. */
  acceptRequest(conversation: ConversationId): Promise<void>;
  /** Takes it off this device; `block`: and blocks whoever wrote in it. Nobody is told. What is no request stays as it is. */
  declineRequest(conversation: ConversationId, block: boolean): Promise<void>;
}
