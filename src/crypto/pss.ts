// RSA-PSS with SHA-256; salt 32 unless a dialect says otherwise.
import { plain } from './plain.ts';
import { modulusBytes } from './public-key.ts';

export const SALT_LENGTH = 32;

/** Signature over `bytes`, as long as the modulus. */
export async function sign(
  key: CryptoKey,
  bytes: Uint8Array,
  saltLength = SALT_LENGTH,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign({ name: 'RSA-PSS', saltLength }, key, plain(bytes)));
}

/** Whether `signature` holds over `bytes` with exactly this salt length; a signature of the wrong length costs nothing. */
export async function verify(
  key: CryptoKey,
  signature: Uint8Array,
  bytes: Uint8Array,
  saltLength = SALT_LENGTH,
): Promise<boolean> {
  if (signature.length !== modulusBytes(key)) return false;
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength }, key, plain(signature), plain(bytes));
}
