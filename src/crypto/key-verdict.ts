// Why somebody's RSA key is not to spec, in a word: for a relay's log, for files that are read, for the tests. The engine
// asks no more than `isToSpec` (public-key.ts), which must say the same.
import { equalBytes } from '../lib/bytes.ts';
import { der, derInteger, derNull, derOid, derSequence, TAG } from './der.ts';
import { DerReader } from './der-reader.ts';
import { CryptoError } from './problem.ts';
import { bitLength, MAX_BITS, MIN_BITS } from './public-key.ts';

export const RSA_OID = '1.2.840.113549.1.1.1';
const EXPONENT = Uint8Array.of(1, 0, 1);
/** A 4096-bit SPKI has 550 bytes; anything far beyond is not worth walking through. */
const MAX_SPKI = 4096;
const RSA_ALGORITHM = derSequence(derOid(RSA_OID), derNull);

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
  try {
    return judge(spki);
  } catch (error) {
    if (error instanceof CryptoError) return { refused: 'not-der' };
    throw error;
  }
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

/** The one canonical SPKI of modulus `n` and exponent `e`. */
export function spkiOfNumbers(n: Uint8Array, e: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = derSequence(derInteger(n), derInteger(e));
  return derSequence(RSA_ALGORITHM, der(TAG.bits, Uint8Array.of(0), key));
}

/** The SPKI around a bare RSA key (RFC 8017, RSAPublicKey). Judge it with `readPublicKey`. */
export function spkiOfPkcs1(key: Uint8Array): Uint8Array<ArrayBuffer> {
  return derSequence(RSA_ALGORITHM, der(TAG.bits, Uint8Array.of(0), key));
}
