// Text as UTF-16 that may be ill-formed: telling, repairing and measuring it (T22).

/** `String.prototype.isWellFormed` is younger than Safari 16.4; a string fits this shape with or without it. */
interface MaybeTold {
  readonly length: number;
  isWellFormed?(): boolean;
}

// With the `u` flag a surrogate class matches only surrogates that stand alone.
const loneSurrogate = /[\uD800-\uDFFF]/u;
const loneSurrogates = /[\uD800-\uDFFF]/gu;

/** True when `text` has no surrogate that stands alone. */
export function isWellFormed(text: string): boolean {
  const told: MaybeTold = text;
  return told.isWellFormed?.() ?? !loneSurrogate.test(text);
}

const encoder = new TextEncoder();
/** Above it the platform is faster, memory and all. */
const LONG = 4096;

/** `text` with every lone surrogate replaced by U+FFFD, as `TextEncoder` would. */
export function toWellFormed(text: string): string {
  return isWellFormed(text) ? text : text.replace(loneSurrogates, '\uFFFD');
}

/** How many bytes `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  if (text.length > LONG) return encoder.encode(text).length;
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // A pair is two units of four bytes together; a lone surrogate becomes U+FFFD, three bytes.
    const paired = isPair(code, text.charCodeAt(at + 1));
    bytes += code < 0x800 ? 1 : 2;
    if (paired) at += 1;
  }
  return bytes;
}

function isPair(high: number, low: number): boolean {
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
