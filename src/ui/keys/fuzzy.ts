// How well a name fits what was typed: the beginning of its words best, then any part, then its letters in their order.
import { plain } from '../people/find.ts';

const isInWord = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);

export interface Query {
  /** 0: does not fit. */
  score(text: string): number;
}

/** Case, accents and forms of letters do not matter, nor does the order of the words. */
export function queryOf(typed: string): Query {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  return {
    score(text) {
      const against = plain(text);
      let sum = 0;
      for (const word of words) {
        const one = wordScore(word, against);
        if (one === 0) return 0;
        sum += one;
      }
      return sum / Math.max(1, words.length);
    },
  };
}

function wordScore(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 4;
  if (at > 0) {
    for (let i = at; i > 0; i = text.indexOf(word, i + 1)) if (!isInWord(text.charAt(i - 1))) return 3;
    return 2;
  }
  return isScattered(word, text) ? 1 : 0;
}

/** All signs of `word`, in their order; the first one where a word begins, so that not just anything fits. */
function isScattered(word: string, text: string): boolean {
  const signs = Array.from(word);
  if (signs.length < 2) return false;
  let next = 0;
  let before = '';
  for (const sign of text) {
    if (sign === signs[next] && (next > 0 || !isInWord(before))) next += 1;
    if (next === signs.length) return true;
    before = sign;
  }
  return false;
}
