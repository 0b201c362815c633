// The second block of a recovery file: contacts and groups under the same passphrase, with a salt of their own, bound to the
// key of the file. Bytes in, bytes out; what they say is the engine's business.
//
//   version (1 byte, 1) ‖ rounds of PBKDF2-HMAC-SHA-256 (4) ‖ salt (16) ‖ IV (12) ‖ AES-256-GCM of the text, tag appended
//   additional data of the GCM: "porchlight-contacts:1:" ‖ fingerprint (base64)
import { systemRandom, type RandomBytes } from '../lib/clock.ts';
import { concatBytes, utf8 } from '../lib/bytes.ts';
import { isOperationError } from './problem.ts';
import { MOST_ITERATIONS } from './pbes2-parameters.ts';
import { plain } from './plain.ts';
import { RECOVERY_ITERATIONS } from './recovery-file.ts';

const VERSION = 1;
const HEAD = 33;
const TAG = 16;

export interface SealOptions {
  /** `RECOVERY_ITERATIONS` unless said otherwise. */
  readonly iterations?: number;
  readonly random?: RandomBytes;
}

/** The bytes of the block. */
export async function sealContacts(
  text: Uint8Array,
  passphrase: string,
  fingerprint: string,
  { iterations = RECOVERY_ITERATIONS, random = systemRandom }: SealOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const [salt, iv] = [random(16), random(12)];
  const rounds = Uint8Array.of(
    iterations >>> 24,
    (iterations >>> 16) & 255,
    (iterations >>> 8) & 255,
    iterations & 255,
  );
  const key = await deriveKey(passphrase, salt, iterations);
  const sealed = await crypto.subtle.encrypt(gcm(iv, fingerprint), key, plain(text));
  return concatBytes(Uint8Array.of(VERSION), rounds, salt, iv, new Uint8Array(sealed));
}

/** The text; undefined for another passphrase, another key's block, damage, or a form this version does not know. */
export async function openContacts(
  block: Uint8Array,
  passphrase: string,
  fingerprint: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [version, a = 0, b = 0, c = 0, d = 0] = block;
  const iterations = ((a * 256 + b) * 256 + c) * 256 + d;
  if (version !== VERSION || block.length < HEAD + TAG) return undefined;
  if (iterations < 1 || iterations > MOST_ITERATIONS) return undefined;
  const key = await deriveKey(passphrase, block.slice(5, 21), iterations);
  try {
    const sealed = plain(block.subarray(HEAD));
    return new Uint8Array(await crypto.subtle.decrypt(gcm(block.slice(21, HEAD), fingerprint), key, sealed));
  } catch (error) {
    if (isOperationError(error)) return undefined;
    throw error;
  }
}

const gcm = (iv: Uint8Array<ArrayBuffer>, fingerprint: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8(`porchlight-contacts:${VERSION}:${fingerprint}`),
});

async function deriveKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const { subtle } = crypto;
  const secret = await subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  const from = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return subtle.deriveKey(from, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
