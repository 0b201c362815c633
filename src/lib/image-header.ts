// What an image claims to be, read from its first bytes before any decoder sees it (T52).

export interface ImageHeader {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const MAX_SIDE = 16_384;
const MAX_PIXELS = 40_000_000;

/** The header of a PNG, JPEG, GIF or WebP; undefined for everything else, cut off or contradictory ones included. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (starts(view, 0, '\x89PNG\r\n\x1a\n')) return readPng(view);
  if (starts(view, 0, 'GIF87a') || starts(view, 0, 'GIF89a')) return readGif(view);
  if (starts(view, 0, '\xff\xd8\xff')) return readJpeg(view);
  if (starts(view, 0, 'RIFF') && starts(view, 8, 'WEBP')) return readWebp(view);
  return undefined;
}

/** True when decoding it costs a bounded amount of memory: at most 16,384 a side and 40 million pixels. */
export function imageIsSafe({ width, height }: ImageHeader): boolean {
  if (width < 1 || height < 1) return false;
  return width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
}

/** PNG (RFC 2083): IHDR has to come first, 13 bytes long. */
function readPng(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 33 || view.getUint32(8) !== 13 || !starts(view, 12, 'IHDR')) return undefined;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a: decoders enlarge the screen to a first frame that is bigger. */
function readGif(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 13) return undefined;
  const frame = firstGifFrame(view);
  if (frame === undefined || frame + 10 > view.byteLength) return undefined;
  const right = view.getUint16(frame + 1, true) + view.getUint16(frame + 5, true);
  const bottom = view.getUint16(frame + 3, true) + view.getUint16(frame + 7, true);
  return {
    type: 'image/gif',
    width: Math.max(view.getUint16(6, true), right),
    height: Math.max(view.getUint16(8, true), bottom),
  };
}

/** Where the first image descriptor stands, behind the colour table and any extensions. */
function firstGifFrame(view: DataView): number | undefined {
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (at < view.byteLength && view.getUint8(at) === 0x21) {
    at += 2;
    while (at < view.byteLength && view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return at < view.byteLength && view.getUint8(at) === 0x2c ? at : undefined;
}

/** JPEG (ITU T.81 annex B): from marker to marker until the frame header. */
function readJpeg(view: DataView): ImageHeader | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1; // fill byte
    else if (isFrameMarker(marker)) {
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else if (marker === 0xda || marker === 0xd9) return undefined;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else at += 2 + Math.max(view.getUint16(at + 2), 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the tables DHT, JPG and DAC that share their range. */
function isFrameMarker(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** WebP (RFC 9649): the first chunk is extended, lossless or lossy. */
function readWebp(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 30) return undefined;
  if (starts(view, 12, 'VP8X')) {
    return { type: 'image/webp', width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  }
  if (starts(view, 12, 'VP8L') && view.getUint8(20) === 0x2f) {
    const bits = view.getUint32(21, true);
    return { type: 'image/webp', width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (starts(view, 12, 'VP8 ') && starts(view, 23, '\x9d\x01\x2a')) {
    const width = view.getUint16(26, true) & 0x3fff;
    return { type: 'image/webp', width, height: view.getUint16(28, true) & 0x3fff };
  }
  return undefined;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function starts(view: DataView, at: number, magic: string): boolean {
  if (view.byteLength < at + magic.length) return false;
  for (let index = 0; index < magic.length; index += 1) {
    if (view.getUint8(at + index) !== magic.charCodeAt(index)) return false;
  }
  return true;
}
