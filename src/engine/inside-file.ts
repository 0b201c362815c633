// A file that came inside its message (inline-file.ts): judged by its bytes before anything is stored.
import { fromBase64 } from '../lib/base64.ts';
import { safeFileName } from '../lib/file-name.ts';
import { PortError } from '../lib/port.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { FilePart } from '../protocol/x.ts';
import type { FileRow } from '../store/rows.ts';
import { INLINE_URL } from './inline-file.ts';
import { fileKinds } from './later.ts';

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
