// What a file's bytes are, by themselves: names and announced types are not believed (T52).
import { imageIsSafe, readImageHeader } from '../lib/image-header.ts';

export interface FileKindFound {
  /** One of four image types, else `application/octet-stream`. */
  readonly mime: string;
  /** Of an image that is safe to decode. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** An image's size stands at its start, if behind a colour profile or a thumbnail. */
const HEAD_BYTES = 256 * 1024;
const UNKNOWN: FileKindFound = { mime: 'application/octet-stream', width: undefined, height: undefined };

/** Looks at the head of `blob`; what is no safe image is just bytes. */
export async function fileKind(blob: Blob): Promise<FileKindFound> {
  const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  const header = readImageHeader(head);
  if (header === undefined || !imageIsSafe(header)) return UNKNOWN;
  return { mime: header.type, width: header.width, height: header.height };
}
