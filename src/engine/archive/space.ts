// Makes room when the disk is full (R06): the oldest files that strangers sent go first, and nothing else goes. What I wrote,
// what people I know sent, keys and counters stay. Called while a commit waits, so it must not go through the desk.
import { StoreError } from '../../store/problem.ts';
import type { Changes } from '../../store/changes.ts';
import type { MessageRow } from '../../store/rows.ts';
import { isFingerprint } from '../../domain/fingerprint.ts';
import type { ArchiveDeps } from './deps.ts';
import { withoutBytes } from './storage.ts';

/** At least so much at once: the browser needs some, too, to let go of the rest. */
const AT_LEAST = 1024 * 1024;
/** Browsers give freed space back a moment later. */
const PAUSE_MS = 500;

export type SpaceDeps = Pick<ArchiveDeps, 'ground' | 'views' | 'people'>;

/** True when something was let go, and `changes` may be tried again. */
export async function makeRoom(deps: SpaceDeps, changes: Changes): Promise<boolean> {
  const { ground, views } = deps;
  const needed = AT_LEAST + (changes.put?.blobs ?? []).reduce((sum, { blob }) => sum + blob.size, 0);
  const goes = await oldestOfStrangers(deps, needed, new Set(changes.put?.messages?.map(({ key }) => key)));
  if (goes.length === 0) return false;
  const messages = goes.map(({ file, ...row }) => ({ ...row, file: file && withoutBytes(file) }));
  try {
    await ground.store.commit({ put: { messages }, remove: { blobs: messages.map(({ key }) => key) } });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return false;
  }
  for (const { key } of messages) views.transfers.delete(key);
  views.publishMessages(messages);
  ground.publish({ type: 'notice', notice: { kind: 'made-room', files: messages.length } });
  await new Promise<void>((go) => void ground.clock.after(PAUSE_MS, go));
  return true;
}

async function oldestOfStrangers(
  { ground, people }: SpaceDeps,
  needed: number,
  busy: ReadonlySet<string>,
): Promise<readonly MessageRow[]> {
  const isStrangers = (key: string): boolean => {
    const author = key.slice(0, key.indexOf('|'));
    return isFingerprint(author) && people.row(author)?.accepted !== true && !busy.has(key);
  };
  const keys = (await ground.store.blobKeys()).filter(isStrangers);
  const rows = await Promise.all(keys.map((key) => ground.store.message(key)));
  const found = rows.filter((row) => row !== undefined).sort((a, b) => a.seq - b.seq);
  const goes: MessageRow[] = [];
  let freed = 0;
  for (const row of found) {
    if (freed >= needed) break;
    freed += row.file?.size ?? 0;
    goes.push(row);
  }
  return goes;
}
