// Single characters: which end a word, which an address, which are there to deceive; and a text as it may be shown.

const WORD = /[\p{L}\p{N}\p{M}]/u;
/** Written without spaces between words, or with endings joined on: a mark inside such a word is meant as one. */
const SPACELESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]/u;
const UNSEEN = /[\p{DI}\p{Bidi_Control}]/u;
const BLANK = /\s/u;
/** No address goes on behind one of these: quotes, and the punctuation of scripts that are written without spaces. */
const ENDS_ADDRESS =
  /[<>"`\\^{|}\u2018-\u201f\u00ab\u00bb\u2039\u203a\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff61-\uff64\p{Cc}\p{Z}]/u;

/** The whole character that stands at `at`; '' outside the text. */
export function signAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** The whole character that ends before `at`. */
export function signBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  const isLow = low >= 0xdc00 && low <= 0xdfff;
  return at <= 0 ? '' : isLow && at > 1 ? signAt(text, at - 2) : text.charAt(at - 1);
}

export const isSpaceless = (sign: string): boolean => SPACELESS.test(sign);
/** A letter or digit of a script that sets its words apart. */
export const isWordSign = (sign: string): boolean => WORD.test(sign) && !isSpaceless(sign);
export const isBlank = (sign: string): boolean => sign === '' || BLANK.test(sign);
/** Zero-width, bidi and variation characters: nobody sees that they are there. */
export const isUnseen = (sign: string): boolean => UNSEEN.test(sign);
export const endsAddress = (sign: string): boolean => sign === '' || ENDS_ADDRESS.test(sign);

const LINE_ENDS = /\r\n?|[\u2028\u2029]/g;
/** Embeddings and isolates: what a message needs of those, its own frame gives. */
const FRAMES = /[\u202a-\u202c\u2066-\u2069]/g;
/** Control characters, and the overrides, which turn letters round. */
const CONTROLS = /(?![\t\n])[\p{Cc}\u202d\u202e\ufff9-\ufffb]/gu;

/** A piece of text as it may be shown: nothing in it turns what stands beside it, or hides a control character. */
export const shownText = (raw: string): string =>
  raw.replace(LINE_ENDS, '\n').replace(FRAMES, '').replace(CONTROLS, '\ufffd');

/** So many combining marks on one letter that they reach into other lines. */
export const hasTower = (text: string): boolean => /\p{M}{4}/u.test(text);
