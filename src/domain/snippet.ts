// A piece of a message around what was searched for, with the places to light up. Never cuts a character in two.
import { fold, foldWithMap, type Folded } from './fold.ts';

export interface Snippet {
  readonly text: string;
  /** Start and length in `text`, ascending, apart from each other. */
  readonly marks: readonly Mark[];
}
export type Mark = readonly [start: number, length: number];

const LONGEST = 160;
/** Characters before the first find. */
const BEFORE = 40;
/** Of longer texts only the part around the find is looked at letter by letter. */
const CLOSE_LOOK = 1200;

/** @param words Folded. The text begins where none of them is found. */
export function snippetOf(text: string, words: readonly string[]): Snippet {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const near = flat.length > CLOSE_LOOK ? nearby(flat, words) : { text: flat, isCut: false };
  const folded = foldWithMap(near.text);
  const all = placesOf(folded, words);
  const [first] = all;
  const from = first === undefined ? 0 : startOf(near.text, first[0]);
  const to = endOf(near.text, folded, from + LONGEST);
  const head = from > 0 || near.isCut ? '…' : '';
  const tail = to < near.text.length ? '…' : '';
  const marks = all.filter(([start, end]) => start >= from && end <= to);
  return {
    text: `${head}${near.text.slice(from, to)}${tail}`,
    marks: marks.map(([start, end]) => [start - from + head.length, end - start] as const),
  };
}

/** Where the words stand, as [start, end] of the original; what touches is one. */
function placesOf(folded: Folded, words: readonly string[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const word of words) {
    if (word === '') continue;
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length))
      found.push([folded.starts[at] ?? 0, folded.ends[at + word.length - 1] ?? 0]);
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart: [number, number][] = [];
  for (const [start, end] of found) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

/** Some words before the find, from a blank on where there is one. */
function startOf(text: string, find: number): number {
  if (find <= BEFORE) return 0;
  const blank = text.indexOf(' ', find - BEFORE);
  return blank >= 0 && blank < find ? blank + 1 : find;
}

/** The last end of a character at or before `limit`. */
function endOf(text: string, { ends }: Folded, limit: number): number {
  if (text.length <= limit) return text.length;
  return ends.findLast((end) => end <= limit) ?? limit;
}

/** The part of a long text around its first find: found in the folded text, then by halving in the text itself. */
function nearby(text: string, words: readonly string[]): { readonly text: string; readonly isCut: boolean } {
  const folded = fold(text);
  const finds = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  const find = finds.length === 0 ? 0 : Math.min(...finds);
  let [low, high] = [0, text.length];
  while (high - low > 32) {
    const middle = (low + high) >> 1;
    if (fold(text.slice(0, middle)).length > find) high = middle;
    else low = middle;
  }
  const blank = text.lastIndexOf(' ', Math.max(0, low - BEFORE)) + 1;
  const from = low - blank > CLOSE_LOOK / 2 ? wholeFrom(text, low) : blank;
  const to = wholeFrom(text, from + CLOSE_LOOK);
  return { text: text.slice(from, to), isCut: from > 0 };
}

/** Not between the halves of a pair. */
function wholeFrom(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
