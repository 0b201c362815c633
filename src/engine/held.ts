// What the reader decides about messages that are held back (PROTOCOL.md rule 3). No page asks for it yet.
import { PortError } from '../lib/port.ts';
import type { ConversationId } from '../domain/ids.ts';
import { withMessage } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Ground } from './parts.ts';

export interface HeldDeps {
  readonly ground: Pick<Ground, 'store'>;
  readonly desk: Desk;
}

/** Puts the held messages of a conversation into it, for a peer who has restarted. Counters stay as they are. */
export const acceptHeld = (deps: HeldDeps, conversation: ConversationId): Promise<void> =>
  empty(deps, conversation, true);

/** Drops what is held of a conversation; copies of it are held again. */
export const dropHeld = (deps: HeldDeps, conversation: ConversationId): Promise<void> =>
  empty(deps, conversation, false);

async function empty(
  { desk, ground }: HeldDeps,
  conversation: ConversationId,
  isAccepted: boolean,
): Promise<void> {
  await desk.edit(async (draft) => {
    let row = desk.conversations.get(conversation);
    if (row === undefined) throw new PortError('unknown-conversation');
    const held = await ground.store.held(conversation);
    for (const { key, message, blob } of [...held].sort((a, b) => a.message.seq - b.message.seq)) {
      draft.held.remove(key);
      if (!isAccepted) continue;
      const shown = { ...message, seq: desk.nextSeq() };
      draft.messages.put(shown.key, shown);
      if (blob !== undefined) draft.blobs.put(shown.key, { key: shown.key, blob });
      row = withMessage(row, shown);
    }
    draft.heldMore -= held.length;
    draft.conversations.put(row.id, { ...row, held: 0 });
  });
}
