// Where people are named in a text that is being written: found as one types, kept through further editing.
import type { Fingerprint } from '../../../domain/ids.ts';
import type { TextExtras } from '../../../engine/port/messages.ts';

/** A name in the text, `@` included. */
export interface Mark {
  readonly at: number;
  readonly label: string;
  readonly who: Fingerprint;
}

/** What is being typed behind an `@`, up to the caret; `at` is where the `@` stands. */
export function namingAt(
  text: string,
  caret: number,
): { readonly at: number; readonly query: string } | undefined {
  const found = /(?:^|[\s(])@([^\s@]{0,40})$/u.exec(text.slice(0, caret));
  const query = found?.[1];
  return query === undefined ? undefined : { at: caret - query.length - 1, query };
}

/**
 * The marks after an edit: those before it stay, those behind it move along, those it touched are gone.
 *
 * @param caret Where the caret stands after it: tells which of two equal signs is the new one.
 */
export function movedMarks(
  marks: readonly Mark[],
  before: string,
  after: string,
  caret: number,
): readonly Mark[] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < least && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const shared = Math.max(0, start + tail - least);
  tail = Math.min(tail, Math.max(tail - shared, after.length - caret));
  start = Math.min(start, least - tail);
  const end = before.length - tail;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.at + mark.label.length <= start) return [mark];
    return mark.at >= end ? [{ ...mark, at: mark.at + moved }] : [];
  });
}

/** As the engine takes them, for the text without the blanks around it; a name that reads otherwise now is none. */
export function mentionsOf(typed: string, marks: readonly Mark[]): NonNullable<TextExtras['mentions']> {
  const lead = typed.length - typed.trimStart().length;
  return marks
    .filter(({ at, label }) => typed.startsWith(label, at))
    .map(({ at, label, who }) => ({ at: at - lead, length: label.length, who }));
}
