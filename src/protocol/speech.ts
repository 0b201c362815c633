// How one program writes what it signs and seals: features, each with a few values, in any combination (DIALECTS.md).
// A row of the table (dialect.ts) names one combination; what is heard from a person teaches another (rule 5 there).
import type { DataForm } from './frame.ts';

/** The text a signature covers. `received`: the text of `data` exactly as it stands in the frame. */
export type SignedForm =
  | { readonly over: 'received'; readonly counter: boolean }
  | {
      /** `data` alone, or one object that holds `counter` and `data`. */
      readonly over: 'data' | 'pair';
      /** True: a blank behind `,` and `:` (Python's default). */
      readonly spaced: boolean;
      /** True: keys sorted at every level; false: in the order received (in a pair: `counter` first). */
      readonly sorted: boolean;
      /** True: all but printable ASCII as lower-case `\uXXXX`. */
      readonly ascii: boolean;
      /** True: the decimal counter follows the text. */
      readonly counter: boolean;
    };

/** v1.2: the text of `data`, then the counter. */
export const AS_RECEIVED: SignedForm = { over: 'received', counter: true };

/**
 * Order of the members of `data`: by the alphabet, or as the protocol's text shows them. Some programs take `data` apart and put
 * it together again in that order before they check a signature. Of no matter where the signed text is sorted.
 */
export type MemberOrder = 'sorted' | 'specified';

/** A public key as text: body on one line; in lines of 64; the same with a final newline. */
export type PemForm = 'one-line' | 'lines' | 'lines-newline';

/** What is hashed (SHA-256) for a fingerprint, and how the hash is written. */
export interface FingerprintForm {
  /** `as-received`: the PEM text exactly as the list gives it. `der`: the SPKI bytes. `base64-of-pem`: that text of the
   *  PEM as received. */
  readonly of: PemForm | 'as-received' | 'der' | 'base64-of-pem';
  readonly text: 'base64' | 'hex' | 'base64-of-hex';
}

/** As v1.2 names a key. */
export const CANONICAL: FingerprintForm = { of: 'one-line', text: 'base64' };

export interface Speech {
  /** How `data` stands in the envelope. */
  readonly dataForm: DataForm;
  readonly signed: SignedForm;
  readonly members: MemberOrder;
  /** Salt of the PSS signature, in bytes; 222 is the most a 2048-bit key allows. */
  readonly saltLength: 32 | 222;
  /** In `sender` and `participants`. */
  readonly fingerprint: FingerprintForm;
  /** Hash of OAEP and of its mask function. */
  readonly oaepHash: 'SHA-256' | 'SHA-1';
  /** What OAEP wraps: the message key's bytes, or a text of them. */
  readonly wrapText: 'raw' | 'base64' | 'hex';
  readonly aesKeyBytes: 16 | 32;
  readonly ivBytes: 12 | 16;
  /** Where the GCM tag goes; `none` leaves it out, and only the signature protects the text. */
  readonly tag: 'appended' | 'separate' | 'none';
  /** How bytes stand in JSON: base64, or base64 of their hex text. */
  readonly binary: 'base64' | 'base64-of-hex';
  /** `frew`: `chat` is an object with clear participants, whose `message` is base64(iv ‖ ciphertext ‖ tag); `iv` is "0". */
  readonly layout: 'v12' | 'frew';
  /** The sealed text: `{participants,message}`, `{"chat":{…}}`, a superset of both, or the message alone. */
  readonly payload: 'flat' | 'wrapped' | 'both' | 'bare';
}

/** Equal by what they hold, in whatever order their features were put together. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => same(value, right.get(name)));
}
