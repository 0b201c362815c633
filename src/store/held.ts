// Object store `held`: messages kept aside until the user decides (PROTOCOL.md rule 3).
import type { ConversationId } from '../domain/ids.ts';
import type { Source } from './codec.ts';
import type { HeldRow } from './rows.ts';

/** The held messages of one conversation, or of all. */
export function heldMessages({ rows }: Source, conversation?: ConversationId): Promise<readonly HeldRow[]> {
  return rows('held', ({ store }) =>
    conversation === undefined ? store.getAll() : store.index('byConversation').getAll(conversation),
  );
}
