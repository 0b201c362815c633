// A page of a conversation, at any place of it, and whether there is more on either side.
import type { ConversationId } from '../domain/ids.ts';
import type { MessageRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Place } from './port/messages.ts';

export interface Page {
  readonly rows: readonly MessageRow[]; // oldest first
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

/** Reads one message more than the page has on each side it is open to: so much tells whether there is more. */
export async function pageOf(
  store: Pick<Store, 'messagesBefore' | 'messagesAfter'>,
  conversation: ConversationId,
  place: Place,
  limit: number,
): Promise<Page> {
  if (place === 'newest' || 'before' in place) {
    const before = place === 'newest' ? undefined : place.before;
    const found = await store.messagesBefore(conversation, before, limit + 1);
    const hasNewer = before !== undefined && (await hasFrom(store, conversation, before));
    return { rows: found.slice(-limit), hasOlder: found.length > limit, hasNewer };
  }
  if ('after' in place) {
    const found = await store.messagesAfter(conversation, place.after, limit + 1);
    const hasOlder = (await store.messagesBefore(conversation, place.after + 1, 1)).length > 0;
    return { rows: found.slice(0, limit), hasOlder, hasNewer: found.length > limit };
  }
  const [older, newer] = await Promise.all([
    store.messagesBefore(conversation, place.around, limit + 1),
    store.messagesAfter(conversation, place.around - 1, limit + 1),
  ]);
  // Half and half; where one side is short, the other has its place.
  const half = Math.floor(limit / 2);
  const before = Math.min(older.length, Math.max(half, limit - newer.length));
  const after = Math.min(newer.length, limit - before);
  return {
    rows: [...older.slice(older.length - before), ...newer.slice(0, after)],
    hasOlder: older.length > before,
    hasNewer: newer.length > after,
  };
}

async function hasFrom(
  store: Pick<Store, 'messagesAfter'>,
  conversation: ConversationId,
  seq: number,
): Promise<boolean> {
  return (await store.messagesAfter(conversation, seq - 1, 1)).length > 0;
}
