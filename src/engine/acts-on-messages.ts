// Acts on messages: reactions, other words, taking back. For one message, kind and signer the later act wins, so the order in
// which they come does not matter; what was taken back stays so.
import type { Act, Ref } from '../protocol/acts.ts';
import type { MessageRow, ReactionRow } from '../store/rows.ts';
import { on, type Handler, type Said, type Scene } from './acts-scene.ts';
import { wait } from './acts-pending.ts';
import { dropWords } from './act-sender.ts';
import { rewriteOutgoing, showLast } from './outgoing-text.ts';
import { mentionsIn, messageAt, referenceTo, targetKey } from './references.ts';
import { dropCopies, withoutUnread } from './taking-out.ts';

/** Anybody in the conversation may react; strangers to their own messages only. */
const react: Handler<'react'> = async (scene, act, said) => {
  const message = await target(scene, act, act.to, said);
  if (message === undefined || message.deleted) return false;
  const { by, counter } = said;
  const others = (message.reactions ?? []).filter(({ who }) => who !== by);
  const before = message.reactions?.find(({ who }) => who === by);
  const next: ReactionRow = { who: by, emoji: act.emoji, counter };
  if (before !== undefined && !isLater(counter, before.counter, next.emoji, before.emoji)) return false;
  scene.draft.messages.put(message.key, { ...message, reactions: [...others, next] });
  return true;
};

/** Only its author may say it in other words. A file has none of its own. */
const edit: Handler<'edit'> = async (scene, act, said) => {
  const message = await target(scene, act, act.to, said);
  const { counter, text, conversation } = said;
  if (message === undefined || message.deleted) return false;
  if (message.file !== undefined || text.trim() === '') return false;
  const before = message.edit;
  if (before !== undefined && !isLater(counter, before.counter, text, before.text)) return false;
  const mentions = mentionsIn(scene.self, act.at, conversation);
  const edited = { ...message, edit: { text, counter, ...(mentions !== undefined && { mentions }) } };
  scene.draft.messages.put(message.key, edited);
  rewriteOutgoing(scene, edited.key, text, act.at);
  showLast(scene, edited);
  return true;
};

/** Only its author may take a message back. Its row stays, so that no copy brings it again. */
const erase: Handler<'delete'> = async (scene, act, said) => {
  let isNew = false;
  for (const to of act.to) {
    const message = await target(scene, { ...act, to: [to] }, to, said);
    if (message === undefined || message.deleted) continue;
    await eraseMessage(scene, message);
    isNew = true;
  }
  return isNew;
};

export const messageActs = [on('react', react), on('edit', edit), on('delete', erase)];

/** Takes words, file and all that others did to them out of the store, and out of what still goes out. */
export async function eraseMessage(scene: Scene, message: MessageRow): Promise<void> {
  const { draft, views, desk } = scene;
  const { key, id, seq, conversation, author, at, counter, signature, firstFromKey, state } = message;
  const row = { key, id, seq, conversation, author, at, counter, signature, firstFromKey, state };
  const erased: MessageRow = { ...row, text: '', file: undefined, deleted: true };
  draft.messages.put(key, erased);
  if (message.file !== undefined) draft.blobs.remove(key);
  if (scene.book.rows.has(key)) draft.outbox.remove(key);
  views.transfers.delete(key);
  dropWords(scene, draft, message);
  await dropCopies(scene, draft, conversation, new Set([key]));
  const chat = draft.conversations.over(conversation, desk.conversations.get(conversation));
  if (chat !== undefined) draft.conversations.put(chat.id, withoutUnread(chat, [message]));
  showLast(scene, erased);
}

/**
 * The message that `act` is for, if it may be done there: of the same conversation, and of the signer's own, unless it is a
 * reaction of a contact. One that is not here is waited for.
 */
async function target(scene: Scene, act: Act, ref: Ref, said: Said): Promise<MessageRow | undefined> {
  const { by, conversation, isStranger } = said;
  const reference = await referenceTo(scene, ref, conversation.id);
  if (reference === undefined) return undefined;
  const isOwn = reference.author === by;
  if (!isOwn && (isStranger || act.kind !== 'react')) return undefined;
  const key = targetKey(reference);
  const message = reference.id === undefined ? undefined : await messageAt(scene, key);
  if (message !== undefined) return message.conversation === conversation.id ? message : undefined;
  if (act.kind === 'delete') await dropCopies(scene, scene.draft, conversation.id, new Set([key]));
  wait(scene, key, act, said);
  return undefined;
}

/** Two devices with one key may have counted alike: then what is said decides, the same way everywhere. */
function isLater(counter: number, before: number, said: string, saidBefore: string): boolean {
  return counter === before ? said > saidBefore : counter > before;
}
