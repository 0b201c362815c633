// Another text for a message that is still in the outbox: what is sealed from now on says it, under the same `x.id`.
import { PortError } from '../lib/port.ts';
import type { MentionPart } from '../protocol/acts.ts';
import { plainX, readX } from '../protocol/x.ts';
import type { Mention, MessageRow } from '../store/rows.ts';
import type { Scene } from './acts-scene.ts';
import { withLastLine } from './conversation-rows.ts';
import { mentionParts } from './references.ts';

type Place = Pick<Scene, 'draft' | 'book' | 'desk' | 'self'>;

/** `text` without the quoted line, which stays. False when the outbox does not have it. */
export function rewriteOutgoing(
  { draft, book }: Pick<Place, 'draft' | 'book'>,
  message: Pick<MessageRow, 'key' | 'text' | 'skip'>,
  text: string,
  mentions: readonly MentionPart[] | undefined,
): boolean {
  const row = draft.outbox.over(message.key, book.rows.get(message.key));
  const x = row && readX(row.x);
  if (row === undefined || x === undefined) return false;
  const { at, ...rest } = x.more ?? {};
  void at; // was said of the text before
  const more = { ...rest, ...(mentions !== undefined && { at: mentions }) };
  const whole = message.text.slice(0, message.skip ?? 0) + text;
  draft.outbox.put(row.key, { ...row, message: whole, x: plainX({ ...x, more }) });
  return true;
}

/** A message that never left says something else: nobody has seen what it said before. Refuses with `cannot-edit`. */
export function reword(
  place: Place,
  row: MessageRow,
  text: string,
  mentions: readonly Mention[] | undefined,
): void {
  const { draft, desk, self } = place;
  if (!rewriteOutgoing(place, row, text, mentionParts(self, mentions))) throw new PortError('cannot-edit');
  const { mentions: before, ...rest } = row;
  void before;
  const whole = row.text.slice(0, row.skip ?? 0) + text;
  const reworded = { ...rest, text: whole, ...(mentions !== undefined && { mentions }) };
  draft.strict = true;
  draft.messages.put(row.key, reworded);
  const chat = desk.conversations.get(row.conversation);
  if (chat?.lastMessage === row.id && chat.lastLine?.author === 'me')
    draft.conversations.put(chat.id, withLastLine(chat, reworded));
}
