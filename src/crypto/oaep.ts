// RSA-OAEP around message keys. The hash is the key's own (WebCrypto binds it at import).
import { plain } from './plain.ts';
import { isOperationError } from './problem.ts';
import { modulusBytes } from './public-key.ts';

/** Wraps up to 190 bytes (2048 bits, SHA-256) for the owner of `publicKey`. */
export async function wrapKey(publicKey: CryptoKey, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, publicKey, plain(bytes)));
}

/**
 * What `wrapped` holds, or undefined when it was not wrapped for this key: that is a value, the usual case on a busy
 * server. A length other than the modulus's costs nothing. WebKitGTK drops leading zero bytes: see `message-key.ts`.
 */
export async function tryUnwrap(
  privateKey: CryptoKey,
  wrapped: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (wrapped.length !== modulusBytes(privateKey)) return undefined;
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'RSA-OAEP' }, privateKey, plain(wrapped)));
  } catch (error) {
    if (isOperationError(error)) return undefined;
    throw error;
  }
}
