// Rows behind an app lock: how they lie in the database, and the seam where they are sealed and opened. Without a lock
// nothing here runs. What seals them loads with the lock (engine/lock/).
import type { Database } from './open-database.ts';
import type { StoreName } from './schema.ts';
import { reading, type ReadTransaction } from './transaction.ts';
import type { Writes } from './write-rows.ts';

/** A row as it lies there with a lock: beside this, only what keys and indexes need (sealed-fields.ts). */
export interface SealedRow {
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** The bytes of files, sealed apart, so that a large one is never whole in memory twice. */
  readonly files?: readonly Blob[];
}

/** Seals and opens rows with keys that it alone holds. Crypto is never awaited inside a transaction. */
export interface Codec {
  /** What is written instead. */
  seal(writes: Writes): Promise<Writes>;
  /** In the same order. Throws `StoreError('broken')` when a row is not what was sealed under its key. */
  readonly open: Open;
}

/** Opens rows that were read, after their transaction. Without a codec sealed rows are not seen at all. */
export type Open = <Row extends object>(
  store: StoreName,
  rows: readonly (Row | SealedRow)[],
) => Promise<readonly Row[]>;

/** What a read is given. */
export interface Source {
  readonly db: Database;
  readonly open: Open;
  /** Reads rows of one object store and opens them. */
  readonly rows: <Name extends StoreName, Row extends object>(
    store: Name,
    read: (transaction: ReadTransaction<[Name]>) => Promise<readonly (Row | SealedRow)[]>,
  ) => Promise<readonly Row[]>;
}

export const sourceOf = (db: Database, open: Open): Source => ({
  db,
  open,
  rows: async (store, read) => open(store, await reading(db, [store], read)),
});

/** `open` of a store that has no codec, or not yet. */
export const openPlain: Open = (_store, rows) => Promise.resolve(rows.filter(isPlain));

const isPlain = <Row extends object>(row: Row | SealedRow): row is Row => !('sealed' in row);
