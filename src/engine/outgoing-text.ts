// Another text for a message that is still in the outbox: what is sealed from now on says it, under the same `x.id`.
import { plainX, readX } from '../protocol/x.ts';
import type { MentionPart } from '../protocol/acts.ts';
import type { MessageRow } from '../store/rows.ts';
import type { Scene } from './acts-scene.ts';

/** `text` without the quoted line, which stays. */
export function rewriteOutgoing(
  { draft, book }: Pick<Scene, 'draft' | 'book'>,
  message: Pick<MessageRow, 'key' | 'text' | 'skip'>,
  text: string,
  mentions: readonly MentionPart[] | undefined,
): void {
  const row = draft.outbox.over(message.key, book.rows.get(message.key));
  const x = row && readX(row.x);
  if (row === undefined || x === undefined) return;
  const { at, ...more } = x.more ?? {};
  void at; // was said of the text before
  const next = { ...x, more: { ...more, ...(mentions !== undefined && { at: mentions }) } };
  draft.outbox.put(row.key, {
    ...row,
    message: message.text.slice(0, message.skip ?? 0) + text,
    x: plainX(next),
  });
}
