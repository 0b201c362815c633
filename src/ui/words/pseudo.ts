// A made-up right-to-left language from English: longer words with marks, so that a test sees what translation will do.
import type { Language, Words } from './words.ts';

/** "Chats" → "[Çĥàţš··]" inside right-to-left marks, 40 % longer. */
export function pseudo(words: Words): Language {
  const turned = turn(words);
  if (!isLike(turned, words)) throw new TypeError('the pseudo language lost a word');
  return { tag: 'en', dir: 'rtl', words: turned };
}

const MARKED = new Map(
  [
    'aà',
    'cç',
    'eé',
    'gĝ',
    'hĥ',
    'iî',
    'nñ',
    'oö',
    'sš',
    'tţ',
    'uû',
    'yý',
    'AÀ',
    'CÇ',
    'NÑ',
    'PÞ',
    'SŠ',
    'TŢ',
  ].map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
);

function turn(value: unknown): unknown {
  if (typeof value === 'string') return turnText(value);
  if (typeof value === 'function')
    return (...args: readonly unknown[]) => turn(Reflect.apply(value, undefined, [...args]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turn(inner)]));
}

/** Isolated parts (names, U+2068 … U+2069) stay as they are: they are nobody's translation. */
function turnText(text: string): string {
  const marked = text
    .split(/(\u2068[^\u2069]*\u2069|[\d.,:]+)/)
    .map((part, i) => (i % 2 === 1 ? part : Array.from(part, (sign) => MARKED.get(sign) ?? sign).join('')))
    .join('');
  const longer = '·'.repeat(Math.ceil(text.replace(/\u2068[^\u2069]*\u2069/g, '').length * 0.3));
  return `\u202B${marked}${longer}\u202C`;
}

function isLike(value: unknown, model: Words): value is Words {
  return typeof value === 'object' && value !== null && Object.keys(model).every((area) => area in value);
}
