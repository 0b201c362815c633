// RSA private keys in DER: PKCS#8 (RFC 5208) around PKCS#1 (RFC 8017 A.1.2), read strictly and judged by the policy for
// own keys. The numbers are checked against each other, so that a doctored file cannot make us leak (SECURITY.md, MEGA).
import { equalBytes, toHex } from '../lib/bytes.ts';
import { der, derNull, derOid, derSequence, derSmallInteger, TAG } from './der.ts';
import { DerReader } from './der-reader.ts';
import { CryptoError } from './problem.ts';
import { RSA_OID } from './key-verdict.ts';
import { bitLength } from './public-key.ts';

export interface PrivateNumbers {
  /** Modulus and public exponent, big-endian. */
  readonly n: Uint8Array<ArrayBuffer>;
  readonly e: Uint8Array<ArrayBuffer>;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10045.2.1', 'EC'],
  ['1.2.840.113549.1.1.10', 'RSA-PSS'],
  ['1.2.840.113549.1.1.7', 'RSA-OAEP'],
  ['1.2.840.113549.1.3.1', 'DH'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
  ['1.3.101.110', 'X25519'],
  ['1.3.101.111', 'X448'],
]);

/** A PKCS#1 `RSAPrivateKey` inside a PKCS#8. */
export function wrapPkcs1(pkcs1: Uint8Array): Uint8Array<ArrayBuffer> {
  return derSequence(derSmallInteger(0), derSequence(derOid(RSA_OID), derNull), der(TAG.octets, pkcs1));
}

/** Reads a PKCS#8 by the policy for own keys. Throws `damaged` or `wrong-kind-of-key`. */
export function readPrivateKey(pkcs8: Uint8Array): PrivateNumbers {
  return asDamage(() => {
    const pkcs1 = unwrapPkcs8(pkcs8);
    const numbers = readPkcs1(pkcs1);
    if (!equalBytes(wrapPkcs1(pkcs1), pkcs8)) throw new CryptoError('damaged', 'not the canonical PKCS#8');
    return numbers;
  });
}

/** The same key without attributes that some tools append to a PKCS#8. Throws as `readPrivateKey`. */
export function tidyPkcs8(pkcs8: Uint8Array): Uint8Array<ArrayBuffer> {
  return asDamage(() => wrapPkcs1(unwrapPkcs8(pkcs8)));
}

function unwrapPkcs8(pkcs8: Uint8Array): Uint8Array<ArrayBuffer> {
  const outer = new DerReader(pkcs8);
  const info = outer.sequence();
  outer.end();
  if (info.smallInteger() !== 0) throw new CryptoError('damaged', 'PKCS#8 version');
  const algorithm = info.sequence();
  const oid = algorithm.oid();
  if (oid !== RSA_OID) throw new CryptoError('wrong-kind-of-key', NAMES.get(oid) ?? oid);
  algorithm.take(TAG.null);
  algorithm.end();
  const pkcs1 = info.take(TAG.octets);
  if (info.peek() === TAG.context0) info.take(TAG.context0);
  info.end();
  return pkcs1;
}

function readPkcs1(pkcs1: Uint8Array): PrivateNumbers {
  const outer = new DerReader(pkcs1);
  const key = outer.sequence();
  outer.end();
  if (key.smallInteger() !== 0) throw new CryptoError('wrong-kind-of-key', 'multi-prime RSA');
  const n = key.integer();
  const e = key.integer();
  const bits = bitLength(n);
  if (bits !== 2048) throw new CryptoError('wrong-kind-of-key', `RSA-${bits}`);
  if (toHex(e) !== '010001')
    throw new CryptoError('wrong-kind-of-key', 'RSA with another exponent than 65537');
  const [d, p, q, dp, dq, inverse] = [0, 1, 2, 3, 4, 5].map(() => toNumber(key.integer()));
  key.end();
  if (d === undefined || p === undefined || q === undefined) throw new CryptoError('damaged');
  if (dp === undefined || dq === undefined || inverse === undefined) throw new CryptoError('damaged');
  if (!belongTogether(toNumber(n), { d, p, q, dp, dq, inverse }))
    throw new CryptoError('damaged', 'numbers differ');
  return { n, e };
}

interface Secrets {
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
  readonly dp: bigint;
  readonly dq: bigint;
  readonly inverse: bigint;
}

function belongTogether(n: bigint, { d, p, q, dp, dq, inverse }: Secrets): boolean {
  if (p < 3n || q < 3n || p === q || p * q !== n) return false;
  const fits = dp === d % (p - 1n) && dq === d % (q - 1n) && inverse < p;
  return (
    fits && (65537n * dp) % (p - 1n) === 1n && (65537n * dq) % (q - 1n) === 1n && (inverse * q) % p === 1n
  );
}

function toNumber(magnitude: Uint8Array): bigint {
  return BigInt(`0x${toHex(magnitude)}`);
}

function asDamage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof CryptoError && error.kind === 'bad-der')
      throw new CryptoError('damaged', error.detail);
    throw error;
  }
}
