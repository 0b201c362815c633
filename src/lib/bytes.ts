// Bytes: UTF-8, hex, joining and comparing.

const encoder = new TextEncoder();
const LONG = 32 * 1024;
/** Texts that are worth borrowing for, by the most bytes they can have. */
const SCRATCH_FROM = 64 * 1024;
const SCRATCH_TO = 3 * 1024 * 1024;
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `text` as UTF-8. Lone surrogates become U+FFFD: reject ill-formed text before it gets here (T22). */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return (text.length < LONG ? undefined : asciiBytes(text)) ?? encoder.encode(text);
}

/** Long texts are mostly base64: with the right length known before, that is twice as fast. Undefined: there is more in it. */
function asciiBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(text.length);
  const { read, written } = encoder.encodeInto(text, bytes);
  return read === text.length && written === text.length ? bytes : undefined;
}

/** Lends memory for the UTF-8 of long texts: filling it anew is three times as fast as making it anew. */
export class Scratch {
  #spare: Uint8Array<ArrayBuffer> | undefined;

  /** `text` and `tail` behind each other as UTF-8, good until `done` is called. */
  utf8(text: string, tail: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly done: () => void } {
    const most = (text.length + tail.length) * 3;
    if (most < SCRATCH_FROM || most > SCRATCH_TO) return { bytes: utf8(text + tail), done: () => undefined };
    const memory = this.#spare ?? new Uint8Array(SCRATCH_TO);
    this.#spare = undefined;
    const { written } = encoder.encodeInto(text, memory);
    const end = written + encoder.encodeInto(tail, memory.subarray(written)).written;
    return { bytes: memory.subarray(0, end), done: () => (this.#spare = memory) };
  }
}

/** The text of `bytes`, or undefined when they are not well-formed UTF-8. A BOM is kept as a character. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** All `parts` behind each other, in new memory. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** True when both hold the same bytes. Its time depends on the length alone. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
  return difference === 0;
}

/** Lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of hex text in either case; undefined when it is not an even number of hex digits. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16);
  }
  return bytes;
}
