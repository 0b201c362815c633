// Opens the database and migrates it; an open that hangs, is blocked or finds nothing left is told apart.
import { deleteDB, openDB, unwrap, type IDBPDatabase } from 'idb';
import type { Clock } from '../lib/clock.ts';
import { StoreError } from './problem.ts';
import type { Migration, Schema } from './schema.ts';

export type Database = IDBPDatabase<Schema>;

/** Another page gets this long to let go of an older version (R05). */
const BLOCKED_MS = 5000;
/** WebKit has been seen never to answer an open; a new try then helps. */
const SILENT_MS = 10_000;

export interface OpenOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  /** It was open before: when it is gone, it is not made anew (R07). */
  readonly mustExist: boolean;
  /** Another page wants to upgrade (`newVersion` is a number) or delete (undefined) the database. */
  readonly onVersionChange: (newVersion: number | undefined) => void;
  /** The browser closed the connection by itself. */
  readonly onTerminated: () => void;
}

/** Opens `name`. Throws `StoreError` where the cause is known, otherwise the browser's own error. */
export async function openDatabase(name: string, options: OpenOptions): Promise<Database> {
  let vanished = false;
  const limit = timeLimit(options.clock);
  const opening = settled(() =>
    openDB<Schema>(name, options.migrations.length, {
      upgrade(db, oldVersion, _newVersion, transaction) {
        transaction.done.catch(() => undefined); // the open request reports it
        if (options.mustExist && oldVersion === 0) {
          vanished = true;
          transaction.abort();
          return;
        }
        migrate(unwrap(db), unwrap(transaction), options.migrations.slice(oldVersion));
      },
      blocked: () => limit.blocked(),
      blocking: (_current, newVersion) => options.onVersionChange(newVersion ?? undefined),
      terminated: options.onTerminated,
    }),
  );
  try {
    return await limit.race(opening);
  } catch (error) {
    closeWhenItComes(opening);
    throw vanished ? new StoreError('lost', error) : error;
  }
}

/** Deletes `name` for good. Throws `StoreError('blocked')` when another page holds on to it. */
export async function deleteDatabase(name: string, clock: Clock): Promise<void> {
  const limit = timeLimit(clock);
  try {
    await limit.race(settled(() => deleteDB(name, { blocked: () => limit.blocked() })));
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError('broken', error);
  }
}

/** Browsers that forbid storage throw at once instead of rejecting. */
async function settled<Result>(start: () => Promise<Result>): Promise<Result> {
  return await start();
}

function migrate(db: IDBDatabase, transaction: IDBTransaction, steps: readonly Migration[]): void {
  for (const step of steps) step(db, transaction);
}

interface TimeLimit {
  /** The outcome of `work`, or an error when the time is up. */
  race<Result>(work: Promise<Result>): Promise<Result>;
  /** From now on it is known what is being waited for. */
  blocked(): void;
}

function timeLimit(clock: Clock): TimeLimit {
  let fail: (error: Error) => void = () => undefined;
  const passed = new Promise<never>((_resolve, reject) => (fail = reject));
  let stop = clock.after(SILENT_MS, () => fail(new DOMException('no answer', 'TimeoutError')));
  return {
    race: (work) => Promise.race([work, passed]).finally(() => stop()),
    blocked() {
      stop();
      stop = clock.after(BLOCKED_MS, () => fail(new StoreError('blocked')));
    },
  };
}

/** A connection that opens after nobody waits for it any more would block every later upgrade. */
function closeWhenItComes(opening: Promise<Database>): void {
  opening.then(
    (db) => db.close(),
    () => undefined,
  );
}
