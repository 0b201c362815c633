// What of this device the chats use, and how to use less of it: the bytes of files go, their messages stay.
import type { ConversationId } from '../../domain/ids.ts';
import type { FileRow, MessageRow } from '../../store/rows.ts';
import { isUnfinishedFile } from '../due.ts';
import { INLINE_URL } from '../inline-file.ts';
import { fileTrust } from '../later.ts';
import type { ChatSize, StorageReport } from '../port/archive.ts';
import type { ArchiveDeps } from './deps.ts';

/** Rows read, or written, at once. */
const BATCH = 200;

/** @param estimate What the browser says of it all, where it does. */
export async function storageReport(
  { ground, desk }: Pick<ArchiveDeps, 'ground' | 'desk'>,
  estimate: (() => Promise<StorageEstimate>) | undefined,
): Promise<StorageReport> {
  const bytes = new Map<ConversationId, number>();
  let [images, files] = [0, 0];
  for await (const rows of withBlobs(ground)) {
    for (const { conversation, file } of rows) {
      const size = file?.size ?? 0;
      bytes.set(conversation, (bytes.get(conversation) ?? 0) + size);
      if (file?.width === undefined) files += size;
      else images += size;
    }
  }
  const chats: ChatSize[] = [];
  for (const id of desk.conversations.keys()) {
    chats.push({ id, messages: await ground.store.messageCount(id), bytes: bytes.get(id) ?? 0 });
  }
  const { usage, quota } = (await estimate?.()) ?? {};
  return { usage, quota, images, files, chats };
}

export async function clearFiles(deps: ArchiveDeps, conversation: ConversationId): Promise<void> {
  const { ground, desk, book, views } = deps;
  await fileTrust();
  for await (const rows of withBlobs(ground)) {
    const keys = rows.filter((row) => row.conversation === conversation).map(({ key }) => key);
    await desk.edit(async (draft) => {
      for (const key of keys) {
        const outgoing = book.rows.get(key);
        const message = await ground.store.message(key);
        if (message?.file === undefined || (outgoing !== undefined && isUnfinishedFile(outgoing))) continue;
        views.transfers.delete(key);
        draft.blobs.remove(key);
        draft.messages.put(key, { ...message, file: withoutBytes(message.file) });
      }
    });
  }
}

/** A file whose bytes are not here any more: on its server it can be fetched again, one that came inside is gone. */
export function withoutBytes(file: FileRow): FileRow {
  return { ...file, local: false, gone: file.gone || file.url === '' || file.url === INLINE_URL };
}

/** The messages whose files lie here, without reading these. */
async function* withBlobs({ store }: ArchiveDeps['ground']): AsyncGenerator<readonly MessageRow[]> {
  const keys = await store.blobKeys();
  for (let at = 0; at < keys.length; at += BATCH) {
    const rows = await Promise.all(keys.slice(at, at + BATCH).map((key) => store.message(key)));
    yield rows.filter((row) => row !== undefined);
  }
}
