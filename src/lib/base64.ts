// Base64, canonical only: what decodes here encodes to the very same text (RFC 4648 sections 4 and 5, T28).

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitOf = makeDigitTable();
const codeOf = Uint8Array.from(alphabet, (digit) => digit.charCodeAt(0));
const pad = 0x3d;
const ascii = new TextDecoder('latin1');

/** `setFromBase64` and `toBase64` are missing in Node 20 and in browsers before 2025. */
interface MaybeTarget {
  readonly length: number;
  setFromBase64?(
    text: string,
    options: { readonly lastChunkHandling: 'strict' },
  ): { readonly read: number; readonly written: number };
}
interface MaybeEncoder {
  readonly length: number;
  toBase64?(): string;
}

/** Padded base64 of `bytes` (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const able: MaybeEncoder = bytes;
  return able.toBase64?.() ?? encodeByHand(bytes);
}

/** The bytes of canonical, padded base64; undefined for blanks, missing padding, stray bits or other digits. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0) return undefined;
  // Not `Uint8Array.fromBase64`: it takes three times as long.
  const bytes = new Uint8Array(lengthOf(text));
  return decodeInto(bytes, text) ? bytes : undefined;
}

const spare = new Uint8Array(4096);

/** True for canonical, padded base64; the bytes themselves are not wanted yet. */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const length = lengthOf(text);
  return length > spare.length ? fromBase64(text) !== undefined : decodeInto(spare.subarray(0, length), text);
}

/** As `fromBase64` for each of `texts`, undefined when one of them is not canonical; all lie in one piece of memory. */
export function allFromBase64(texts: readonly string[]): readonly Uint8Array<ArrayBuffer>[] | undefined {
  let length = 0;
  for (const text of texts) length += text.length % 4 === 0 ? lengthOf(text) : 0;
  const whole = new Uint8Array(length);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const text of texts) {
    const end = at + lengthOf(text);
    const part = text.length % 4 === 0 && end <= length ? whole.subarray(at, end) : undefined;
    if (part === undefined || !decodeInto(part, text)) return undefined;
    parts.push(part);
    at = end;
  }
  return parts;
}

/** Base64 in the alphabet for addresses, without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes of canonical base64url without padding; undefined otherwise. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='));
}

/** Bytes that `text` stands for if it is canonical. */
function lengthOf(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** Fills `part`, which is as long as `lengthOf` says, with what `text` stands for. */
function decodeInto(part: Uint8Array<ArrayBuffer>, text: string): boolean {
  const able: MaybeTarget = part;
  if (able.setFromBase64 === undefined) return decodeByHand(text, part);
  try {
    const { read, written } = able.setFromBase64(text, { lastChunkHandling: 'strict' });
    // The native decoder skips blanks; then fewer bytes come out than the length promises.
    return read === text.length && written === part.length;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Exported for its test: what runs where the platform has no decoder. `text.length` is a multiple of 4. */
export function decodeByHand(text: string, bytes: Uint8Array): boolean {
  const { length } = bytes;
  const whole = Math.floor(length / 3) * 3;
  let from = 0;
  let bad = 0;
  for (let to = 0; to < whole; to += 3, from += 4) {
    const group =
      (digitAt(text, from) << 18) |
      (digitAt(text, from + 1) << 12) |
      (digitAt(text, from + 2) << 6) |
      digitAt(text, from + 3);
    bad |= group;
    bytes[to] = group >> 16;
    bytes[to + 1] = group >> 8;
    bytes[to + 2] = group;
  }
  return bad >= 0 && decodeRest(text, from, bytes, whole);
}

/** The last one or two bytes; false when a digit is wrong or the bits behind them are not zero. */
function decodeRest(text: string, from: number, bytes: Uint8Array, to: number): boolean {
  const rest = bytes.length - to;
  if (rest === 0) return from === text.length;
  const first = digitAt(text, from);
  const second = digitAt(text, from + 1);
  const third = rest === 2 ? digitAt(text, from + 2) : 0;
  if ((first | second | third) < 0) return false;
  const group = (first << 18) | (second << 12) | (third << 6);
  bytes[to] = group >> 16;
  if (rest === 2) bytes[to + 1] = group >> 8;
  return (group & (rest === 2 ? 0xff : 0xffff)) === 0;
}

/** The value of a digit, or -1: the sign survives shifting and or-ing, so one check at the end is enough. */
function digitAt(text: string, at: number): number {
  return digitOf[text.charCodeAt(at)] ?? -1;
}

/** Exported for its test: what runs where the platform has no encoder. */
export function encodeByHand(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(pad);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const group = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    text[to] = codeOf[group >> 18] ?? pad;
    text[to + 1] = codeOf[(group >> 12) & 63] ?? pad;
    if (left > 1) text[to + 2] = codeOf[(group >> 6) & 63] ?? pad;
    if (left > 2) text[to + 3] = codeOf[group & 63] ?? pad;
    to += 4;
  }
  return ascii.decode(text);
}

function makeDigitTable(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let value = 0; value < alphabet.length; value += 1) table[alphabet.charCodeAt(value)] = value;
  return table;
}
