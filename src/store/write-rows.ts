// Which rows of a commit go to which object store. Plain requests: their faults end the transaction, which tells.
import type { Changes, Puts, Removals } from './changes.ts';
import { toStored } from './messages.ts';
import { STORES, type MetaRow, type Schema, type StoreName } from './schema.ts';

/** The rows and keys of a commit by object store, as they are written. */
export interface Writes {
  readonly put: RowsByStore;
  readonly remove: KeysByStore;
}
export type RowsByStore = Partial<Record<StoreName, readonly object[]>>;
export type KeysByStore = Partial<Record<StoreName, readonly IDBValidKey[]>>;

/** What `changes` puts and removes. */
export function writesOf({ put = {}, remove = {} }: Changes): Writes {
  return { put: rowsByStore(put), remove: keysByStore(remove) };
}

/** The object stores that are touched; few, so that other reads go on meanwhile. */
export function storesOf({ put, remove }: Writes, { hear, lastSeq }: Changes): StoreName[] {
  const rows: Partial<Record<StoreName, readonly unknown[]>>[] = [
    put,
    remove,
    hear === undefined ? {} : { heard: hear, meta: hear },
    lastSeq === undefined ? {} : { meta: [lastSeq] },
  ];
  return STORES.filter((name) => rows.some((part) => (part[name]?.length ?? 0) > 0));
}

/** Writes one row of the type its object store has. */
export function put<Name extends StoreName>(
  raw: IDBTransaction,
  name: Name,
  row: Schema[Name]['value'],
): void {
  raw.objectStore(name).put(row);
}

/** Removes every key, then writes every row. */
export function writeAll(raw: IDBTransaction, { put: rows, remove }: Writes): void {
  for (const name of STORES) for (const key of remove[name] ?? []) raw.objectStore(name).delete(key);
  for (const name of STORES) for (const row of rows[name] ?? []) raw.objectStore(name).put(row);
}

function rowsByStore(puts: Puts): { readonly [Name in StoreName]?: readonly Schema[Name]['value'][] } {
  return {
    meta: metaRows(puts),
    servers: puts.servers ?? [],
    people: puts.people ?? [],
    conversations: puts.conversations ?? [],
    messages: puts.messages?.map(toStored) ?? [],
    outbox: puts.outbox ?? [],
    held: puts.held ?? [],
    blobs: puts.blobs ?? [],
    receipts: puts.receipts ?? [],
    heard: puts.heard ?? [],
    pending: puts.pending ?? [],
    corpus: puts.corpus ?? [],
  };
}

function metaRows({ identity, preferences, ledger, currentServer }: Puts): readonly MetaRow[] {
  const rows: MetaRow[] = [];
  if (identity !== undefined) rows.push({ name: 'identity', value: identity });
  if (preferences !== undefined) rows.push({ name: 'preferences', value: preferences });
  if (ledger !== undefined) rows.push({ name: 'ledger', value: ledger });
  if (currentServer !== undefined) rows.push({ name: 'currentServer', value: currentServer });
  return rows;
}

function keysByStore(removals: Removals): KeysByStore {
  return {
    meta: removals.currentServer === true ? ['currentServer'] : [],
    servers: removals.servers?.map(({ scheme, address }) => [scheme, address]) ?? [],
    people: removals.people ?? [],
    conversations: removals.conversations ?? [],
    messages: removals.messages ?? [],
    outbox: removals.outbox ?? [],
    held: removals.held ?? [],
    blobs: removals.blobs ?? [],
    receipts: removals.receipts ?? [],
    pending: removals.pending ?? [],
    corpus: removals.corpus ?? [],
  };
}
