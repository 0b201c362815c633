// Text as searching compares it: case, accents, width, kinds of blanks and of dashes do not matter. Marks that are letters
// of their script (Thai and Devanagari vowels, the dots of kana) stay. `foldWithMap` tells where in the text each unit came from.

/** Only what is printable ASCII: most of what Latin scripts write, and quick. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Accents, vowel points and what has no width; not U+3099 and U+309A, which make another kana. */
const DROPPED =
  /\p{Cf}|(?![\u3099\u309a])(?=\p{M})[\p{sc=Zinh}\p{sc=Arab}\p{sc=Hebr}\p{sc=Cyrl}\p{sc=Grek}\p{sc=Latn}\p{sc=Syrc}]|\u0640/gu;
const BLANKS = /[\s\p{Cc}]+/gu;
/** Letters that Unicode does not take apart, but people do when they type without their own keyboard. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ...pairs('ßæœøđłħŧðþıς', ['ss', 'ae', 'oe', 'o', 'd', 'l', 'h', 't', 'd', 'th', 'i', 'σ']),
  ...pairs('ىیکة', ['ي', 'ي', 'ك', 'ه']),
  ...pairs('٠١٢٣٤٥٦٧٨٩', '0123456789'.split('')),
  ...pairs('۰۱۲۳۴۵۶۷۸۹', '0123456789'.split('')),
  ...pairs('\u2018\u2019\u02bc\u02bb', ["'", "'", "'", "'"]),
  ...pairs('\u201c\u201d\u201e\u00ab\u00bb', ['"', '"', '"', '"', '"']),
  ...pairs('\u2010\u2012\u2013\u2014\u2015\u2212', ['-', '-', '-', '-', '-', '-']),
]);
const KATAKANA = '\u30a1-\u30f6';
const TO_HIRAGANA = 0x60;
const REPLACED = new RegExp(`[${[...ALIKE.keys()].join('')}${KATAKANA}]`, 'g');

/** `text` folded. Folding it once more changes nothing. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return withoutRuns(text.toLowerCase());
  return withoutRuns(units(text).replace(BLANKS, ' '));
}

export interface Folded {
  readonly text: string;
  /** For each unit of `text`: where the character of the original begins that it came from, and where that ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As `fold`, with the way back. Slower by far: for what is shown. */
export function foldWithMap(original: string): Folded {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index } of graphemes.segment(original)) {
    for (const unit of units(segment).replace(BLANKS, ' ').split('')) {
      if (unit === ' ' && text.endsWith(' ')) continue;
      text += unit;
      starts.push(index);
      ends.push(index + segment.length);
    }
  }
  return { text, starts, ends };
}

function units(text: string): string {
  const apart = text.normalize('NFKD').replace(DROPPED, '').toLowerCase();
  return apart.replace(REPLACED, (sign) => ALIKE.get(sign) ?? hiragana(sign));
}

const hiragana = (sign: string): string => String.fromCharCode(sign.charCodeAt(0) - TO_HIRAGANA);

const withoutRuns = (text: string): string => (text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text);

function pairs(signs: string, plain: readonly string[]): (readonly [string, string])[] {
  return signs.split('').map((sign, at) => [sign, plain[at] ?? sign]);
}
