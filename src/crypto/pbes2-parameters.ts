// The parameters of PBES2 (RFC 8018 appendix A) in DER: which key derivation, which cipher.
import { der, derNull, derOid, derSequence, derSmallInteger, TAG } from './der.ts';
import { DerReader } from './der-reader.ts';
import { CryptoError } from './problem.ts';

export type PbkdfHash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

export interface Pbes2Parameters {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly hash: PbkdfHash;
  readonly keyBits: 128 | 192 | 256;
  /** 16 bytes. */
  readonly iv: Uint8Array<ArrayBuffer>;
}

/** More than this is an attempt to hang the app. */
export const MOST_ITERATIONS = 10_000_000;

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HASHES: ReadonlyMap<string, PbkdfHash> = new Map([
  ['1.2.840.113549.2.7', 'SHA-1'],
  ['1.2.840.113549.2.9', 'SHA-256'],
  ['1.2.840.113549.2.10', 'SHA-384'],
  ['1.2.840.113549.2.11', 'SHA-512'],
]);
const CIPHERS: ReadonlyMap<string, Pbes2Parameters['keyBits']> = new Map([
  ['2.16.840.1.101.3.4.1.2', 128],
  ['2.16.840.1.101.3.4.1.22', 192],
  ['2.16.840.1.101.3.4.1.42', 256],
]);
/** Names for what we refuse, so that the user can be told what to convert. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
  ['1.2.840.113549.3.7', '3DES'],
  ['1.2.840.113549.3.2', 'RC2'],
  ['1.3.14.3.2.7', 'DES'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256-GCM'],
  ['1.2.156.10197.1.104.2', 'SM4'],
  ['1.2.392.200011.61.1.1.1.4', 'Camellia'],
  ['1.2.840.113549.2.8', 'PBKDF2 with SHA-224'],
  ['1.2.840.113549.1.5.3', 'PBE-MD5-DES'],
  ['1.2.840.113549.1.5.6', 'PBE-MD5-RC2'],
  ['1.2.840.113549.1.5.10', 'PBE-SHA1-DES'],
  ['1.2.840.113549.1.5.11', 'PBE-SHA1-RC2'],
  ['1.2.840.113549.1.12.1.1', 'PBE-SHA1-RC4-128'],
  ['1.2.840.113549.1.12.1.2', 'PBE-SHA1-RC4-40'],
  ['1.2.840.113549.1.12.1.3', 'PBE-SHA1-3DES'],
  ['1.2.840.113549.1.12.1.4', 'PBE-SHA1-2DES'],
  ['1.2.840.113549.1.12.1.5', 'PBE-SHA1-RC2-128'],
  ['1.2.840.113549.1.12.1.6', 'PBE-SHA1-RC2-40'],
]);

/** Reads an EncryptedPrivateKeyInfo. Throws `damaged`, or `unsupported-scheme` with the scheme's name. */
export function readParameters(
  bytes: Uint8Array,
): Pbes2Parameters & { readonly sealed: Uint8Array<ArrayBuffer> } {
  try {
    const outer = new DerReader(bytes);
    const info = outer.sequence();
    outer.end();
    const scheme = readScheme(info.sequence());
    const sealed = info.take(TAG.octets);
    info.end();
    return { ...scheme, sealed };
  } catch (error) {
    if (error instanceof CryptoError && error.kind === 'bad-der')
      throw new CryptoError('damaged', error.detail);
    throw error;
  }
}

function readScheme(algorithm: DerReader): Pbes2Parameters {
  const scheme = algorithm.oid();
  if (scheme !== PBES2) throw refused(scheme);
  const both = algorithm.sequence();
  algorithm.end();
  const derivation = both.sequence();
  const name = derivation.oid();
  if (name !== PBKDF2) throw refused(name);
  const { length, ...kdf } = readPbkdf2(derivation.sequence());
  const cipher = both.sequence();
  both.end();
  const cipherName = cipher.oid();
  const keyBits = CIPHERS.get(cipherName);
  if (keyBits === undefined) throw refused(cipherName);
  const iv = cipher.take(TAG.octets);
  if (iv.length !== 16) throw new CryptoError('damaged', 'length of the IV');
  if (length !== undefined && length * 8 !== keyBits) throw new CryptoError('damaged', 'length of the key');
  return { ...kdf, keyBits, iv };
}

function readPbkdf2(
  kdf: DerReader,
): Omit<Pbes2Parameters, 'keyBits' | 'iv'> & { readonly length: number | undefined } {
  if (kdf.peek() !== TAG.octets)
    throw new CryptoError('unsupported-scheme', 'PBKDF2 with a foreign salt source');
  const salt = kdf.take(TAG.octets);
  const iterations = kdf.smallInteger();
  if (iterations > MOST_ITERATIONS)
    throw new CryptoError('unsupported-scheme', `PBKDF2 with ${iterations} rounds`);
  if (iterations < 1) throw new CryptoError('damaged', 'no rounds');
  const length = kdf.peek() === TAG.integer ? kdf.smallInteger() : undefined;
  const hash = kdf.peek() === TAG.sequence ? readHash(kdf.sequence()) : 'SHA-1';
  kdf.end();
  return { salt, iterations, hash, length };
}

function readHash(prf: DerReader): PbkdfHash {
  const name = prf.oid();
  const hash = HASHES.get(name);
  if (hash === undefined) throw refused(name);
  return hash;
}

function refused(oid: string): CryptoError {
  return new CryptoError('unsupported-scheme', OTHERS.get(oid) ?? oid);
}

/** EncryptedPrivateKeyInfo of our own recovery files: PBKDF2-HMAC-SHA-256 and AES-256-CBC. */
export function writeParameters(
  { salt, iterations, iv }: Omit<Pbes2Parameters, 'hash' | 'keyBits'>,
  sealed: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const prf = derSequence(derOid('1.2.840.113549.2.9'), derNull);
  const kdf = derSequence(der(TAG.octets, salt), derSmallInteger(iterations), prf);
  const cipher = derSequence(derOid('2.16.840.1.101.3.4.1.42'), der(TAG.octets, iv));
  const parameters = derSequence(derSequence(derOid(PBKDF2), kdf), cipher);
  return derSequence(derSequence(derOid(PBES2), parameters), der(TAG.octets, sealed));
}
