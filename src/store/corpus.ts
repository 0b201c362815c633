// Object store `corpus`, and messages as search asks for them. Queries for `Store.read`: they load with the search.
import type { ConversationId } from '../domain/ids.ts';
import { fromStored } from './messages.ts';
import type { CorpusRow, MessageRow } from './rows.ts';
import type { StoredMessage } from './schema.ts';
import type { Query } from './store.ts';
import { reading } from './transaction.ts';

/** Numbers of the blocks that are stored, ascending. */
export const corpusKeys: Query<readonly number[]> = ({ db }) =>
  reading(db, ['corpus'], ({ store }) => store.getAllKeys());

/** The blocks from one number to another, both included, ascending. */
export const corpusRows =
  (from: number, to: number): Query<readonly CorpusRow[]> =>
  ({ rows }) =>
    rows('corpus', ({ store }) => store.getAll(IDBKeyRange.bound(from, to)));

/** A stretch of one conversation. */
export interface Stretch {
  readonly conversation: ConversationId;
  readonly from: number; // seq, included
  readonly before: number; // seq, not included
}

/** `seq` of the oldest message of these. */
export const oldestOf =
  (conversations: readonly ConversationId[]): Query<number> =>
  ({ db }) =>
    reading(db, ['messages'], async ({ store }) => {
      const index = store.index('byConversation');
      const last = conversations.map((id) =>
        index.openKeyCursor(IDBKeyRange.bound([id, -Infinity], [id, Infinity]), 'prev'),
      );
      const found = (await Promise.all(last)).filter((cursor) => cursor !== null);
      return Math.min(Infinity, ...found.map(({ key }) => -key[1]));
    });

/** Of each stretch its newest `limit` messages, newest first, all at one moment. */
export const messagesOf =
  (stretches: readonly Stretch[], limit: number): Query<readonly (readonly MessageRow[])[]> =>
  async ({ db, open }) => {
    const found = await reading(db, ['messages'], ({ store }) => {
      const index = store.index('byConversation');
      const asked = stretches.map(({ conversation, from, before }) =>
        index.getAll(IDBKeyRange.bound([conversation, -before], [conversation, -from], true, false), limit),
      );
      return Promise.all(asked);
    });
    const opened = await Promise.all(found.map((rows) => open<StoredMessage>('messages', rows)));
    return opened.map((rows) => rows.map(fromStored));
  };

/** The messages that stand there; those that are gone are left out. */
export const messagesAt =
  (
    places: readonly { readonly conversation: ConversationId; readonly seq: number }[],
  ): Query<readonly MessageRow[]> =>
  async ({ rows }) => {
    const found = await rows('messages', async ({ store }) => {
      const index = store.index('byConversation');
      const asked = places.map(({ conversation, seq }) => index.get([conversation, -seq]));
      return (await Promise.all(asked)).filter((row) => row !== undefined);
    });
    return found.map(fromStored);
  };
