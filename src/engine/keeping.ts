// How a conversation is kept on this device: pinned, archived, muted, or emptied. Loads when it is first asked for.
import { PortError } from '../lib/port.ts';
import type { ConversationId, MessageId } from '../domain/ids.ts';
import { pageId } from '../domain/message.ts';
import { dropHeld } from './held.ts';
import type { MessageSide } from './message-side.ts';
import type { ConversationSettings } from './port/messages.ts';
import { takeOff } from './taking-out.ts';

export type KeepingDeps = Pick<MessageSide, 'ground' | 'desk' | 'views' | 'files' | 'book' | 'door'>;

/** Messages taken off in one transaction. */
const BATCH = 500;

/** Takes a message off this device; an own one that never left does not go out any more. */
export async function removeMessage(deps: KeepingDeps, id: MessageId): Promise<void> {
  await deps.desk.edit(async (draft) => {
    const message = await deps.ground.store.message(id);
    if (message !== undefined) await takeOff(deps, draft, message.conversation, [message]);
  });
}

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
  const { desk, ground, files, door } = deps;
  const before = desk.lastSeq + 1; // what comes meanwhile stays
  await dropHeld(deps, id);
  await desk.edit((draft) => {
    for (const { key, conversation } of door.pending.values())
      if (conversation === id) draft.pending.remove(key);
  });
  for (;;) {
    const messages = await ground.store.messagesBefore(id, before, BATCH);
    if (messages.length === 0) return;
    for (const { key, file } of messages) if (file !== undefined) await files.cancel(pageId(key));
    await desk.edit((draft) => takeOff(deps, draft, id, messages));
  }
}
