// The RSA work behind one interface: in Node it runs in place, in browsers a pool of at most two workers serves it,
// because Chromium runs WebCrypto synchronously on the calling thread (PERFORMANCE.md, finding 1).
import type { PrivateKeys } from './key-pair.ts';
import type { OaepHash } from './public-key.ts';

export type Priority = 'high' | 'low';

export interface OpenJob {
  /** All wrapped keys of the frame, as received. */
  readonly wrapped: readonly Uint8Array[];
  /** Which of them to try, in this order. */
  readonly order: readonly number[];
  readonly iv: Uint8Array;
  /** Ciphertext with the tag appended. */
  readonly sealed: Uint8Array;
  readonly priority: Priority;
  readonly oaep?: OaepHash;
}

/** `broken`: a key opened, the ciphertext did not. Undefined: none is ours. `index` is into `wrapped`. */
export type OpenResult =
  | { readonly plain: Uint8Array<ArrayBuffer>; readonly index: number }
  | 'broken'
  | undefined;

export interface VerifyJob {
  readonly spki: Uint8Array;
  readonly signature: Uint8Array;
  /** Candidates for the signed bytes, likeliest first. */
  readonly texts: readonly Uint8Array[];
  readonly saltLength?: number;
  /** High unless said otherwise: a verify is cheap. */
  readonly priority?: Priority;
}

export interface CryptoRunner {
  /** Resolves when every later `open` and `sign` will use these keys. */
  setPrivateKeys(keys: PrivateKeys): Promise<void>;
  /** Tries `wrapped[i]` for `i` in `order` until one opens and its key opens `sealed`. Rejects: `no-private-keys`, `closed`, `worker-lost`. */
  open(job: OpenJob): Promise<OpenResult>;
  /** Index of the text that verified; −1 when none does or the key is not to spec. */
  verify(job: VerifyJob): Promise<number>;
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
