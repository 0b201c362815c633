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
import type { LockedIdentityRow, LockRow, PasskeyWrap, PassphraseWrap, WrapRow } from '../../store/rows.ts';
import type { Passkey } from '../port/lock.ts';
import { sealKey } from './codec.ts';

export interface WrapDeps {
  readonly random: RandomBytes;
  /** PBKDF2 rounds, where a test is in a hurry. */
  readonly iterations?: number;
}
/** What a person has to open a lock with. */
export type Opener = { readonly passphrase: string } | { readonly secret: Uint8Array };

const boundTo = (fingerprint: Fingerprint, kind: WrapRow['kind']): Uint8Array<ArrayBuffer> =>
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
  return { lock: { wraps: [wrap], key: await sealKey(keys, pkcs8, fingerprint, deps.random) }, keys };
}

/** The root; undefined when this does not open it. Whoever gets it overwrites it. */
export async function openRoot(
  { fingerprint, lock }: Pick<LockedIdentityRow, 'fingerprint' | 'lock'>,
  opener: Opener,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  for (const wrap of lock.wraps) {
    const key = await keyFor(wrap, opener);
    const root = key && (await openBytes(key, wrap.root, boundTo(fingerprint, wrap.kind)));
    if (root !== undefined) return root;
  }
  return undefined;
}

async function keyFor(wrap: WrapRow, opener: Opener): Promise<CryptoKey | undefined> {
  if (wrap.kind === 'passkey') return 'secret' in opener ? passkeyKey(opener.secret) : undefined;
  return 'passphrase' in opener ? passphraseKey(opener.passphrase, wrap.salt, wrap.iterations) : undefined;
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
  return { kind: 'passphrase', salt, iterations, root: sealed };
}

/** The root under a passkey. */
export async function wrapForPasskey(
  root: Uint8Array,
  { credential, salt, secret }: Passkey,
  fingerprint: Fingerprint,
  { random }: WrapDeps,
): Promise<PasskeyWrap> {
  const sealed = await sealBytes(await passkeyKey(secret), root, boundTo(fingerprint, 'passkey'), random);
  return { kind: 'passkey', credential, salt, root: sealed };
}
