// The RSA work behind one interface: in Node it runs in place, in browsers a pool of at most two workers serves it,
// because Chromium runs WebCrypto synchronously on the calling thread (PERFORMANCE.md, finding 1).
import type { PrivateKeys } from './key-pair.ts';
import type { OaepHash } from './public-key.ts';

export type Priority = 'high' | 'low';

/** One way to read what is sealed. */
export interface SealedReading {
  /** 12 or 16 bytes. */
  readonly iv: Uint8Array;
  /** Ciphertext, the tag behind it where there is one. */
  readonly sealed: Uint8Array;
  /** False: nothing but a signature protects the text, and it is taken only when it is well-formed UTF-8. */
  readonly tagged: boolean;
}

export interface OpenJob {
  /** All wrapped keys of the frame, as received. */
  readonly wrapped: readonly Uint8Array[];
  /** Which of them to try, in this order. */
  readonly order: readonly number[];
  /** What the sealed text may be, likeliest first; those without a tag are tried after all that have one. */
  readonly readings: readonly SealedReading[];
  readonly priority: Priority;
  readonly oaep?: OaepHash;
}

/** How an OAEP plaintext said its key. */
export interface KeyForm {
  readonly text: 'raw' | 'base64' | 'hex';
  readonly bytes: 16 | 32;
}

export interface Opening {
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Into `wrapped`. */
  readonly index: number;
  /** Into `readings`. */
  readonly reading: number;
  readonly key: KeyForm;
}

/** `broken`: a key opened, the ciphertext did not. Undefined: none is ours. */
export type OpenResult = Opening | 'broken' | undefined;

/** Each key is tried with each text, and each text with each salt length, likeliest first. */
export interface VerifyJob {
  readonly spkis: readonly Uint8Array[];
  readonly signature: Uint8Array;
  /** Candidates for the signed bytes. */
  readonly texts: readonly Uint8Array[];
  /** 32 alone unless said otherwise. */
  readonly saltLengths?: readonly number[];
  /** High unless said otherwise: a verify is cheap. */
  readonly priority?: Priority;
}

/** What verified: indexes into the job's `spkis` and `texts`. */
export interface Verified {
  readonly key: number;
  readonly text: number;
  readonly saltLength: number;
}

export interface CryptoRunner {
  /** Resolves when every later `open` and `sign` will use these keys. */
  setPrivateKeys(keys: PrivateKeys): Promise<void>;
  /** Tries `wrapped[i]` for `i` in `order` until one opens and its key opens a reading. Rejects: `no-private-keys`, `closed`, `worker-lost`. */
  open(job: OpenJob): Promise<OpenResult>;
  /** The first that verified; undefined when none does. Keys that are not to spec verify nothing. */
  verify(job: VerifyJob): Promise<Verified | undefined>;
  /** PSS signature with the private key, salt 32 unless said otherwise. Rejects: `no-private-keys`. */
  sign(bytes: Uint8Array, saltLength?: number): Promise<Uint8Array<ArrayBuffer>>;
  /** `key` wrapped for each SPKI, in order. Rejects with `weak-key` when one of them is not to spec. */
  wrap(
    spkis: readonly Uint8Array[],
    key: Uint8Array,
    oaep?: OaepHash,
  ): Promise<readonly Uint8Array<ArrayBuffer>[]>;
  /** Ends the workers; what is still running rejects with `closed`. */
  close(): void;
}
