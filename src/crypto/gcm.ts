// AES-GCM with the 16-byte tag appended, as the protocol wants it: ciphertext ‖ tag. And without one, as some programs do.
import { plain } from './plain.ts';
import { CryptoError, isOperationError } from './problem.ts';

/** Encrypts under a key of 16 or 32 bytes with an IV of 16 (or 12) bytes. */
export async function gcmSeal(
  key: Uint8Array,
  iv: Uint8Array,
  text: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!fits(key, iv)) throw new CryptoError('failed', 'length of key or IV');
  const imported = await crypto.subtle.importKey('raw', plain(key), 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv: plain(iv) }, imported, plain(text)),
  );
}

/** The plaintext, or undefined when key, IV, ciphertext and tag do not belong together. */
export async function gcmOpen(
  key: Uint8Array,
  iv: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!fits(key, iv) || sealed.length < 16) return undefined;
  const imported = await crypto.subtle.importKey('raw', plain(key), 'AES-GCM', false, ['decrypt']);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv: plain(iv) }, imported, plain(sealed)),
    );
  } catch (error) {
    if (isOperationError(error)) return undefined;
    throw error;
  }
}

/**
 * What `sealed`, a ciphertext without a tag, says under this key and IV: anything opens, so only a signature can tell
 * whether it was meant. The key stream is what zeros encrypt to.
 */
export async function gcmOpenUntagged(
  key: Uint8Array,
  iv: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!fits(key, iv)) return undefined;
  const stream = await gcmSeal(key, iv, new Uint8Array(sealed.length));
  return stream.subarray(0, sealed.length).map((byte, at) => byte ^ (sealed[at] ?? 0));
}

function fits(key: Uint8Array, iv: Uint8Array): boolean {
  return (key.length === 16 || key.length === 32) && (iv.length === 16 || iv.length === 12);
}
