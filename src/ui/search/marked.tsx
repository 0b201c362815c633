// Text with what was found in it lit up.
import type { SearchHit } from '../../engine/port/search.ts';

export function Marked({ snippet, marks }: Pick<SearchHit, 'snippet' | 'marks'>) {
  const ends = [0, ...marks.map(([start, length]) => start + length)];
  return (
    <>
      {marks.map(([start, length], at) => [
        snippet.slice(ends[at], start),
        <mark key={start}>{snippet.slice(start, start + length)}</mark>,
      ])}
      {snippet.slice(ends.at(-1))}
    </>
  );
}
