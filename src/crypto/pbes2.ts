// Passphrase-locked PKCS#8: PBES2 (RFC 8018) with PBKDF2 and AES-CBC, as `openssl pkcs8 -topk8` writes it.
import { concatBytes, utf8 } from '../lib/bytes.ts';
import { readParameters, type Pbes2Parameters } from './pbes2-parameters.ts';
import { CryptoError, isOperationError } from './problem.ts';

/** How block 1 of every RSA-2048 PKCS#8 begins: where block 0 is damaged it still shows that the passphrase was right. */
const SECOND_BLOCK = [0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x04, 0x82] as const;

export interface LockedKey extends Pbes2Parameters {
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Reads an EncryptedPrivateKeyInfo. Throws `damaged` or `unsupported-scheme`. */
export function readLockedKey(bytes: Uint8Array): LockedKey {
  const locked = readParameters(bytes);
  if (locked.sealed.length === 0 || locked.sealed.length % 16 !== 0)
    throw new CryptoError('damaged', 'cut off');
  return locked;
}

/** PKCS#8 bytes, not yet judged. Throws `wrong-words`, `damaged`, `unsupported-scheme` (AES-192 in some browsers). */
export async function unlock(locked: LockedKey, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await deriveKey(locked, passphrase);
  const opened = await decryptWithPadding(key, locked);
  const length = unpaddedLength(opened);
  if (length !== undefined && startsLikeKey(opened, length)) return opened.slice(0, length);
  // Padding or structure is wrong. The first blocks tell whether it was the words or the file.
  const wordsWereRight = startsLikeKey(opened, undefined) || continuesLikeKey(opened);
  throw new CryptoError(wordsWereRight ? 'damaged' : 'wrong-words');
}

/** AES-CBC ciphertext of `text` under a passphrase, PKCS#7 padding (which is what PBES2 wants). */
export async function lock(
  parameters: Pbes2Parameters,
  passphrase: string,
  text: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await deriveKey(parameters, passphrase);
  const { iv } = parameters;
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, text));
}

async function deriveKey(parameters: Pbes2Parameters, passphrase: string): Promise<CryptoKey> {
  const { salt, iterations, hash, keyBits } = parameters;
  const { subtle } = crypto;
  const secret = await subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveBits']);
  const derived = await subtle.deriveBits({ name: 'PBKDF2', salt, iterations, hash }, secret, keyBits);
  const bytes = new Uint8Array(derived);
  try {
    return await subtle.importKey('raw', bytes, 'AES-CBC', false, ['encrypt', 'decrypt']);
  } catch (error) {
    throw new CryptoError('unsupported-scheme', `AES-${keyBits} in this browser`, error);
  } finally {
    bytes.fill(0);
  }
}

/**
 * CBC without the padding check: one more block is appended that decrypts to padding alone. So a wrong passphrase and a
 * damaged last block can be told apart, and the bytes are never judged by a padding oracle.
 */
async function decryptWithPadding(
  key: CryptoKey,
  { iv, sealed }: LockedKey,
): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto;
  const last = sealed.slice(-16);
  const closing = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv: last }, key, new Uint8Array(0)));
  try {
    const bytes = await subtle.decrypt({ name: 'AES-CBC', iv }, key, concatBytes(sealed, closing));
    return new Uint8Array(bytes);
  } catch (error) {
    throw isOperationError(error) ? new CryptoError('damaged', undefined, error) : error;
  }
}

function unpaddedLength(opened: Uint8Array): number | undefined {
  const pad = opened.at(-1) ?? 0;
  if (pad < 1 || pad > 16) return undefined;
  return opened.subarray(-pad).every((byte) => byte === pad) ? opened.length - pad : undefined;
}

/** Whether this begins as a PKCS#8 does: a sequence of this very length (give or take padding), version 0, a sequence. */
function startsLikeKey(opened: Uint8Array, length: number | undefined): boolean {
  const [tag, first = 0, second = 0, third = 0] = opened;
  if (tag !== 0x30) return false;
  const header = first < 0x80 ? 2 : first - 0x80 + 2;
  const body = first < 0x80 ? first : first === 0x81 ? second : first === 0x82 ? second * 256 + third : -1;
  const total = header + body;
  const fits = length === undefined ? total < opened.length && total >= opened.length - 16 : total === length;
  const version = opened.subarray(header, header + 4);
  return fits && version[0] === 2 && version[1] === 1 && version[2] === 0 && version[3] === 0x30;
}

/** A changed byte in block 0 of the ciphertext changes one byte here: seven of eight are enough. */
function continuesLikeKey(opened: Uint8Array): boolean {
  return SECOND_BLOCK.filter((byte, i) => opened[16 + i] === byte).length >= SECOND_BLOCK.length - 1;
}
