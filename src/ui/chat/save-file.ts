// Hands a file of the engine to the browser's downloads.
import type { MessageId } from '../../domain/ids.ts';
import type { EnginePort } from '../../engine/port.ts';

/** Long enough for the slowest browser to have opened the address. */
const KEEP_MS = 60_000;

/** @param name Already made safe for saving by the engine (T53). */
export async function saveFile(
  port: Pick<EnginePort, 'fileBlob'>,
  message: MessageId,
  name: string,
): Promise<void> {
  const blob = await port.fileBlob(message);
  if (blob === undefined) return;
  const href = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), KEEP_MS);
}
