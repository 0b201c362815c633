// How a conversation is kept on this device: pinned, archived, muted, or emptied. Loads when it is first asked for.
import { PortError } from '../lib/port.ts';
import type { ConversationId } from '../domain/ids.ts';
import { pageId } from '../domain/message.ts';
import type { MessageSide } from './message-side.ts';
import type { ConversationSettings } from './port/messages.ts';
import { shellOf } from './nowhere.ts';
import { takeOut } from './taking-out.ts';

export type KeepingDeps = Pick<MessageSide, 'ground' | 'desk' | 'views' | 'files' | 'book'>;

/** Messages taken off in one transaction. */
const BATCH = 500;

/** Refuses with `unknown-conversation`. */
export async function setConversation(
  { ground, desk }: KeepingDeps,
  id: ConversationId,
  change: Partial<ConversationSettings>,
): Promise<void> {
  await desk.join((draft) => {
    const stored = draft.conversations.over(id, desk.conversations.get(id));
    if (stored === undefined) throw new PortError('unknown-conversation');
    const { pinned, archived, mutedUntil, ...row } = stored;
    const pin = 'pinned' in change ? (change.pinned ? (pinned ?? ground.clock.now()) : undefined) : pinned;
    const mute = 'mutedUntil' in change ? change.mutedUntil : mutedUntil;
    draft.conversations.put(id, {
      ...row,
      ...(pin !== undefined && { pinned: pin }),
      ...((change.archived ?? archived) && { archived: true }),
      ...(mute !== undefined && { mutedUntil: mute }),
    });
  });
}

/**
 * Takes all messages, files and held messages of a conversation off this device, newest first, so that what is left when
 * it breaks off can be seen. What has left goes on its way; what has not does not go out any more.
 */
export async function clearConversation(deps: KeepingDeps, id: ConversationId): Promise<void> {
  const { desk, ground, files } = deps;
  const before = (desk.conversations.get(id)?.lastSeq ?? 0) + 1; // what comes meanwhile stays
  await dropHeld(deps, id);
  for (;;) {
    const messages = await ground.store.messagesBefore(id, before, BATCH);
    if (messages.length === 0) return;
    for (const { key, file } of messages) if (file !== undefined) await files.cancel(pageId(key));
    await desk.edit(async (draft) => {
      for (const message of messages) {
        const outgoing = deps.book.rows.get(message.key);
        const hasLeft = outgoing !== undefined && outgoing.frames.length > 0 && outgoing.state !== 'held';
        if (outgoing !== undefined && !hasLeft) draft.outbox.remove(message.key);
        if (message.author === 'me') draft.messages.remove(message.key);
        else draft.messages.put(message.key, shellOf(message, ground.clock.now()));
        draft.blobs.remove(message.key);
      }
      await takeOut(deps, draft, id, messages);
    });
  }
}

async function dropHeld({ desk, ground }: KeepingDeps, id: ConversationId): Promise<void> {
  await desk.edit(async (draft) => {
    const row = desk.conversations.get(id);
    if (row === undefined) throw new PortError('unknown-conversation');
    const held = await ground.store.held(id);
    for (const { key } of held) draft.held.remove(key);
    draft.heldMore -= held.length;
    if (row.held > 0) draft.conversations.put(id, { ...row, held: 0 });
  });
}
