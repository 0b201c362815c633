// The recovery file: our private key under a passphrase, in a form that `openssl pkey` reads, so that nobody depends on
// this app to get at their own key (SECURITY.md, "Identity lifecycle").
import { systemRandom, type RandomBytes } from '../lib/clock.ts';
import { pemText } from '../lib/pem-block.ts';
import { fingerprintIn, recoveryHead, type Opener } from '../lib/recovery-head.ts';
import { fingerprintOfSpki } from './fingerprint.ts';
import { checkPkcs8, importPrivate, selfTest, spkiOf, type KeyPairBytes } from './key-pair.ts';
import { lock, readLockedKey, unlock } from './pbes2.ts';
import { writeParameters } from './pbes2-parameters.ts';
import { readKeyBlock, type PemBlock } from './pem-text.ts';
import { tidyPkcs8, wrapPkcs1 } from './private-key.ts';
import { CryptoError } from './problem.ts';
import { tidyPassphrase } from './words.ts';

/** PBKDF2 rounds of the files made by the product. */
export const RECOVERY_ITERATIONS = 1_000_000;

export interface LockOptions {
  /** `RECOVERY_ITERATIONS` unless said otherwise. */
  readonly iterations?: number;
  readonly random?: RandomBytes;
}

/** The PEM block alone, `BEGIN ENCRYPTED PRIVATE KEY`. Throws as `checkPkcs8`. */
export async function lockKey(
  pkcs8: Uint8Array,
  passphrase: string,
  options: LockOptions = {},
): Promise<string> {
  const { iterations = RECOVERY_ITERATIONS, random = systemRandom } = options;
  const parameters = { salt: random(16), iv: random(16), iterations, hash: 'SHA-256', keyBits: 256 } as const;
  const sealed = await lock(parameters, passphrase, checkPkcs8(pkcs8));
  return pemText('ENCRYPTED PRIVATE KEY', writeParameters(parameters, sealed));
}

/**
 * The whole text of a recovery file: head lines for whoever finds it, then the PEM block of `lockKey`.
 * `madeAt` in milliseconds since 1970; `opener`: six words unless said otherwise.
 */
export async function recoveryText(
  pkcs8: Uint8Array,
  passphrase: string,
  options: LockOptions & { readonly madeAt: number; readonly opener?: Opener },
): Promise<string> {
  const { madeAt, opener = 'words' } = options;
  const fingerprint = await fingerprintOfSpki(spkiOf(pkcs8));
  const head = recoveryHead({ fingerprint, madeAt, opener });
  return `${head}${await lockKey(pkcs8, passphrase, options)}`;
}

/**
 * Opens a recovery file, or another tool's key file: PBES2 (PBKDF2 with SHA-1/256/384/512, AES-CBC), plain PKCS#8, PKCS#1.
 * Gives PKCS#8 bytes of an RSA-2048 key that has passed policy, the head's fingerprint and a self-test.
 * Throws `CryptoError`: `not-a-key-file`, `wrong-words`, `damaged`, `unsupported-scheme`, `wrong-kind-of-key`.
 */
export async function openLockedKey(fileText: string, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const block = readKeyBlock(fileText);
  const named = fingerprintIn(block.head);
  const { pkcs8, spki } = readKey(await bytesOf(block, passphrase), named !== undefined);
  if (named !== undefined && named !== (await fingerprintOfSpki(spki))) {
    throw new CryptoError('damaged', 'the head names another key');
  }
  if (!(await selfTest(await importPrivate(pkcs8), spki))) throw new CryptoError('damaged', 'self-test');
  return pkcs8;
}

/** A file of ours never held another kind of key: if it looks so, its bytes have changed. */
function readKey(bytes: Uint8Array, isOurFile: boolean): KeyPairBytes {
  try {
    const pkcs8 = tidyPkcs8(bytes);
    return { pkcs8, spki: spkiOf(pkcs8) };
  } catch (error) {
    const changed = isOurFile && error instanceof CryptoError && error.kind === 'wrong-kind-of-key';
    throw changed ? new CryptoError('damaged', error.detail) : error;
  }
}

async function bytesOf(block: PemBlock, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  if (block.headers !== '') throw new CryptoError('unsupported-scheme', 'PKCS#1 encryption');
  switch (block.label) {
    case 'ENCRYPTED PRIVATE KEY':
      return unlockWithAny(block.bytes, passphrase);
    case 'PRIVATE KEY':
      return block.bytes;
    case 'RSA PRIVATE KEY':
      return wrapPkcs1(block.bytes);
    case 'PKCS12':
      throw new CryptoError('unsupported-scheme', 'PKCS#12');
    case 'OPENSSH PRIVATE KEY':
      throw new CryptoError('unsupported-scheme', 'OpenSSH');
    case 'PUBLIC KEY':
    case 'RSA PUBLIC KEY':
      throw new CryptoError('wrong-kind-of-key', 'public key');
    default:
      if (!block.label.endsWith(' PRIVATE KEY')) throw new CryptoError('not-a-key-file');
      throw new CryptoError('wrong-kind-of-key', block.label.replace(' PRIVATE KEY', ''));
  }
}

/** The words as our files have them first, then exactly as typed, for files of other tools. */
async function unlockWithAny(bytes: Uint8Array, passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
  const locked = readLockedKey(bytes);
  const tidy = tidyPassphrase(passphrase);
  if (tidy === passphrase) return unlock(locked, passphrase);
  try {
    return await unlock(locked, tidy);
  } catch (error) {
    if (error instanceof CryptoError && error.kind === 'wrong-words') return unlock(locked, passphrase);
    throw error;
  }
}
