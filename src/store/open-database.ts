// Opens the database and migrates it; an open that hangs, is blocked or finds nothing left is told apart.
import type { Clock } from '../lib/clock.ts';
import { StoreError } from './problem.ts';
import { answer } from './requests.ts';
import type { Migration } from './schema.ts';

export type Database = IDBDatabase;

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
  const opening = settled(() => {
    const request = indexedDB.open(name, options.migrations.length);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      const { result: db, transaction } = request;
      if (transaction === null) return;
      vanished = options.mustExist && oldVersion === 0;
      if (vanished) transaction.abort();
      else migrate(db, transaction, options.migrations.slice(oldVersion));
    });
    request.addEventListener('blocked', () => limit.blocked());
    return answer(request).then((db) => watched(db, options));
  });
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
    await limit.race(
      settled(() => {
        const request = indexedDB.deleteDatabase(name);
        request.addEventListener('blocked', () => limit.blocked());
        return answer(request);
      }),
    );
  } catch (error) {
    throw error instanceof StoreError ? error : new StoreError('broken', error);
  }
}

function watched(db: Database, { onVersionChange, onTerminated }: OpenOptions): Database {
  db.addEventListener('versionchange', ({ newVersion }) => onVersionChange(newVersion ?? undefined));
  db.addEventListener('close', onTerminated);
  return db;
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
