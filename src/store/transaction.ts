// Transactions without loose ends: idb's own `done` promise rejects where nobody listens, and hides the reason.
import type { IDBPTransaction } from 'idb';
import type { Database } from './open-database.ts';
import type { Schema, StoreName } from './schema.ts';

export type ReadTransaction<Names extends StoreName[]> = IDBPTransaction<Schema, Names>;
export type WriteTransaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

/** Runs `work` on one consistent view of `stores`. A fault shows in the request that met it. */
export async function reading<Names extends StoreName[], Result>(
  db: Database,
  stores: [...Names],
  work: (transaction: ReadTransaction<[...Names]>) => Promise<Result>,
): Promise<Result> {
  const transaction = db.transaction(stores, 'readonly');
  transaction.done.catch(ignore);
  return await work(transaction);
}

/** Starts a write; `finished` tells how it ends. */
export function writing(
  db: Database,
  stores: StoreName[],
  durability: 'strict' | 'relaxed',
): WriteTransaction {
  const transaction = db.transaction(stores, 'readwrite', { durability });
  transaction.done.catch(ignore);
  return transaction;
}

/**
 * Undefined when everything was stored, otherwise why nothing was. Not `done`: that takes the first request's error
 * event, at which time the transaction does not yet know its reason, and reports a full disk as an AbortError.
 */
export function finished(raw: IDBTransaction): Promise<Error | undefined> {
  return new Promise((resolve) => {
    raw.addEventListener('complete', () => resolve(undefined));
    raw.addEventListener('abort', () => resolve(raw.error ?? new DOMException('aborted', 'AbortError')));
  });
}

function ignore(): void {
  // the same fault is reported by the request or by `finished`
}
