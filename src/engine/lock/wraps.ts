// Making a lock and opening it: the root that everything hangs on, sealed once for each way in.
import {
  LOCK_ITERATIONS,
  openBytes,
  passkeyKey,
  passphraseKey,
  ROOT_BYTES,
  rootKeys,
  sealBytes,
  type RootKeys,
} from '../../crypto/app-lock.ts';
import { utf8 } from '../../lib/bytes.ts';
import type { RandomBytes } from '../../lib/clock.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import type { LockedIdentityRow, LockRow, PasskeyWrap, PassphraseWrap } from '../../store/identity-rows.ts';
import type { Opener, Passkey } from '../port/lock.ts';
import { sealKey } from './codec.ts';

export interface WrapDeps {
  readonly random: RandomBytes;
  /** PBKDF2 rounds, where a test is in a hurry. */
  readonly iterations?: number;
}
const boundTo = (fingerprint: Fingerprint, kind: 'passphrase' | 'passkey'): Uint8Array<ArrayBuffer> =>
  utf8(`porchlight lock ${kind} ${fingerprint}`);

/** A lock around a key that is in hand, and the keys of its root. */
export async function makeLock(
  passphrase: string,
  pkcs8: Uint8Array,
  fingerprint: Fingerprint,
  deps: WrapDeps,
): Promise<{ readonly lock: LockRow; readonly keys: RootKeys }> {
  const root = deps.random(ROOT_BYTES);
  const keys = await rootKeys(root);
  const wrap = await wrapForPassphrase(root, passphrase, fingerprint, deps);
  root.fill(0);
  return { lock: { passphrase: wrap, key: await sealKey(keys, pkcs8, fingerprint, deps.random) }, keys };
}

/** The root; undefined when this does not open it. Whoever gets it overwrites it. */
export async function openRoot(
  { fingerprint, lock }: Pick<LockedIdentityRow, 'fingerprint' | 'lock'>,
  opener: Opener,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if ('secret' in opener) {
    const { passkey } = lock;
    const bound = boundTo(fingerprint, 'passkey');
    return passkey && openBytes(await passkeyKey(opener.secret), passkey.root, bound);
  }
  const { salt, iterations, root } = lock.passphrase;
  const key = await passphraseKey(opener.passphrase, salt, iterations);
  return openBytes(key, root, boundTo(fingerprint, 'passphrase'));
}

/** The root under a passphrase, in the place of an earlier one. */
export async function wrapForPassphrase(
  root: Uint8Array,
  passphrase: string,
  fingerprint: Fingerprint,
  { random, iterations = LOCK_ITERATIONS }: WrapDeps,
): Promise<PassphraseWrap> {
  const salt = random(16);
  const key = await passphraseKey(passphrase, salt, iterations);
  const sealed = await sealBytes(key, root, boundTo(fingerprint, 'passphrase'), random);
  return { salt, iterations, root: sealed };
}

/** The root under a passkey. */
export async function wrapForPasskey(
  root: Uint8Array,
  { credential, salt, secret }: Passkey,
  fingerprint: Fingerprint,
  { random }: WrapDeps,
): Promise<PasskeyWrap> {
  const sealed = await sealBytes(await passkeyKey(secret), root, boundTo(fingerprint, 'passkey'), random);
  return { ref: { credential, salt }, root: sealed };
}
