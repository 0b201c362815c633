// What a proven message brings along, before anything of it is stored: its id, whether it is a receipt and nothing more, and its
// file, inside it or at an address.
import { messageId } from '../domain/message.ts';
import { fromBase64, toBase64Url } from '../lib/base64.ts';
import type { FilePart } from '../protocol/x.ts';
import type { FileRow, MessageRow } from '../store/rows.ts';
import type { Proven } from './inbox.ts';
import type { InsideFile } from './inside-file.ts';
import { fileTrust, fileTrustNow } from './later.ts';

/** `x.id`, or one made from the signature, so that a copy of the frame has the same. */
export function idOf({ x, signature }: Proven): MessageRow['id'] {
  if (x?.id !== undefined) return messageId(x.id);
  const bytes = fromBase64(signature) ?? new Uint8Array(16);
  const start = new Uint8Array(16);
  start.set(bytes.subarray(0, 16));
  return messageId(`s.${toBase64Url(start)}`);
}

/** It tells what came and was read, and has no words. */
export function isReceiptOnly({ x, text }: Proven): boolean {
  return x?.receipt !== undefined && text === '' && x.file === undefined;
}

/** Files that came inside their messages, unpacked before anything is stored: the desk is not kept waiting for a part to load. */
export async function filesInside(messages: readonly Proven[]): Promise<ReadonlyMap<Proven, InsideFile>> {
  const files = new Map<Proven, InsideFile>();
  for (const one of messages) {
    if (one.x?.file === undefined) continue;
    const trust = await fileTrust();
    const file = one.x.file.data === undefined ? undefined : await trust?.insideFile(one.x.file);
    if (file !== undefined) files.set(one, file);
  }
  return files;
}

/**
 * Undefined for a file that came inside, whose bytes are all there is of it, and when the part that cleans names does not
 * load: then the text stands for the file, as in every other client.
 */
export function remoteFile({ name, size, url, data }: FilePart): FileRow | undefined {
  const trust = data === undefined ? fileTrustNow() : undefined;
  if (trust === undefined) return undefined;
  return {
    name: trust.safeFileName(name),
    size,
    mime: 'application/octet-stream', // their word for the type is not believed (T52)
    url,
    local: false,
    gone: false,
    width: undefined,
    height: undefined,
  };
}
