// Small files inside the message itself, between Porchlights: sealed like its text, and at home without any upload.
import { safeFileName } from '../lib/file-name.ts';
import { fromBase64, toBase64 } from '../lib/base64.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { FilePart } from '../protocol/x.ts';
import type { FileRow, PersonRow } from '../store/rows.ts';
import { PortError } from '../lib/port.ts';
import { fileKinds } from './later.ts';

/** Stands in a row where the address of a file would: its bytes came, or went, inside the message. */
export const INLINE_URL = 'data:,';

/** What a Porchlight tells by `x.caps` when it takes files inside messages. */
const CAP = 'inline';

/** True when a file of `size` bytes may travel inside a message to these people, none of whom is unknown. */
export function mayGoInside(size: number, people: readonly (PersonRow | undefined)[]): boolean {
  return size <= LIMITS.inlineFile && people.every((person) => person?.caps.includes(CAP) === true);
}

export async function inlineData(blob: Blob): Promise<string> {
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}

export interface InsideFile {
  readonly row: FileRow;
  readonly blob: Blob;
}

/** The file inside a message, judged by its bytes alone (T52); undefined where it is not what it says. */
export async function insideFile(part: FilePart): Promise<InsideFile | undefined> {
  const bytes = part.data === undefined ? undefined : fromBase64(part.data);
  if (bytes === undefined || bytes.length !== part.size || bytes.length > LIMITS.inlineFile) return undefined;
  const blob = new Blob([bytes], { type: 'application/octet-stream' });
  const row = { name: safeFileName(part.name), size: part.size, url: INLINE_URL, local: true, gone: false };
  return { row: { ...row, ...(await kindOf(blob)) }, blob };
}

/** Without the part that looks at images it is just bytes: a message is not kept waiting for that. */
async function kindOf(blob: Blob): Promise<Pick<FileRow, 'mime' | 'width' | 'height'>> {
  try {
    return await (await fileKinds()).fileKind(blob);
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { mime: 'application/octet-stream', width: undefined, height: undefined };
  }
}
