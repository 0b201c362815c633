// IndexedDB's requests as promises, and its object stores with the types of our rows.
import type { Schema, StoreName } from './schema.ts';

type Row<Name extends StoreName> = Schema[Name]['value'];
type Range = IDBValidKey | IDBKeyRange;

/** What is read of an object store or of an index. */
interface Source<Value> {
  getAll(range?: Range, limit?: number): Promise<Value[]>;
}
export interface Rows<Name extends StoreName> extends Source<Row<Name>> {
  get(key: IDBValidKey): Promise<Row<Name> | undefined>;
  /** The key itself when a row lies under it. */
  getKey(key: IDBValidKey): Promise<IDBValidKey | undefined>;
  getAllKeys(): Promise<IDBValidKey[]>;
  count(): Promise<number>;
  index(name: IndexOf<Name>): Source<Row<Name>>;
}
type IndexOf<Name extends StoreName> = Schema[Name] extends { readonly indexes: infer Indexes }
  ? keyof Indexes & string
  : never;

/** What comes of a request. */
export function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new DOMException('failed', 'UnknownError')),
    );
  });
}

/** The rows of object store `name`. */
export function rowsOf<Name extends StoreName>(raw: IDBTransaction, name: Name): Rows<Name> {
  const store = raw.objectStore(name);
  const source = (from: IDBObjectStore | IDBIndex): Source<Row<Name>> => ({
    getAll: (range, limit) => answer(from.getAll(range, limit)),
  });
  return {
    ...source(store),
    get: (key) => answer(store.get(key)),
    getKey: (key) => answer(store.getKey(key)),
    getAllKeys: () => answer(store.getAllKeys()),
    count: () => answer(store.count()),
    index: (index) => source(store.index(index)),
  };
}
