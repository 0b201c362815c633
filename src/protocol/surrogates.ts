// Lone surrogates in JSON text, raw or as escapes: they have no UTF-8, so no two programs agree on their bytes (T22).
import { isWellFormed } from '../lib/text-shape.ts';
import { ProtocolError } from './problem.ts';

const DIGIT_8 = 0x38;
const SMALL_D = 0x64;
const SMALL_U = 0x75;

/** Throws `ProtocolError` ill-formed for a raw lone surrogate and for `\ud83d` without its partner: `JSON.parse` lets both pass. */
export function refuseLoneSurrogates(text: string): void {
  if (!isWellFormed(text)) throw new ProtocolError('ill-formed', 'a lone surrogate');
  if (!hasSurrogateEscape(text)) return;
  let partner = -1; // where the trailing half of a pair has to start
  // Escapes are read in order, so that the second half of `\\` never counts as the start of `\u`.
  for (let at = text.indexOf('\\'); at !== -1;) {
    const isUnit = text.charCodeAt(at + 1) === SMALL_U;
    const half = isUnit ? surrogateHalf(text, at + 2) : 0;
    const isDue = partner !== -1;
    if ((half === 2) !== isDue || (isDue && at !== partner)) throw loneEscape();
    const next = at + (isUnit ? 6 : 2);
    partner = half === 1 ? next : -1;
    at = text.indexOf('\\', next);
  }
  if (partner !== -1) throw loneEscape();
}

/** 1 when the four hex digits at `at` are a leading surrogate, 2 when a trailing one, else 0. */
function surrogateHalf(text: string, at: number): 0 | 1 | 2 {
  if ((text.charCodeAt(at) | 0x20) !== SMALL_D) return 0;
  const second = text.charCodeAt(at + 1);
  if (second < DIGIT_8) return 0;
  return second === DIGIT_8 || second === 0x39 || (second | 0x20) <= 0x62 ? 1 : 2; // 8, 9, a, b or c to f
}

function loneEscape(): ProtocolError {
  return new ProtocolError('ill-formed', 'a lone surrogate escape');
}

/** True when an escape of a surrogate may be there. By `indexOf`, which costs a tenth of a regular expression. */
function hasSurrogateEscape(text: string): boolean {
  for (let at = text.indexOf('\\u'); at !== -1; at = text.indexOf('\\u', at + 2)) {
    if (surrogateHalf(text, at + 2) !== 0) return true;
  }
  return false;
}
