// How an identity comes into being: made or restored, kept and tried, saved to a recovery file, rehearsed. Loaded when
// first asked for (later.ts); whose turn it is was decided before (identity.ts).
import { recoveryText } from '../crypto/recovery-file.ts';
import { makeWords, wordsToPassphrase } from '../crypto/words.ts';
import { ownProblem } from '../lib/strength.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import { PortError } from '../lib/port.ts';
import { openerOf } from '../lib/recovery-head.ts';
import type { IdentityRow, RecoveryRow } from '../store/identity-rows.ts';
import { rowOfKey } from './identity-row.ts';
import type { Cradle } from './identity.ts';
import { isLockedFile, keyFileName, keyPartOf, openKeyFile } from './key-file.ts';
import { KeyKeeper } from './key-keeper.ts';
import { behindLock, checkChoice, checkEmpty, opensAgain } from './lock/choosing.ts';
import type { RecoveryFile, RestoreResult } from './port/identity.ts';
import type { LockChoice } from './port/lock.ts';

/** Makes, keeps and tries a key; what the browser cannot do becomes a view. */
export async function create(cradle: Cradle, name: string, choice?: LockChoice): Promise<void> {
  const { deps } = cradle;
  // What a lock is chosen for must never have lain there without one: only a fresh key that did gives way to another.
  const isFresh = cradle.bytes() !== undefined;
  if (isFresh && (choice === undefined || cradle.owned().lock !== undefined)) throw new PortError('exists');
  if (choice !== undefined) await checkChoice(choice, deps);
  cradle.bytes()?.fill(0);
  const keeper = new KeyKeeper(deps);
  cradle.show({ phase: 'making', step: 'key' });
  const made = await keeper.make(cleanClaimedName(name), deps.clock.now());
  if (typeof made === 'string') return cradle.show({ phase: 'unsupported', reason: made });
  const row = choice === undefined ? made.row : await behindLock(made.row, made.pkcs8, choice, deps);
  if (await keep(cradle, keeper, row, choice)) return cradle.begin(row, made.pkcs8);
  made.pkcs8.fill(0);
  await keeper.discard();
}

export interface Restoring {
  readonly fileText: string;
  readonly passphrase: string;
  readonly name: string;
  readonly lock: LockChoice | undefined;
}

/** Opens a recovery file, or another tool's key file, and makes it this profile's identity. */
export async function restore(
  cradle: Cradle,
  { fileText, passphrase, name, lock }: Restoring,
): Promise<RestoreResult> {
  const before = cradle.view();
  if (before.phase === 'fresh') await checkEmpty(cradle.deps);
  if (lock !== undefined) await checkChoice(lock, cradle.deps);
  const opened = await openKeyFile(fileText, passphrase);
  if ('ok' in opened) return opened;
  const now = cradle.deps.clock.now();
  const row = await rowOfKey(opened, cleanClaimedName(name), now);
  const isLocked = isLockedFile(fileText);
  const recovery: RecoveryRow | undefined = isLocked
    ? {
        text: keyPartOf(fileText),
        fileName: keyFileName(lock === undefined ? row.name : '', row.fingerprint),
        savedAt: now,
        tested: true,
        ...(openerOf(fileText) !== 'words' && { own: true }),
      }
    : undefined;
  const open = { ...row, recovery };
  const kept = lock === undefined ? open : await behindLock(open, opened, lock, cradle.deps);
  if (!(await keep(cradle, new KeyKeeper(cradle.deps), kept, lock))) {
    opened.fill(0);
    cradle.show(before);
    return { ok: false, reason: 'cannot-keep-keys' };
  }
  cradle.begin(kept, opened);
  // A plain file leaves the user without a locked one: its bytes stay until that is decided.
  if (isLocked) cradle.finish();
  return { ok: true, fingerprint: row.fingerprint };
}

/** Makes the recovery file; refuses with `too-late` once the bytes are gone. */
export async function makeRecovery(cradle: Cradle, own?: string): Promise<RecoveryFile> {
  const row = cradle.owned();
  const bytes = cradle.bytes();
  if (bytes === undefined) throw new PortError('too-late');
  const problem = own === undefined ? undefined : ownProblem(own);
  if (problem !== undefined)
    throw new PortError(problem === 'too-weak' ? 'weak-passphrase' : 'bad-passphrase');
  const { clock, random, iterations } = cradle.deps;
  const madeAt = clock.now();
  const words = own === undefined ? await makeWords(random, 6) : [];
  const text = await recoveryText(bytes, own ?? wordsToPassphrase(words), {
    random,
    madeAt,
    opener: own === undefined ? 'words' : 'own',
    ...(iterations !== undefined && { iterations }),
  });
  // Browsers keep lists of what was saved: behind a lock the file is not called by the name.
  const fileName = keyFileName(row.lock === undefined ? row.name : '', row.fingerprint);
  const isOwn = own !== undefined && ({ own: true } as const);
  const recovery: RecoveryRow = { text, fileName, savedAt: madeAt, tested: false, ...isOwn };
  await cradle.change((now) => ({ ...now, recovery }));
  return { fileName, text, words };
}

/** Opens the stored file with the words as typed; true makes it "tested". */
export async function rehearse(cradle: Cradle, words: readonly string[]): Promise<boolean> {
  const { recovery } = cradle.owned();
  if (recovery === undefined) throw new PortError('no-recovery');
  const opened = await openKeyFile(recovery.text, words.join(' '));
  if ('ok' in opened) return false;
  const same = (await rowOfKey(opened, '', 0)).fingerprint === cradle.owned().fingerprint;
  opened.fill(0);
  if (!same) return false;
  // Another file may have been made meanwhile: that one was not opened.
  const isStill = (row: IdentityRow): boolean => row.recovery?.text === recovery.text;
  await cradle.change((now) => (isStill(now) ? { ...now, recovery: { ...recovery, tested: true } } : now));
  return isStill(cradle.owned());
}

/** False: this browser cannot keep it, and says so. */
async function keep(
  cradle: Cradle,
  keeper: KeyKeeper,
  row: IdentityRow,
  choice: LockChoice | undefined,
): Promise<boolean> {
  cradle.show({ phase: 'making', step: 'keep' });
  const problem = await keeper.keep(
    row,
    () => cradle.show({ phase: 'making', step: 'try' }),
    async (back) => choice === undefined || (await opensAgain(back, choice)),
  );
  if (problem !== undefined) cradle.show({ phase: 'unsupported', reason: problem });
  return problem === undefined;
}
