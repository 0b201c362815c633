// How hard a passphrase is to guess, as a floor: what people commonly do (words everybody uses, repeats, runs, dates) is
// taken off. Pure and small on purpose; loaded only where somebody chooses a passphrase.
import { COMMON } from './common-passwords.ts';

export interface Strength {
  /** About how many guesses an attacker who knows people needs, as a power of two. */
  readonly bits: number;
  /** 0 guessed at once, 1 weak, 2 so-so, 3 good, 4 strong. */
  readonly level: 0 | 1 | 2 | 3 | 4;
}

/** From so many bits on a passphrase has the level. */
const LEVELS = [28, 40, 54, 68] as const;
/** A passphrase of one's own (SECURITY.md, "Identity lifecycle") has so many characters, or is good whatever its length. */
export const OWN_PASSPHRASE_MIN = 14;
export const OWN_PASSPHRASE_MAX = 200;

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop', '1234567890', '!@#$%^&*()'];
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const rank = new Map(COMMON.map((word, at) => [word, at + 1]));
const longest = COMMON.reduce((most, word) => Math.max(most, word.length), 0);

/** Judges a passphrase; `mine` are words an attacker knows, such as the own name. */
export function strengthOf(passphrase: string, mine: readonly string[] = []): Strength {
  const text = passphrase.slice(0, OWN_PASSPHRASE_MAX);
  const own = new Set(mine.map((word) => word.toLowerCase()).filter((word) => word.length > 2));
  const bits = Math.round(fewestBits(text, own));
  const level = LEVELS.filter((from) => bits >= from).length;
  return { bits, level: isLevel(level) ? level : 4 };
}

const isLevel = (level: number): level is Strength['level'] => level >= 0 && level <= 4;

/** Why a passphrase of one's own is not taken; undefined: it is. */
export type OwnProblem = 'empty' | 'not-plain' | 'blank-ends' | 'too-long' | 'too-weak';

/**
 * Only printable ASCII: other tools (openssl) take the bytes as they are typed, and a letter with an accent has more than
 * one row of bytes; what one keyboard writes, the next might not write again.
 */
export function ownProblem(passphrase: string): OwnProblem | undefined {
  if (passphrase === '') return 'empty';
  if (!/^[\x20-\x7e]*$/.test(passphrase)) return 'not-plain';
  if (passphrase.trim() !== passphrase) return 'blank-ends';
  if (passphrase.length > OWN_PASSPHRASE_MAX) return 'too-long';
  const { level } = strengthOf(passphrase);
  return level >= 3 || (level >= 2 && passphrase.length >= OWN_PASSPHRASE_MIN) ? undefined : 'too-weak';
}

/** The cheapest way to write `text` as pieces somebody would try: a shortest path over its characters. */
function fewestBits(text: string, own: ReadonlySet<string>): number {
  const characters = Array.from(text);
  const lower = characters.map((sign) => sign.toLowerCase());
  const single = Math.log2(poolOf(text));
  const costs = [0];
  for (let end = 1; end <= characters.length; end += 1) {
    // What stands between words says next to nothing.
    let least = (costs[end - 1] ?? 0) + (/[ _.-]/.test(lower[end - 1] ?? '') ? 1.5 : single);
    for (let start = Math.max(0, end - 40); start <= end - 2; start += 1) {
      const piece = { plain: lower.slice(start, end).join(''), typed: characters.slice(start, end).join('') };
      const bits = patternBits(piece, own, text.slice(0, start).toLowerCase());
      if (bits !== undefined) least = Math.min(least, (costs[start] ?? 0) + bits);
    }
    costs.push(least);
  }
  return costs.at(-1) ?? 0;
}

interface Piece {
  readonly plain: string;
  readonly typed: string;
}
/** What a piece costs as a pattern; undefined where it is none. */
function patternBits({ plain, typed }: Piece, own: ReadonlySet<string>, before: string): number | undefined {
  const found = [
    wordBits(plain, typed, own),
    repeatBits(plain),
    runBits(plain),
    dateBits(plain),
    // The same again costs only saying so.
    plain.length > 2 && before.includes(plain) ? 3 : undefined,
  ].filter((bits) => bits !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

function wordBits(plain: string, typed: string, own: ReadonlySet<string>): number | undefined {
  if (plain.length < 3 || plain.length > longest + 2) return own.has(plain) ? 2 : undefined;
  const straight = Array.from(plain, (sign) => LEET[sign] ?? sign).join('');
  const place = own.has(plain) || own.has(straight) ? 1 : (rank.get(plain) ?? rank.get(straight));
  const shape = (straight === plain ? 0 : 2) + capitalBits(typed);
  if (place !== undefined) return Math.log2(place) + 1 + shape;
  // A plain word of no short list: one of some ten thousand that people use, or more the longer it is.
  const isPlain = straight === typed;
  return (isPlain || plain.length > 5) && isWordLike(straight)
    ? 9 + straight.length * 0.6 + shape
    : undefined;
}

/** Letters of which a third and a bit less are vowels, and no crowd of either kind, read like a word. */
function isWordLike(plain: string): boolean {
  const vowels = plain.replaceAll(/[^aeiouy]/g, '').length;
  const isShort = plain.length <= 12 && /^[a-z]+$/.test(plain);
  return isShort && vowels >= plain.length * 0.28 && !/[^aeiouy]{4}|[aeiouy]{4}/.test(plain);
}

function capitalBits(typed: string): number {
  const capitals = typed.replaceAll(/[^A-Z]/g, '').length;
  if (capitals === 0) return 0;
  return capitals === typed.length || /^[A-Z][^A-Z]*$/.test(typed) ? 1 : Math.min(capitals, 4) + 1;
}

/** "aaaa", "abab", "wordwordword". */
function repeatBits(plain: string): number | undefined {
  for (let length = 1; length <= plain.length / 2 && length <= 4; length += 1) {
    if (plain.length % length !== 0) continue;
    const unit = plain.slice(0, length);
    if (unit.repeat(plain.length / length) !== plain || plain.length < 3) continue;
    return length * 4.7 + Math.log2(plain.length / length);
  }
  return undefined;
}

/** "abcdef", "9876", "qwerty", backwards too. */
function runBits(plain: string): number | undefined {
  if (plain.length < 3) return undefined;
  const codes = Array.from(plain, (sign) => sign.charCodeAt(0));
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  const isCount =
    Math.abs(step) === 1 && codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step);
  const back = Array.from(plain).toReversed().join('');
  const isRow = ROWS.some((row) => row.includes(plain) || row.includes(back));
  return isCount || isRow ? 5 + Math.log2(plain.length) : undefined;
}

/** Years, and days with them: "1987", "24121987", "24.12.87". */
function dateBits(plain: string): number | undefined {
  if (/^(?:19|20)\d\d$/.test(plain)) return 7;
  if (/^(?:\d{1,2}[./-]\d{1,2}[./-]?(?:19|20)?\d\d|(?:19|20)\d\d[./-]?\d\d[./-]?\d\d)$/.test(plain))
    return 15;
  return /^(?:[0-3]\d[01]\d(?:19|20)\d\d)$/.test(plain) ? 15 : undefined;
}

/** How many signs an attacker tries for one that fits no pattern. */
function poolOf(text: string): number {
  let pool = 0;
  if (/[a-z]/.test(text)) pool += 26;
  if (/[A-Z]/.test(text)) pool += 26;
  if (/\d/.test(text)) pool += 10;
  if (/[^A-Za-z0-9]/.test(text)) pool += /[^A-Za-z0-9 ]/.test(text) ? 20 : 1;
  return Math.max(2, pool);
}
