// The one error class of this room. "Not for me" is a value; only what is ours but broken, or misuse, throws.

/**
 * - `bad-der`: bytes that are no strict DER of the expected shape
 * - `weak-key`: a public key outside the policy (SECURITY.md T27); `detail` says which rule
 * - `not-a-key-file`, `wrong-words`, `damaged`, `unsupported-scheme`, `wrong-kind-of-key`: opening a recovery or key file;
 *   the last two carry what was found in `detail`
 * - `no-private-keys`: `open` or `sign` before `setPrivateKeys`
 * - `failed`: WebCrypto refused a correct call (`cause` has its error)
 * - `worker-lost`: a crypto worker died on this job again and again
 * - `closed`: the runner was closed
 */
export type CryptoProblem =
  | 'bad-der'
  | 'weak-key'
  | 'not-a-key-file'
  | 'wrong-words'
  | 'damaged'
  | 'unsupported-scheme'
  | 'wrong-kind-of-key'
  | 'no-private-keys'
  | 'failed'
  | 'worker-lost'
  | 'closed';

/** What went wrong with keys or bytes; neither `message` nor `detail` ever holds a secret or a plaintext. */
export class CryptoError extends Error {
  override readonly name = 'CryptoError';
  readonly kind: CryptoProblem;
  readonly detail: string | undefined;

  constructor(kind: CryptoProblem, detail?: string, cause?: unknown) {
    super(detail === undefined ? kind : `${kind}: ${detail}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.detail = detail;
  }
}

/** True for WebCrypto's "the operation failed" (wrong key, padding or tag), as against misuse. */
export function isOperationError(error: unknown): boolean {
  return error instanceof Error && error.name === 'OperationError';
}
