// What can be done with a message, and with which.
import type { ConversationId } from '../../../domain/ids.ts';
import type { MessageView } from '../../../engine/port/messages.ts';
import type { Model } from '../../model/model.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import type { Desk } from '../desk.ts';
import { attemptDeed } from './refusals.ts';

const hasLeft = ({ state }: MessageView): boolean =>
  state !== undefined && state.kind !== 'queued' && state.kind !== 'failed';
/** Something is left of it that can be answered, quoted, passed on. */
export const isWhole = ({ deleted, notice }: MessageView): boolean =>
  deleted !== true && notice === undefined;
export const isEditable = (message: MessageView): boolean =>
  isWhole(message) && message.author === 'me' && message.file === undefined && message.text !== '';
/** What never left needs no taking back. */
export const isRecallable = (message: MessageView): boolean =>
  isWhole(message) && message.author === 'me' && hasLeft(message);

/** Others in a conversation, and how many of them have shown that they use Porchlight. */
export function porchlights(
  model: Model,
  conversation: ConversationId,
): { readonly people: number; readonly using: number } {
  const members = model.conversations.value.get(conversation)?.members ?? [];
  const using = members.filter((member) => model.people.one(member).value?.porchlight === true).length;
  return { people: members.length, using };
}

/** The emoji becomes mine; the one that is mine goes. */
export function react(model: Model, message: MessageView, emoji: string): void {
  const isMine = message.reactions?.some((one) => one.emoji === emoji && one.who.includes('me')) === true;
  attemptDeed(model, 'react', model.port.react(message.id, isMine ? '' : emoji));
}

export function startReply(desk: Desk, message: MessageView): void {
  desk.edit.value = undefined;
  desk.reply.value = message;
}

/** Not where all the others have the first version and would keep it: that is said before anything is typed. */
export function startEdit(model: Model, desk: Desk, message: MessageView): void {
  const { people, using } = porchlights(model, message.conversation);
  if (people > 0 && using === 0 && hasLeft(message))
    model.toasts.show(t.peek().acts.nobodyEdits, { icon: 'info' });
  else desk.edit.value = { message, text: message.text };
}

export function startChoosing(desk: Desk, message: MessageView): void {
  desk.chosen.value = new Map([[message.id, message]]);
}

export function toggleChosen({ chosen }: Desk, message: MessageView): void {
  const next = new Map(chosen.peek());
  if (!next.delete(message.id)) next.set(message.id, message);
  chosen.value = next;
}
