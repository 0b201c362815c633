// Object store `corpus`, and messages as search asks for them. Queries for `Store.read`: they load with the search.
import type { ConversationId } from '../domain/ids.ts';
import { fromStored } from './messages.ts';
import type { CorpusRow, MessageRow } from './rows.ts';
import type { Query } from './store.ts';
import { reading } from './transaction.ts';

/** Numbers of the blocks that are stored, ascending. */
export const corpusKeys: Query<readonly number[]> = (db) =>
  reading(db, ['corpus'], ({ store }) => store.getAllKeys());

/** The blocks from one number to another, both included, ascending. */
export const corpusRows =
  (from: number, to: number): Query<readonly CorpusRow[]> =>
  (db) =>
    reading(db, ['corpus'], ({ store }) => store.getAll(IDBKeyRange.bound(from, to)));

/** A stretch of one conversation, both ends included. */
export interface Stretch {
  readonly conversation: ConversationId;
  readonly from: number; // seq
  readonly to: number;
}

/** Of each stretch its newest `limit` messages, newest first, all at one moment. */
export const messagesOf =
  (stretches: readonly Stretch[], limit: number): Query<readonly (readonly MessageRow[])[]> =>
  (db) =>
    reading(db, ['messages'], async ({ store }) => {
      const index = store.index('byConversation');
      const asked = stretches.map(({ conversation, from, to }) =>
        index.getAll(IDBKeyRange.bound([conversation, -to], [conversation, -from]), limit),
      );
      return (await Promise.all(asked)).map((rows) => rows.map(fromStored));
    });

/** The messages that stand there; those that are gone are left out. */
export const messagesAt =
  (
    places: readonly { readonly conversation: ConversationId; readonly seq: number }[],
  ): Query<readonly MessageRow[]> =>
  (db) =>
    reading(db, ['messages'], async ({ store }) => {
      const index = store.index('byConversation');
      const found = await Promise.all(places.map(({ conversation, seq }) => index.get([conversation, -seq])));
      return found.filter((row) => row !== undefined).map(fromStored);
    });
