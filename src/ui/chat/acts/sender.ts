// Sends what was typed with all that goes along (what it answers, whom it names), or stores an edit.
import type { ConversationId } from '../../../domain/ids.ts';
import type { TextExtras } from '../../../engine/port/messages.ts';
import type { Model } from '../../model/model.ts';
import type { Desk } from '../desk.ts';
import { mentionsOf } from './marks.ts';
import { refusalWords } from './refusals.ts';

export function sender(
  model: Model,
  desk: Desk,
  conversation: ConversationId,
): (typed: string) => Promise<unknown> {
  return async (typed) => {
    if (desk.edit.peek() !== undefined) return saveEdit(model, desk, typed.trim());
    const [reply, marks] = [desk.reply.peek(), desk.marks];
    desk.reply.value = undefined;
    desk.marks = [];
    const mentions = mentionsOf(typed, marks);
    const extras: TextExtras = {
      ...(reply !== undefined && { replyTo: reply.id }),
      ...(mentions.length > 0 && { mentions }),
    };
    const along = Object.keys(extras).length > 0 ? [extras] : [];
    try {
      return await model.port.sendText(conversation, typed.trim(), ...along);
    } catch (cause) {
      // The words come back into the field, and with them what belongs to them.
      desk.reply.value ??= reply;
      const moved = typed.length + 1; // what was written meanwhile stands on the lines behind
      desk.marks = [...marks, ...desk.marks.map((mark) => ({ ...mark, at: mark.at + moved }))];
      throw cause;
    }
  };
}

async function saveEdit(model: Model, desk: Desk, text: string): Promise<void> {
  const edit = desk.edit.peek();
  if (edit === undefined || text === '') return;
  desk.edit.value = undefined;
  if (text === edit.message.text) return;
  try {
    await model.port.edit(edit.message.id, text);
  } catch (cause) {
    desk.edit.value ??= edit;
    const words = refusalWords('edit', cause);
    if (words === undefined) throw cause;
    model.toasts.show(words, { icon: 'info' });
  }
}
