// Other words for what is still in the outbox: what is sealed from now on says them, under the same `x.id`.
import { PortError } from '../lib/port.ts';
import { readRich, type MentionPart } from '../protocol/acts.ts';
import { plainX, readX } from '../protocol/x.ts';
import type { Mention, MessageRow, OutboxRow } from '../store/rows.ts';
import type { Scene } from './acts-scene.ts';
import { withLastLine } from './conversation-rows.ts';
import { blockOf } from './erasing.ts';
import { mentionParts } from './references.ts';

type Place = Pick<Scene, 'draft' | 'book' | 'desk' | 'self'>;

/** `text` without what stands in front for other programs, which stays. False when the outbox does not have it. */
export function rewriteOutgoing(
  { draft, book }: Pick<Place, 'draft' | 'book'>,
  key: string,
  text: string,
  mentions: readonly MentionPart[] | undefined,
): boolean {
  const row = draft.outbox.over(key, book.rows.get(key));
  const x = row && readX(row.x);
  if (row === undefined || x === undefined) return false;
  const { at: _, ...rest } = x.more ?? {}; // was said of the text before
  const more = { ...rest, ...(mentions !== undefined && { at: mentions }) };
  draft.outbox.put(row.key, { ...row, message: leadOf(row) + text, x: plainX({ ...x, more }) });
  return true;
}

/** A message that never left says something else: what it said before is gone. Refuses with `cannot-edit`. */
export function reword(
  place: Place,
  row: MessageRow,
  text: string,
  mentions: readonly Mention[] | undefined,
): void {
  const { draft, self } = place;
  if (!rewriteOutgoing(place, row.key, text, mentionParts(self, mentions)))
    throw new PortError('cannot-edit');
  const { mentions: _, ...rest } = row;
  const reworded = { ...rest, text, ...(mentions !== undefined && { mentions }) };
  draft.strict = true;
  draft.messages.put(row.key, reworded);
  draft.corpus.remove(blockOf(row.seq));
  showLast(place, reworded);
}

/** What stands in front of the text of a row of the outbox, for other programs. */
export function leadOf({ x, message }: OutboxRow): string {
  const more = readX(x)?.more;
  return message.slice(0, (more && readRich(more, message).skip) ?? 0);
}

/** A message is gone that others answer: answers that still go out say nothing of it any more. */
export function dropQuotes({ draft, book, self }: Omit<Place, 'desk'>, { author, id }: MessageRow): void {
  const from = author === 'me' ? self.fingerprint : author;
  for (const key of new Set([...book.rows.keys(), ...draft.outbox.puts.keys()])) {
    const row = draft.outbox.over(key, book.rows.get(key));
    const x = row && readX(row.x);
    if (row === undefined || x?.more === undefined) continue;
    const { re } = readRich(x.more, row.message);
    const lead = leadOf(row);
    if (lead === '' || re === undefined || !('id' in re) || re.from !== from || re.id !== id) continue;
    const { skip: _, ...more } = x.more;
    draft.outbox.put(key, { ...row, message: row.message.slice(lead.length), x: plainX({ ...x, more }) });
  }
}

/** The list of chats shows what stands now. */
export function showLast({ draft, desk }: Pick<Place, 'draft' | 'desk'>, message: MessageRow): void {
  const row = draft.conversations.over(message.conversation, desk.conversations.get(message.conversation));
  if (row?.lastMessage !== message.id || row.lastLine?.author !== message.author) return;
  draft.conversations.put(row.id, withLastLine(row, message));
}
