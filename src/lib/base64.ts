// Base64, canonical only: what decodes here encodes to the very same text (RFC 4648 sections 4 and 5, T28).

/** `Uint8Array.fromBase64` and `toBase64` are missing in Node 20 and in browsers before 2025. */
interface MaybeDecoder {
  readonly BYTES_PER_ELEMENT: number;
  fromBase64?(text: string, options: { readonly lastChunkHandling: 'strict' }): Uint8Array<ArrayBuffer>;
}
interface MaybeEncoder {
  readonly length: number;
  toBase64?(): string;
}
const native: MaybeDecoder = Uint8Array;

/** Padded base64 of `bytes` (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  const able: MaybeEncoder = bytes;
  return able.toBase64?.() ?? encodeByHand(bytes);
}

/** The bytes of canonical, padded base64; undefined for blanks, missing padding, stray bits or other digits. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0) return undefined;
  return native.fromBase64 === undefined ? decodeByHand(text) : decodeNatively(text);
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

function decodeNatively(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = native.fromBase64?.(text, { lastChunkHandling: 'strict' });
    // The native decoder skips blanks; then fewer bytes come out than the length promises.
    return bytes?.length === lengthOf(text) ? bytes : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Exported for its test: what runs where the platform has no decoder. `text.length` is a multiple of 4. */
export function decodeByHand(text: string): Uint8Array<ArrayBuffer> | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
  // `atob` forgives blanks and stray bits; then this is another text.
  if (btoa(binary) !== text) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
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
