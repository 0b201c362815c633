// Object store `blobs`: the bytes of files, each under the key of its message.
import type { Database } from './open-database.ts';
import type { BlobRow } from './rows.ts';
import { reading } from './transaction.ts';

/** One file. */
export function blobByKey(db: Database, key: string): Promise<BlobRow | undefined> {
  return reading(db, ['blobs'], ({ store }) => store.get(key));
}

/** Keys of all files, without reading them. */
export function blobKeys(db: Database): Promise<readonly string[]> {
  return reading(db, ['blobs'], ({ store }) => store.getAllKeys());
}
