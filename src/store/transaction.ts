// Transactions: one consistent view for reading, and how a write has ended.
import type { Database } from './open-database.ts';
import { rowsOf, type Rows } from './requests.ts';
import type { StoreName } from './schema.ts';

export interface ReadTransaction<Names extends StoreName> {
  objectStore<Name extends Names>(name: Name): Rows<Name>;
  /** The first of its object stores. */
  readonly store: Rows<Names>;
}

/** Runs `work` on one consistent view of `stores`. A fault shows in the request that met it. */
export async function reading<Names extends StoreName, Result>(
  db: Database,
  stores: readonly [Names, ...Names[]],
  work: (transaction: ReadTransaction<Names>) => Promise<Result>,
): Promise<Result> {
  const raw = db.transaction([...stores], 'readonly');
  return await work({ objectStore: (name) => rowsOf(raw, name), store: rowsOf(raw, stores[0]) });
}

/** Starts a write; `finished` tells how it ends. */
export function writing(db: Database, stores: StoreName[], durability: 'strict' | 'relaxed'): IDBTransaction {
  return db.transaction(stores, 'readwrite', { durability });
}

/**
 * Undefined when everything was stored, otherwise why nothing was. Not the first request's error event: at that time the
 * transaction does not yet know its reason, and a full disk would look like an AbortError.
 */
export function finished(raw: IDBTransaction): Promise<Error | undefined> {
  return new Promise((resolve) => {
    raw.addEventListener('complete', () => resolve(undefined));
    raw.addEventListener('abort', () => resolve(raw.error ?? new DOMException('aborted', 'AbortError')));
  });
}
