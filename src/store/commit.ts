// The one way to write: a single transaction in which everything happens or nothing (T04, RELIABILITY.md R03).
import { unwrap } from 'idb';
import type { Fingerprint } from '../domain/ids.ts';
import type { Changes } from './changes.ts';
import { countersOf, hearAll } from './heard.ts';
import type { Database } from './open-database.ts';
import type { HeardRow } from './rows.ts';
import { finished, writing, type WriteTransaction } from './transaction.ts';
import { put, storesOf, writeAll, type Writes } from './write-rows.ts';

export interface CommitOptions {
  /** What of the changes is put and removed, as it is to lie there (codec.ts). */
  readonly writes: Writes;
  /** Unique to this commit and stored with what it hears. */
  readonly mark: string;
  /**
   * An earlier try failed, as far as the browser told. If its mark is there, it had been stored after all, and its own
   * counters would now look like a replay.
   */
  readonly isRetry: boolean;
}

/** Writes `changes`; throws the browser's error when the transaction was aborted. */
export async function commit(
  db: Database,
  changes: Changes,
  { writes, mark, isRetry }: CommitOptions,
): Promise<'done' | 'conflict'> {
  const stores = storesOf(writes, changes);
  if (stores.length === 0) return 'done';
  const hear = changes.hear ?? [];
  const strict = changes.strict === true || hear.length > 0;
  const transaction = writing(db, stores, strict ? 'strict' : 'relaxed');
  const raw = unwrap(transaction);
  const end = finished(raw);
  let verdict: Verdict;
  try {
    verdict = await judge(transaction, hear, isRetry ? mark : undefined);
    if (verdict.kind === 'new') write(raw, writes, verdict.counters, changes.lastSeq, mark);
  } catch (error) {
    abort(raw);
    throw raw.error ?? error; // an ended transaction knows why; the request that found it ended does not
  }
  const fault = await end;
  if (fault !== undefined) throw fault;
  return verdict.kind === 'conflict' ? 'conflict' : 'done';
}

type Verdict =
  | { readonly kind: 'new'; readonly counters: ReadonlyMap<Fingerprint, number> }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'stored-before' };

/** The compare of compare-and-set. Awaits nothing but this transaction, which would otherwise end. */
async function judge(
  transaction: WriteTransaction,
  hear: readonly HeardRow[],
  retriedMark: string | undefined,
): Promise<Verdict> {
  if (hear.length === 0) return { kind: 'new', counters: new Map() };
  if (retriedMark !== undefined) {
    const last = await transaction.objectStore('meta').get('commit');
    if (last !== undefined && 'value' in last && last.value === retriedMark) return { kind: 'stored-before' };
  }
  const store = transaction.objectStore('heard');
  const keys = [...new Set(hear.map((row) => row.fingerprint))];
  const stored = countersOf(await Promise.all(keys.map((key) => store.get(key))));
  const counters = hearAll(stored, hear);
  return counters === undefined ? { kind: 'conflict' } : { kind: 'new', counters };
}

function write(
  raw: IDBTransaction,
  writes: Writes,
  counters: ReadonlyMap<Fingerprint, number>,
  lastSeq: number | undefined,
  mark: string,
): void {
  writeAll(raw, writes);
  for (const [fingerprint, counter] of counters) put(raw, 'heard', { fingerprint, counter });
  if (lastSeq !== undefined) put(raw, 'meta', { name: 'sequence', value: lastSeq });
  if (counters.size > 0) put(raw, 'meta', { name: 'commit', value: mark });
}

/** Undoes what has been written so far. */
function abort(raw: IDBTransaction): void {
  try {
    raw.abort();
  } catch (error) {
    // It has ended by itself: the fault that brought us here aborted it.
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
  }
}
