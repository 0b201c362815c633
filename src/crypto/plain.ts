// WebCrypto takes views of an ArrayBuffer alone; callers may hold any Uint8Array.

/** The same bytes on an ArrayBuffer; copies only what lies on another kind of buffer. */
export function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return isPlain(bytes) ? bytes : new Uint8Array(bytes);
}

function isPlain(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}
