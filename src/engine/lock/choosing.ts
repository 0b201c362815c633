// A lock chosen at a key's birth: the key is sealed before it is stored for the first time, and so is every row after it.
import { rootKeys } from '../../crypto/app-lock.ts';
import { PortError } from '../../lib/port.ts';
import type { IdentityRow } from '../../store/identity-rows.ts';
import type { IdentityDeps } from '../identity.ts';
import type { LockChoice } from '../port/lock.ts';
import { lockCodec, openKey } from './codec.ts';
import { isStrongEnough } from '../../lib/lock-passphrase.ts';
import { makeLock, openRoot } from './wraps.ts';

/** The row of a key in hand, with its lock; from here on the store seals. */
export async function behindLock(
  row: IdentityRow,
  pkcs8: Uint8Array,
  choice: LockChoice,
  { store, random, iterations }: IdentityDeps,
): Promise<IdentityRow> {
  const { lock, keys } = await makeLock(choice.passphrase, pkcs8, row.fingerprint, {
    random,
    ...(iterations !== undefined && { iterations }),
  });
  store.use(lockCodec(keys, random));
  return { ...row, lock };
}

/**
 * Before a key is made for it. Refuses with `weak-passphrase`, and with `not-empty` where something readable lies in the
 * database already: that could not be called locked from birth.
 */
export async function checkChoice({ passphrase }: LockChoice, deps: IdentityDeps): Promise<void> {
  if (!isStrongEnough(passphrase)) throw new PortError('weak-passphrase');
  await checkEmpty(deps);
  const { identity } = await deps.store.load();
  const isNamed = identity !== undefined && 'name' in identity && identity.name !== '';
  if (isNamed || (identity !== undefined && 'recovery' in identity && identity.recovery !== undefined))
    throw new PortError('not-empty');
}

/** Refuses with `not-empty` where more lies here than a key that nobody has used. */
export async function checkEmpty({ store }: IdentityDeps): Promise<void> {
  const { servers, people, conversations, outbox, heldCount, lastSeq, ledger } = await store.load();
  const rows = servers.length + people.length + conversations.length + outbox.length + heldCount + lastSeq;
  if (rows > 0 || ledger !== undefined) throw new PortError('not-empty');
}

/** Whether what came back from the database opens with the passphrase, as it must at the next start. */
export async function opensAgain(row: IdentityRow, { passphrase }: LockChoice): Promise<boolean> {
  const { lock, fingerprint } = row;
  const root = lock && (await openRoot({ fingerprint, lock }, { passphrase }));
  if (lock === undefined || root === undefined) return false;
  const pkcs8 = await openKey(await rootKeys(root), { fingerprint, lock });
  root.fill(0);
  pkcs8?.fill(0);
  return pkcs8 !== undefined;
}
