// Who is named in a text that was changed: names outside the changed part stay where they are, or move with what is behind it.
import type { Mention } from '../store/rows.ts';

/** The mentions of `before` that still stand in `text`; undefined when there are none. */
export function carriedOver(
  before: string,
  text: string,
  mentions: readonly Mention[] | undefined,
): readonly Mention[] | undefined {
  if (mentions === undefined) return undefined;
  const most = Math.min(before.length, text.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === text.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === text.charCodeAt(text.length - 1 - end)
  )
    end += 1;
  const moved = text.length - before.length;
  const kept = mentions.flatMap((one): Mention[] => {
    if (one.at + one.length <= start) return [one];
    return one.at >= before.length - end ? [{ ...one, at: one.at + moved }] : [];
  });
  return kept.length === 0 ? undefined : kept;
}
