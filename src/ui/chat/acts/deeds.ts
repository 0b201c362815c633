// What can be done with a message, and with which.
import type { MessageView } from '../../../engine/port/messages.ts';
import type { Model } from '../../model/model.ts';
import { porchlights } from '../../model/porchlights.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { type Desk, isTyped } from '../desk.ts';
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

/** The emoji becomes mine; the one that is mine goes. */
export function react(model: Model, message: MessageView, emoji: string): void {
  const isMine = message.reactions?.some((one) => one.emoji === emoji && one.who.includes('me')) === true;
  attemptDeed(model, 'react', model.port.react(message.id, isMine ? '' : emoji));
}

/** Nothing begins over an edit that was typed: it is stored or stopped first. */
function isHeldUp(model: Model, desk: Desk): boolean {
  const isEditing = isTyped(desk);
  if (isEditing) model.toasts.show(t.peek().acts.editFirst, { icon: 'pencil' });
  return isEditing;
}

export function startReply(model: Model, desk: Desk, message: MessageView): void {
  if (isHeldUp(model, desk)) return;
  desk.edit.value = undefined;
  desk.reply.value = message;
}

/** Not where all the others have the first version and would keep it: that is said before anything is typed. */
export function startEdit(model: Model, desk: Desk, message: MessageView): void {
  const { people, using } = porchlights(model, message.conversation);
  if (people > 0 && using === 0 && hasLeft(message))
    model.toasts.show(t.peek().acts.nobodyEdits, { icon: 'info' });
  else if (!isHeldUp(model, desk)) desk.edit.value = { message, text: message.text };
}

export function startChoosing(desk: Desk, message: MessageView): void {
  desk.chosen.value = new Map([[message.id, message]]);
}

export function toggleChosen({ chosen }: Desk, message: MessageView): void {
  const next = new Map(chosen.peek());
  if (!next.delete(message.id)) next.set(message.id, message);
  chosen.value = next;
}
