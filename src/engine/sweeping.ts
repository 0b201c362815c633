// Takes away what is left of profiles: databases that a wiped engine has let go of, and those that it opened once more to
// see whether anybody lives there. It runs in a worker of its own, which has nothing open.
import { systemClock } from '../lib/clock.ts';
import { deleteDatabase } from '../store/open-database.ts';
import { StoreError } from '../store/problem.ts';

const FIRST = 'porchlight';

/** The worker: its name is `sweep` and the databases that go, or `*` for all of ours. */
export interface Sweeper {
  readonly name: string;
  /** Told false when one of them could not be deleted: another page holds on to it. */
  postMessage(isDone: boolean): void;
}

export async function sweep(sweeper: Sweeper): Promise<void> {
  const asked = sweeper.name.split(' ').slice(1);
  const names = asked.includes('*') ? await ours() : asked.filter(isOurs);
  let isDone = true;
  for (const name of names) isDone = (await isGone(name)) && isDone;
  sweeper.postMessage(isDone);
}

async function isGone(name: string): Promise<boolean> {
  try {
    await deleteDatabase(name, systemClock);
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return false;
  }
}

const isOurs = (name: string): boolean => name === FIRST || name.startsWith(`${FIRST}.`);

async function ours(): Promise<readonly string[]> {
  const all = await indexedDB.databases();
  return all.flatMap(({ name }) => (name !== undefined && isOurs(name) ? [name] : []));
}
