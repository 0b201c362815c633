// A text that answers a message or names people: the same words for everybody, and beside them what a Porchlight makes of it.
import { plainRich, readRich } from '../protocol/acts.ts';
import type { ConversationRow, MessageRow } from '../store/rows.ts';
import type { Outgoing } from './outbox.ts';
import type { Self } from './parts.ts';
import type { TextExtras } from './port/messages.ts';
import { mentionsIn, refTo } from './references.ts';

export interface RichTextOptions extends Pick<TextExtras, 'mentions'> {
  /** The message that it answers, and its words in one line. */
  readonly answered: { readonly row: MessageRow; readonly line: string } | undefined;
}

/** Other programs, and the square, which has no `x`, show the answered line in front of the text. */
export function richText(
  self: Self,
  conversation: ConversationRow,
  text: string,
  { answered, mentions = [] }: RichTextOptions,
): Outgoing {
  const quote = answered === undefined ? '' : `> ${answered.line}\n\n`;
  if (conversation.kind === 'square') return { text: quote + text }; // public words, and nothing beside them
  const more = plainRich({
    ...(answered !== undefined && { re: refTo(self, answered.row), skip: quote.length }),
    ...(mentions.length > 0 && { at: mentions }),
  });
  // As its readers will read it: names that lie outside the text are none.
  const part = readRich(more, quote + text);
  const named = mentionsIn(self, part.at, conversation);
  const row = {
    ...(answered !== undefined && { reply: { author: answered.row.author, id: answered.row.id } }),
    ...(named !== undefined && { mentions: named }),
  };
  return { text, rich: { x: { more: plainRich(part) }, row, lead: quote } };
}
