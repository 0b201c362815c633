// Which rows of a commit go to which object store. Plain requests: their faults end the transaction, which tells.
import type { Changes, Puts, Removals } from './changes.ts';
import { toStored } from './messages.ts';
import { STORES, type MetaRow, type Schema, type StoreName } from './schema.ts';

/** The object stores that `changes` touches; few, so that other reads go on meanwhile. */
export function storesOf(changes: Changes): StoreName[] {
  const rows: Partial<Record<StoreName, readonly unknown[]>>[] = [
    rowsByStore(changes.put ?? {}),
    keysByStore(changes.remove ?? {}),
    changes.hear === undefined ? {} : { heard: changes.hear, meta: changes.hear },
    changes.lastSeq === undefined ? {} : { meta: [changes.lastSeq] },
  ];
  return STORES.filter((name) => rows.some((part) => (part[name]?.length ?? 0) > 0));
}

/** Writes every row. */
export function putRows(raw: IDBTransaction, puts: Puts): void {
  const rows = rowsByStore(puts);
  for (const name of STORES) for (const row of rows[name] ?? []) put(raw, name, row);
}

/** Removes every key. */
export function removeRows(raw: IDBTransaction, removals: Removals): void {
  const keys = keysByStore(removals);
  for (const name of STORES) for (const key of keys[name] ?? []) raw.objectStore(name).delete(key);
}

/** Writes one row of the type its object store has. */
export function put<Name extends StoreName>(
  raw: IDBTransaction,
  name: Name,
  row: Schema[Name]['value'],
): void {
  raw.objectStore(name).put(row);
}

type RowsByStore = { readonly [Name in StoreName]?: readonly Schema[Name]['value'][] };

function rowsByStore(puts: Puts): RowsByStore {
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

function keysByStore(removals: Removals): Partial<Record<StoreName, readonly IDBValidKey[]>> {
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
