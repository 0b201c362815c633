// Object store `held`: messages kept aside until the user decides (PROTOCOL.md rule 3).
import type { ConversationId } from '../domain/ids.ts';
import type { Source } from './codec.ts';
import type { HeldRow } from './rows.ts';
import { reading } from './transaction.ts';

/** The held messages of one conversation, or of all. */
export async function heldMessages(
  { db, open }: Source,
  conversation?: ConversationId,
): Promise<readonly HeldRow[]> {
  const rows = await reading(db, ['held'], ({ store }) =>
    conversation === undefined ? store.getAll() : store.index('byConversation').getAll(conversation),
  );
  return open<HeldRow>('held', rows);
}
