// Object store `messages`: read by page and by key; never as a whole.
import type { ConversationId } from '../domain/ids.ts';
import { openOne, type Source } from './codec.ts';
import type { MessageRow } from './rows.ts';
import type { StoredMessage } from './schema.ts';
import { reading } from './transaction.ts';

/** The newest `limit` messages with `seq` < `beforeSeq` (of all when undefined), oldest first. */
export async function messagesBefore(
  { db, open }: Source,
  conversation: ConversationId,
  beforeSeq: number | undefined,
  limit: number,
): Promise<readonly MessageRow[]> {
  if (limit < 1) return []; // to IndexedDB, 0 means all
  const from = beforeSeq === undefined ? -Infinity : -beforeSeq;
  const range = IDBKeyRange.bound([conversation, from], [conversation, Infinity], true, false);
  const newestFirst = await reading(db, ['messages'], ({ store }) =>
    store.index('byConversation').getAll(range, limit),
  );
  return (await open<StoredMessage>('messages', newestFirst.reverse())).map(fromStored);
}

/** The oldest `limit` messages with `seq` > `afterSeq`, oldest first. */
export async function messagesAfter(
  { db, open }: Source,
  conversation: ConversationId,
  afterSeq: number,
  limit: number,
): Promise<readonly MessageRow[]> {
  if (limit < 1) return [];
  const all = IDBKeyRange.bound([conversation, -Infinity], [conversation, -afterSeq], true, true);
  const newestFirst = await reading(db, ['messages'], async ({ store }) => {
    const index = store.index('byConversation');
    // The index runs from new to old, and not every browser reads it backwards in one go: so where the page ends, first.
    const first = await index.openKeyCursor(all, 'prev');
    const last = first !== null && limit > 1 ? await first.advance(limit - 1) : first;
    const range = last === null ? all : IDBKeyRange.bound(last.key, [conversation, -afterSeq], false, true);
    return first === null ? [] : index.getAll(range);
  });
  return (await open<StoredMessage>('messages', newestFirst.reverse())).map(fromStored);
}

/** How many messages of a conversation are stored. */
export function messageCount({ db }: Source, conversation: ConversationId): Promise<number> {
  const all = IDBKeyRange.bound([conversation, -Infinity], [conversation, Infinity]);
  return reading(db, ['messages'], ({ store }) => store.index('byConversation').count(all));
}

/** The message stored under `key`. */
export async function messageByKey({ db, open }: Source, key: string): Promise<MessageRow | undefined> {
  const found = await reading(db, ['messages'], ({ store }) => store.get(key));
  const stored = await openOne<StoredMessage>(open, 'messages', found);
  return stored === undefined ? undefined : fromStored(stored);
}

/** The `limit` messages that disappear first. */
export async function nextToExpire({ db, open }: Source, limit: number): Promise<readonly MessageRow[]> {
  const stored = await reading(db, ['messages'], ({ store }) => store.index('byExpiry').getAll(null, limit));
  return (await open<StoredMessage>('messages', stored)).map(fromStored);
}

/** Which of `keys` are stored. */
export async function presentKeys({ db }: Source, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await reading(db, ['messages'], ({ store }) =>
    Promise.all(keys.map((key) => store.getKey(key))),
  );
  return new Set(found.filter((key) => key !== undefined));
}

/** The row as it is stored. */
export function toStored(row: MessageRow): StoredMessage {
  return { ...row, negSeq: -row.seq };
}

/** The row without what only the index needs. */
export function fromStored(stored: StoredMessage): MessageRow {
  const { negSeq, ...row } = stored;
  void negSeq; // the index's business
  return row;
}
