// Object store `blobs`: the bytes of files, each under the key of its message.
import type { Source } from './codec.ts';
import type { BlobRow } from './rows.ts';
import { reading } from './transaction.ts';

/** One file. */
export async function blobByKey({ rows }: Source, key: string): Promise<BlobRow | undefined> {
  return (await rows('blobs', ({ store }) => store.getAll(key)))[0];
}

/** Keys of all files, without reading them. */
export function blobKeys({ db }: Source): Promise<readonly string[]> {
  return reading(db, ['blobs'], ({ store }) => store.getAllKeys());
}
