// Base64, canonical only: what decodes here encodes to the very same text (RFC 4648 sections 4 and 5, T28).

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
const STRICT = { lastChunkHandling: 'strict' } as const;

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
    const { read, written } = able.setFromBase64(text, STRICT);
    // The native decoder skips blanks; then fewer bytes come out than the length promises.
    return read === text.length && written === part.length;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Exported for its test: what runs where the platform has no decoder. `text.length` is a multiple of 4. */
export function decodeByHand(text: string, bytes: Uint8Array): boolean {
  let binary: string;
  try {
    binary = atob(text);
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
  // `atob` forgives blanks and stray bits; then this is another text.
  if (binary.length !== bytes.length || btoa(binary) !== text) return false;
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return true;
}

/** As many characters as every platform takes as arguments of one call. */
const CHUNK = 8192;

/** Exported for its test: what runs where the platform has no encoder. */
export function encodeByHand(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  return btoa(binary);
}
