// Object store `held`: messages kept aside until the user decides (PROTOCOL.md rule 3).
import type { ConversationId } from '../domain/ids.ts';
import type { Database } from './open-database.ts';
import type { HeldRow } from './rows.ts';
import { reading } from './transaction.ts';

/** The held messages of one conversation, or of all. */
export function heldMessages(db: Database, conversation?: ConversationId): Promise<readonly HeldRow[]> {
  return reading(db, ['held'], ({ store }) =>
    conversation === undefined ? store.getAll() : store.index('byConversation').getAll(conversation),
  );
}
