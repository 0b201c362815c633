// Object store `messages`: read by page and by key; never as a whole.
import type { ConversationId } from '../domain/ids.ts';
import type { Source } from './codec.ts';
import type { MessageRow } from './rows.ts';
import type { StoredMessage } from './schema.ts';
import { reading } from './transaction.ts';

/** The newest `limit` messages with `seq` < `beforeSeq` (of all when undefined), oldest first. */
export async function messagesBefore(
  { rows }: Source,
  conversation: ConversationId,
  beforeSeq: number | undefined,
  limit: number,
): Promise<readonly MessageRow[]> {
  if (limit < 1) return []; // to IndexedDB, 0 means all
  const from = beforeSeq === undefined ? -Infinity : -beforeSeq;
  const range = IDBKeyRange.bound([conversation, from], [conversation, Infinity], true, false);
  const newestFirst = await rows('messages', ({ store }) =>
    store.index('byConversation').getAll(range, limit),
  );
  return newestFirst.map(fromStored).reverse();
}

/** The oldest `limit` messages with `seq` > `afterSeq`, oldest first. */
export async function messagesAfter(
  { rows }: Source,
  conversation: ConversationId,
  afterSeq: number,
  limit: number,
): Promise<readonly MessageRow[]> {
  if (limit < 1) return [];
  const all = IDBKeyRange.bound([conversation, -Infinity], [conversation, -afterSeq], true, true);
  const newestFirst = await rows('messages', async ({ store }) => {
    const index = store.index('byConversation');
    // The index runs from new to old, and not every browser reads it backwards in one go: so where the page ends, first.
    const first = await index.openKeyCursor(all, 'prev');
    const last = first !== null && limit > 1 ? await first.advance(limit - 1) : first;
    const range = last === null ? all : IDBKeyRange.bound(last.key, [conversation, -afterSeq], false, true);
    return first === null ? [] : index.getAll(range);
  });
  return newestFirst.map(fromStored).reverse();
}

/** How many messages of a conversation are stored. */
export function messageCount({ db }: Source, conversation: ConversationId): Promise<number> {
  const all = IDBKeyRange.bound([conversation, -Infinity], [conversation, Infinity]);
  return reading(db, ['messages'], ({ store }) => store.index('byConversation').count(all));
}

/** The message stored under `key`. */
export async function messageByKey({ rows }: Source, key: string): Promise<MessageRow | undefined> {
  return (await rows('messages', ({ store }) => store.getAll(key))).map(fromStored)[0];
}

/** The `limit` messages that disappear first. */
export async function nextToExpire({ rows }: Source, limit: number): Promise<readonly MessageRow[]> {
  const found = await rows('messages', ({ store }) => store.index('byExpiry').getAll(null, limit));
  return found.map(fromStored);
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
