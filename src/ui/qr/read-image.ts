// What a picture's QR code says: asked of the browser where it reads codes by itself, else of a decoder that is fetched then.

/** The browser's own reader (Shape Detection), where there is one. */
interface NativeReader {
  detect(source: ImageBitmap | HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
/** Side of what is looked at, in pixels; more takes longer and finds no more. */
const SIDE = 1280;
/** For one picture, in ms; a camera brings another one soon. */
const PATIENCE_MS = 1500;
const GLANCE_MS = 120;

/** The text of a code in a picture that was chosen; undefined: none is seen. Throws `DOMException` for what is no picture. */
export async function readPicture(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file);
  try {
    // Small codes in large pictures are found in the whole, faint ones in the smaller one.
    return (
      (await native(bitmap)) ??
      (await decoded(bitmap, bitmap, SIDE, PATIENCE_MS)) ??
      (await decoded(bitmap, bitmap, SIDE * 2, PATIENCE_MS))
    );
  } finally {
    bitmap.close();
  }
}

/** The text of a code that the camera sees now. */
export async function readFrame(video: HTMLVideoElement): Promise<string | undefined> {
  if (video.videoWidth === 0) return undefined;
  const size = { width: video.videoWidth, height: video.videoHeight };
  return (await native(video)) ?? (await decoded(video, size, SIDE / 2, GLANCE_MS));
}

let reader: NativeReader | 'none' | undefined;
async function native(source: ImageBitmap | HTMLVideoElement): Promise<string | undefined> {
  reader ??= (await makeReader()) ?? 'none';
  if (reader === 'none') return undefined;
  try {
    return (await reader.detect(source))[0]?.rawValue;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    reader = 'none'; // there by name only: the service behind it is missing on some systems
    return undefined;
  }
}

async function makeReader(): Promise<NativeReader | undefined> {
  const made: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  if (typeof made !== 'function') return undefined;
  const formats: unknown = await Promise.resolve(callOf(made, 'getSupportedFormats')).catch(() => []);
  if (!Array.isArray(formats) || !formats.includes('qr_code')) return undefined;
  const instance: unknown = Reflect.construct(made, [{ formats: ['qr_code'] }]);
  return isReader(instance) ? instance : undefined;
}

function callOf(owner: object, name: string): unknown {
  const found: unknown = Reflect.get(owner, name);
  return typeof found === 'function' ? Reflect.apply(found, owner, []) : undefined;
}

const isReader = (value: unknown): value is NativeReader =>
  typeof value === 'object' && value !== null && 'detect' in value;

async function decoded(
  source: ImageBitmap | HTMLVideoElement,
  { width, height }: { readonly width: number; readonly height: number },
  side: number,
  timeLimit: number,
): Promise<string | undefined> {
  const { decodeQR } = await import('qr/decode.js');
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decodeQR({ width: canvas.width, height: canvas.height, data }, { timeLimit, format: 'RGBA' });
  } catch (error) {
    if (error instanceof Error) return undefined; // no code in it
    throw error;
  }
}
