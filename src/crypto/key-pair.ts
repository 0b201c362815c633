// Our own RSA key: made once with its bytes in hand, then imported three times without a way back (PROTOCOL.md rule 8).
import { equalBytes } from '../lib/bytes.ts';
import { tryUnwrap, wrapKey } from './oaep.ts';
import { plain } from './plain.ts';
import { readPrivateKey } from './private-key.ts';
import { CryptoError, isOperationError } from './problem.ts';
import { sign, verify } from './pss.ts';
import { spkiOfNumbers } from './key-verdict.ts';
import { importEncryptKey, importVerifyKey, type OaepHash } from './public-key.ts';

/** One RSA key as three non-extractable `CryptoKey`s: WebCrypto binds a key to one algorithm and hash. */
export interface PrivateKeys {
  /** RSA-PSS, SHA-256. */
  readonly sign: CryptoKey;
  /** RSA-OAEP, SHA-256. */
  readonly open256: CryptoKey;
  /** RSA-OAEP, SHA-1, for the dialects that use it. */
  readonly open1: CryptoKey;
}

/** DER bytes of both halves; whoever holds `pkcs8` overwrites it as soon as it has served. */
export interface KeyPairBytes {
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  readonly spki: Uint8Array<ArrayBuffer>;
}

/** A new RSA-2048 pair, e = 65537. WebKitGTK blocks its thread for up to half a second meanwhile: call it in a worker. */
export async function makeKeyPair(): Promise<KeyPairBytes> {
  const algorithm = {
    name: 'RSA-PSS',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return { pkcs8, spki: spkiOf(pkcs8) };
}

/** Imports a PKCS#8 for signing and twice for opening, none extractable. Throws `wrong-kind-of-key`, `damaged`. */
export async function importPrivate(pkcs8: Uint8Array): Promise<PrivateKeys> {
  const bytes = checkPkcs8(pkcs8);
  const { subtle } = crypto;
  try {
    const [sign, open256, open1] = await Promise.all([
      subtle.importKey('pkcs8', bytes, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']),
      subtle.importKey('pkcs8', bytes, { name: 'RSA-OAEP', hash: 'SHA-256' }, false, ['decrypt']),
      subtle.importKey('pkcs8', bytes, { name: 'RSA-OAEP', hash: 'SHA-1' }, false, ['decrypt']),
    ]);
    return { sign, open256, open1 };
  } catch (error) {
    throw new CryptoError('damaged', 'the platform refused the key', error);
  }
}

/**
 * Policy for own keys: strict DER PKCS#8, RSA, exactly 2048 bits, e = 65537, numbers that belong together.
 * Gives the bytes back. Throws `damaged` (structure, numbers) or `wrong-kind-of-key` (detail: e.g. "RSA-4096").
 */
export function checkPkcs8(pkcs8: Uint8Array): Uint8Array<ArrayBuffer> {
  readPrivateKey(pkcs8);
  return plain(pkcs8);
}

/** The canonical SPKI of a private key. Throws as `checkPkcs8`. */
export function spkiOf(pkcs8: Uint8Array): Uint8Array<ArrayBuffer> {
  const { n, e } = readPrivateKey(pkcs8);
  return spkiOfNumbers(n, e);
}

/** True when all three keys are locked in and do with `spki` what they should: sign and verify, wrap and unwrap. */
export async function selfTest(keys: PrivateKeys, spki: Uint8Array): Promise<boolean> {
  const locked = [keys.sign, keys.open256, keys.open1].every((key) => !key.extractable);
  try {
    return locked && (await doesItsWork(keys, spki));
  } catch (error) {
    // Chromium computes, looks, and refuses: numbers that only look as if they belonged together.
    if (isOperationError(error)) return false;
    throw error;
  }
}

async function doesItsWork(keys: PrivateKeys, spki: Uint8Array): Promise<boolean> {
  const probe = Uint8Array.from({ length: 32 }, (_, i) => i + 1);
  const signature = await sign(keys.sign, probe);
  if (!(await verify(await importVerifyKey(spki), signature, probe))) return false;
  return (
    (await opensOwn(keys.open256, spki, 'SHA-256', probe)) &&
    (await opensOwn(keys.open1, spki, 'SHA-1', probe))
  );
}

async function opensOwn(
  key: CryptoKey,
  spki: Uint8Array,
  hash: OaepHash,
  probe: Uint8Array,
): Promise<boolean> {
  const opened = await tryUnwrap(key, await wrapKey(await importEncryptKey(spki, hash), probe));
  return opened !== undefined && equalBytes(opened, probe);
}
