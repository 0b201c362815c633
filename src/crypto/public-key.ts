// Other people's RSA keys. The policy is judged by hand, byte for byte, because platforms disagree: Node imports e = 1 and
// 256-bit keys, Chromium 512-bit ones and e = 3 (SECURITY.md F3, F4, T27). Only what passes here reaches `importKey`.
import { equalBytes } from '../lib/bytes.ts';
import { plain } from './plain.ts';
import { CryptoError } from './problem.ts';

export const MIN_BITS = 2048;
export const MAX_BITS = 4096;

/** The digest inside OAEP and its mask function; some dialects use SHA-1. */
export type OaepHash = 'SHA-256' | 'SHA-1';

/** AlgorithmIdentifier { rsaEncryption, NULL }. */
const RSA = [0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0];
/** The exponent, e = 65537. */
const FOOT = Uint8Array.of(0x02, 3, 1, 0, 1);
const HEAD_LENGTH = 32;
const heads = new Map<number, Uint8Array>();

/**
 * True for an SPKI (RFC 5280 SubjectPublicKeyInfo) of 2048 to 4096 bits, with an odd modulus and e = 65537, in its one DER
 * encoding. Such a key has nothing free but its modulus: what stands before it tells lengths, which all take two bytes.
 */
export function isToSpec(spki: Uint8Array): boolean {
  const integer = spki.subarray(HEAD_LENGTH, -FOOT.length);
  const [first = 0, second = 0] = integer;
  // A zero byte stands before a first bit of 1, and nowhere else.
  if (first === 0 ? second < 0x80 : first >= 0x80) return false;
  const bits = bitLength(first === 0 ? integer.subarray(1) : integer);
  if (bits < MIN_BITS || bits > MAX_BITS || ((integer.at(-1) ?? 0) & 1) === 0) return false;
  return (
    equalBytes(spki.subarray(0, HEAD_LENGTH), headOf(integer.length)) &&
    equalBytes(spki.subarray(-FOOT.length), FOOT)
  );
}

/** What stands before a modulus of so many bytes, its zero byte included. */
function headOf(length: number): Uint8Array {
  const opened = (tag: number, more: number): number[] => [
    tag,
    0x82,
    (length + more) >> 8,
    (length + more) & 255,
  ];
  const head =
    heads.get(length) ??
    Uint8Array.of(
      ...opened(0x30, 33),
      ...RSA,
      ...opened(0x03, 14),
      0,
      ...opened(0x30, 9),
      ...opened(0x02, 0),
    );
  heads.set(length, head);
  return head;
}

/** Length in bits of a big-endian magnitude without leading zero bytes. */
export function bitLength(magnitude: Uint8Array): number {
  const [first = 0] = magnitude;
  return first === 0 ? 0 : magnitude.length * 8 - (Math.clz32(first) - 24);
}

/** Imports for PSS-SHA-256 verification. Throws `weak-key`. Cached by `KeyCache`. */
export async function importVerifyKey(spki: Uint8Array): Promise<CryptoKey> {
  return importChecked(spki, { name: 'RSA-PSS', hash: 'SHA-256' }, 'verify');
}

/** Imports for OAEP encryption. Throws `weak-key`. Cached by `KeyCache`. */
export async function importEncryptKey(spki: Uint8Array, hash: OaepHash = 'SHA-256'): Promise<CryptoKey> {
  return importChecked(spki, { name: 'RSA-OAEP', hash }, 'encrypt');
}

async function importChecked(
  spki: Uint8Array,
  algorithm: RsaHashedImportParams,
  usage: 'verify' | 'encrypt',
): Promise<CryptoKey> {
  if (!isToSpec(spki)) throw new CryptoError('weak-key');
  try {
    return await crypto.subtle.importKey('spki', plain(spki), algorithm, true, [usage]);
  } catch (error) {
    throw new CryptoError('failed', 'importKey', error);
  }
}

const modulusLengths = new WeakMap<CryptoKey, number>();

/** Bytes of the modulus of an RSA `CryptoKey`: the length of its signatures and ciphertexts. */
export function modulusBytes(key: CryptoKey): number {
  const known = modulusLengths.get(key);
  if (known !== undefined) return known;
  // Chromium builds `algorithm` anew at every look: kept, for this is asked for every signature and wrapped key.
  const { algorithm } = key;
  const bits = 'modulusLength' in algorithm ? algorithm.modulusLength : 0;
  const length = typeof bits === 'number' ? bits / 8 : 0;
  modulusLengths.set(key, length);
  return length;
}
