// Base64 as fast as the platform has it.

interface MaybeDecoder {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}
const native = Uint8Array as unknown as MaybeDecoder;

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  native.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/** What stands between head line and foot line of a one-line PEM. */
export const derOf = (pem: string): Uint8Array<ArrayBuffer> => bytesOf(pem.slice(27, pem.length - 25));
