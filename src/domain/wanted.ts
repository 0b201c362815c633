// What somebody typed into the search, taken apart: pieces that must all occur, and how good a place they are found in.
import { fold } from './fold.ts';

export interface Wanted {
  /** Folded; a text that lacks one of them is not meant. The longest comes first. */
  readonly words: readonly string[];
  /** What stands together in the query, folded: where all of these stand together in a text too, it is meant most. */
  readonly phrases: readonly string[];
}

/** “…” and the like: kept whole. An end that is still to be typed does not matter. */
const PARTS = /["“„«]([^"“”„«»]*)(?:["”»]|$)|[^\s"“„«]+/gu;
/** A word, a number, a sign or an emoji; not the marks that stand between words. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{M}\p{S}]/u;
/** Scripts that put no blank between words: a place within is as good as a start. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\u3099\u309a]/u;
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Undefined when nothing was typed that could be found. */
export function wantedOf(query: string): Wanted | undefined {
  const words: string[] = [];
  const phrases: string[] = [];
  for (const [typed, quoted] of query.matchAll(PARTS)) {
    const phrase = fold(quoted ?? typed).trim();
    if (phrase === '') continue;
    phrases.push(phrase);
    words.push(...(quoted === undefined ? wordsOf(typed, phrase) : [phrase]));
  }
  return words.length === 0 ? undefined : { words: distinct(words), phrases };
}

function wordsOf(typed: string, phrase: string): readonly string[] {
  const found = [...segmenter.segment(typed)].filter(({ segment }) => SAYS_SOMETHING.test(segment));
  const words = found.map(({ segment }) => fold(segment).trim()).filter((word) => word !== '');
  return words.length === 0 ? [phrase] : words;
}

/** What is part of another word is found with it. */
function distinct(words: readonly string[]): readonly string[] {
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  return longestFirst.filter((word, at) => !longestFirst.slice(0, at).some((other) => other.includes(word)));
}

/** True when every phrase begins a word of the folded `text` somewhere. */
export function isMeantMost(text: string, { phrases }: Wanted): boolean {
  return phrases.every((phrase) => beginsWord(text, phrase));
}

function beginsWord(text: string, phrase: string): boolean {
  const isAnywhere = UNSPACED.test(phrase.charAt(0)) || !IN_WORD.test(phrase.charAt(0));
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
    if (isAnywhere || at === 0 || !IN_WORD.test(text.charAt(at - 1))) return true;
  return false;
}
