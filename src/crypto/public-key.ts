// Other people's RSA keys. The policy is judged by hand, in DER, because platforms disagree: Node imports e = 1 and
// 256-bit keys, Chromium 512-bit ones and e = 3 (SECURITY.md F3, F4, T27). Only what passes here reaches `importKey`.
import { equalBytes } from '../lib/bytes.ts';
import { der, DerReader, derInteger, derNull, derOid, derSequence, TAG } from './der.ts';
import { plain } from './plain.ts';
import { CryptoError } from './problem.ts';

export const RSA_OID = '1.2.840.113549.1.1.1';
const EXPONENT = Uint8Array.of(1, 0, 1);
const MIN_BITS = 2048;
const MAX_BITS = 4096;
/** A 4096-bit SPKI has 550 bytes; anything far beyond is not worth walking through. */
const MAX_SPKI = 4096;
const RSA_ALGORITHM = derSequence(derOid(RSA_OID), derNull);

/** The digest inside OAEP and its mask function; some dialects use SHA-1. */
export type OaepHash = 'SHA-256' | 'SHA-1';

/** Why a key is not to spec. */
export type KeyRefusal =
  | 'not-der' // no SubjectPublicKeyInfo at all
  | 'not-rsa' // another algorithm, RSASSA-PSS's own identifier included
  | 'not-canonical' // a second encoding of the same key would give a second fingerprint
  | 'exponent' // e ≠ 65537
  | 'even-modulus'
  | 'too-short' // below 2048 bits
  | 'too-long'; // above 4096 bits

export type PublicKeyVerdict =
  | { readonly n: Uint8Array<ArrayBuffer>; readonly bits: number }
  | { readonly refused: KeyRefusal };

/** Judges an SPKI (RFC 5280 SubjectPublicKeyInfo, DER) by the key policy: modulus `n` (big-endian) and its length, or why not. */
export function readPublicKey(spki: Uint8Array): PublicKeyVerdict {
  if (spki.length > MAX_SPKI) return { refused: 'too-long' };
  if (isUsual(spki))
    return { n: plain(spki.subarray(USUAL_HEAD.length, -USUAL_FOOT.length)), bits: MIN_BITS };
  try {
    return judge(spki);
  } catch (error) {
    if (error instanceof CryptoError) return { refused: 'not-der' };
    throw error;
  }
}

/**
 * True for RSA-2048 with e = 65537 in its one encoding, told by what stands around the modulus: nearly every key is
 * such a one, and a list brings ten thousand at once. What is not goes the long way, to the same verdict.
 */
function isUsual(spki: Uint8Array): boolean {
  if (spki.length !== USUAL.length) return false;
  for (let at = 0; at < USUAL_HEAD.length; at += 1) if (spki[at] !== USUAL_HEAD[at]) return false;
  const end = spki.length - USUAL_FOOT.length;
  for (let at = 0; at < USUAL_FOOT.length; at += 1) if (spki[end + at] !== USUAL_FOOT[at]) return false;
  const [first = 0] = spki.subarray(USUAL_HEAD.length);
  return first >= 0x80 && ((spki[end - 1] ?? 0) & 1) === 1;
}

function judge(spki: Uint8Array): PublicKeyVerdict {
  const info = new DerReader(spki).sequence();
  if (info.sequence().oid() !== RSA_OID) return { refused: 'not-rsa' };
  // The first byte counts unused bits; the comparison below insists on 0.
  const key = new DerReader(info.take(TAG.bits).subarray(1)).sequence();
  const n = key.integer();
  const e = key.integer();
  if (!equalBytes(spkiOfNumbers(n, e), spki)) return { refused: 'not-canonical' };
  const bits = bitLength(n);
  if (bits < MIN_BITS) return { refused: 'too-short' };
  if (bits > MAX_BITS) return { refused: 'too-long' };
  if (!equalBytes(e, EXPONENT)) return { refused: 'exponent' };
  if (((n.at(-1) ?? 0) & 1) === 0) return { refused: 'even-modulus' };
  return { n, bits };
}

/** Length in bits of a big-endian magnitude without leading zero bytes. */
export function bitLength(magnitude: Uint8Array): number {
  const [first = 0] = magnitude;
  return first === 0 ? 0 : magnitude.length * 8 - (Math.clz32(first) - 24);
}

/** The one canonical SPKI of modulus `n` and exponent `e`. */
export function spkiOfNumbers(n: Uint8Array, e: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = derSequence(derInteger(n), derInteger(e));
  return derSequence(RSA_ALGORITHM, der(TAG.bits, Uint8Array.of(0), key));
}

/** The SPKI around a bare RSA key (RFC 8017, RSAPublicKey). Judge it with `readPublicKey`. */
export function spkiOfPkcs1(key: Uint8Array): Uint8Array<ArrayBuffer> {
  return derSequence(RSA_ALGORITHM, der(TAG.bits, Uint8Array.of(0), key));
}

/** Such an SPKI of any modulus: `USUAL_HEAD`, 256 bytes, `USUAL_FOOT`. */
const USUAL = spkiOfNumbers(new Uint8Array(MIN_BITS / 8).fill(0x80), EXPONENT);
const USUAL_FOOT = derInteger(EXPONENT);
const USUAL_HEAD = USUAL.subarray(0, USUAL.length - MIN_BITS / 8 - USUAL_FOOT.length);

/** Imports for PSS-SHA-256 verification. Throws `weak-key` with the refusal as detail. Cached by `KeyCache`. */
export async function importVerifyKey(spki: Uint8Array): Promise<CryptoKey> {
  return importChecked(spki, { name: 'RSA-PSS', hash: 'SHA-256' }, 'verify');
}

/** Imports for OAEP encryption. Throws `weak-key` with the refusal as detail. Cached by `KeyCache`. */
export async function importEncryptKey(spki: Uint8Array, hash: OaepHash = 'SHA-256'): Promise<CryptoKey> {
  return importChecked(spki, { name: 'RSA-OAEP', hash }, 'encrypt');
}

async function importChecked(
  spki: Uint8Array,
  algorithm: RsaHashedImportParams,
  usage: 'verify' | 'encrypt',
): Promise<CryptoKey> {
  const verdict = readPublicKey(spki);
  if ('refused' in verdict) throw new CryptoError('weak-key', verdict.refused);
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
