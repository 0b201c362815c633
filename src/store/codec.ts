// Rows behind an app lock: how they lie in the database, and the seam where they are sealed and opened. Without a lock
// nothing here runs. What seals them loads with the lock (engine/lock/).
import type { Database } from './open-database.ts';
import type { StoreName } from './schema.ts';
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
}

/** `open` of a store that has no codec, or not yet. */
export const openPlain: Open = (_store, rows) => Promise.resolve(rows.filter(isPlain));

const isPlain = <Row extends object>(row: Row | SealedRow): row is Row => !('sealed' in row);

/** The one row, if it was found. */
export async function openOne<Row extends object>(
  open: Open,
  store: StoreName,
  row: Row | SealedRow | undefined,
): Promise<Row | undefined> {
  return row === undefined ? undefined : (await open<Row>(store, [row]))[0];
}
