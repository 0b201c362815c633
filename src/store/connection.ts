// Keeps a connection to the database alive: reopens and retries what a browser breaks off (R04), and knows when to stop.
import type { Clock } from '../lib/clock.ts';
import { openDatabase, type Database } from './open-database.ts';
import { StoreError, type StoreTrouble } from './problem.ts';
import type { Migration } from './schema.ts';

/** An operation that gives no answer for so long is tried on a new connection. */
const STUCK_MS = 30_000;
/** Pauses before the second, third and fourth try, ms. */
const PAUSES = [0, 50, 250];

export interface ConnectionOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly onTrouble: (trouble: StoreTrouble) => void;
}
export interface Connection {
  /**
   * Runs `work` on an open database; after a fault again on a new connection, up to three times more. `work` gets the
   * number of the try, from 0: it must reckon with an earlier try having succeeded unnoticed.
   */
  use<Result>(work: (db: Database, attempt: number) => Promise<Result>): Promise<Result>;
  /** Closes; everything after it throws `StoreError('closed')`. */
  close(): void;
}

/** A connection to `name`, not yet open: the first `use` opens it. */
export function createConnection(name: string, options: ConnectionOptions): Connection {
  return new Reopening(name, options);
}

class Reopening implements Connection {
  readonly #name: string;
  readonly #options: ConnectionOptions;
  #db: Promise<Database> | undefined;
  #wasOpen = false;
  /** Why nothing is possible any more. */
  #ended: StoreError | undefined;

  constructor(name: string, options: ConnectionOptions) {
    this.#name = name;
    this.#options = options;
  }

  async use<Result>(work: (db: Database, attempt: number) => Promise<Result>): Promise<Result> {
    for (let attempt = 0; ; attempt += 1) {
      this.#check();
      const opening = (this.#db ??= this.#open());
      try {
        return await within(STUCK_MS, this.#options.clock, this.#once(opening, work, attempt));
      } catch (error) {
        const final = judge(error, attempt);
        if (final?.kind === 'lost') this.#end(final, 'lost');
        this.#check();
        this.#drop(opening);
        if (final !== undefined) throw final;
        await pause(this.#options.clock, PAUSES[attempt] ?? 0);
      }
    }
  }

  close(): void {
    this.#end(new StoreError('closed'));
  }

  async #once<Result>(
    opening: Promise<Database>,
    work: (db: Database, attempt: number) => Promise<Result>,
    attempt: number,
  ): Promise<Result> {
    const db = await opening;
    this.#wasOpen = true;
    this.#check();
    return await work(db, attempt);
  }

  #open(): Promise<Database> {
    const opening: Promise<Database> = openDatabase(this.#name, {
      migrations: this.#options.migrations,
      clock: this.#options.clock,
      mustExist: this.#wasOpen,
      onVersionChange: (newVersion) =>
        newVersion === undefined
          ? this.#end(new StoreError('lost'), 'lost')
          : this.#end(new StoreError('newer-version'), 'reload-needed'),
      onTerminated: () => this.#drop(opening),
    });
    return opening;
  }

  /** Lets go of one connection; a newer one, opened by another call meanwhile, stays. */
  #drop(old: Promise<Database> | undefined): void {
    if (this.#db === old) this.#db = undefined;
    old?.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  #end(error: StoreError, trouble?: StoreTrouble): void {
    if (this.#ended !== undefined) return;
    this.#ended = error;
    this.#drop(this.#db);
    if (trouble !== undefined) this.#options.onTrouble(trouble);
  }

  #check(): void {
    if (this.#ended !== undefined) throw this.#ended;
  }
}

/** What a failed try means: a final error, or undefined when another try may help. */
function judge(error: unknown, attempt: number): StoreError | undefined {
  if (error instanceof StoreError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return new StoreError('full', error);
    case 'VersionError':
      return new StoreError('newer-version', error);
    case 'DataCloneError':
    case 'DataError':
    case 'ConstraintError':
    case 'TypeError':
      return new StoreError('refused', error);
    default:
      return attempt < PAUSES.length ? undefined : new StoreError('broken', error);
  }
}

/** The outcome of `work`, or a `TimeoutError` after `ms`. */
function within<Result>(ms: number, clock: Clock, work: Promise<Result>): Promise<Result> {
  let stop: () => void = () => undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    stop = clock.after(ms, () => reject(new DOMException('no answer', 'TimeoutError')));
  });
  return Promise.race([work, stuck]).finally(() => stop());
}

function pause(clock: Clock, ms: number): Promise<void> {
  return ms === 0 ? Promise.resolve() : new Promise((resolve) => clock.after(ms, resolve));
}
