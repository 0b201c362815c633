// The keys of an app lock. One random root of 32 bytes stands behind everything: a passphrase, and if wanted a passkey, each
// seal it for themselves; keys for rows, names and the private key come out of it. None of these keys can be exported.
import { plain } from './plain.ts';
import { isOperationError } from './problem.ts';
import { utf8 } from '../lib/bytes.ts';
import type { RandomBytes } from '../lib/clock.ts';

/** PBKDF2 rounds of a passphrase, SHA-256. Argon2id would need WebAssembly, which the page's policy forbids. */
export const LOCK_ITERATIONS = 1_000_000;
export const ROOT_BYTES = 32;
const IV_BYTES = 12;

/** What the root is good for. */
export interface RootKeys {
  /** AES-GCM, for rows. */
  readonly rows: CryptoKey;
  /** HMAC, for names that are keys of the database. */
  readonly names: CryptoKey;
  /** AES-GCM, for the private key. */
  readonly own: CryptoKey;
}

/** The keys that come out of a root (HKDF, SHA-256). */
export async function rootKeys(root: Uint8Array): Promise<RootKeys> {
  const { subtle } = crypto;
  const base = await subtle.importKey('raw', plain(root), 'HKDF', false, ['deriveKey']);
  const from = (use: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(use) });
  const aes = { name: 'AES-GCM', length: 256 };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const [rows, names, own] = await Promise.all([
    subtle.deriveKey(from('porchlight lock: rows'), base, aes, false, ['encrypt', 'decrypt']),
    subtle.deriveKey(from('porchlight lock: names'), base, hmac, false, ['sign']),
    subtle.deriveKey(from('porchlight lock: own key'), base, aes, false, ['encrypt', 'decrypt']),
  ]);
  return { rows, names, own };
}

/** The key that a passphrase makes; composed and decomposed letters are the same passphrase. */
export async function passphraseKey(
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
): Promise<CryptoKey> {
  const { subtle } = crypto;
  const secret = utf8(passphrase.normalize('NFC'));
  const base = await subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  secret.fill(0);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: plain(salt), iterations };
  return subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** The key that a passkey's 32 secret bytes make (WebAuthn PRF). */
export async function passkeyKey(secret: Uint8Array): Promise<CryptoKey> {
  const { subtle } = crypto;
  const base = await subtle.importKey('raw', plain(secret), 'HKDF', false, ['deriveKey']);
  const info = utf8('porchlight lock: passkey');
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A random IV, then the ciphertext and its tag. `bound` is not in it, but it opens only together with the same. */
export async function sealBytes(
  key: CryptoKey,
  text: Uint8Array,
  bound: Uint8Array,
  random: RandomBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = random(IV_BYTES);
  const how = { name: 'AES-GCM', iv, additionalData: plain(bound) };
  const sealed = await crypto.subtle.encrypt(how, key, plain(text));
  const whole = new Uint8Array(IV_BYTES + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), IV_BYTES);
  return whole;
}

/** What was sealed; undefined when key, bytes and `bound` do not belong together. */
export async function openBytes(
  key: CryptoKey,
  sealed: Uint8Array,
  bound: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (sealed.length < IV_BYTES + 16) return undefined;
  const iv = plain(sealed.subarray(0, IV_BYTES));
  const how = { name: 'AES-GCM', iv, additionalData: plain(bound) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, plain(sealed.subarray(IV_BYTES))));
  } catch (error) {
    if (isOperationError(error)) return undefined;
    throw error;
  }
}

/** A name that tells nothing to whoever has not the key, and is the same every time. */
export async function hiddenName(key: CryptoKey, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(name)));
}
