// One chat of an import: its messages find their places, their files are taken out of the zip, and both are stored a few at a
// time. Asked twice, it adds nothing the second time.
import type { Draft } from '../draft.ts';
import type { ConversationRow, MessageRow, Settled } from '../../store/rows.ts';
import { PortError } from '../../lib/port.ts';
import { withLastLine } from '../conversation-rows.ts';
import { fileKind } from '../file-kind.ts';
import type { ArchiveDeps } from './deps.ts';
import { Places, type Local } from './places.ts';
import type { ReadMessage } from './read-message.ts';
import type { Packed } from './write-message.ts';
import type { ZipIn } from './zip-in.ts';

const MiB = 1024 * 1024;
/** Bytes of files in one transaction, and of one file. */
const MOST_BYTES = 16 * MiB;
const MOST_FILE = 512 * MiB;
/** Messages read at once of what is here. */
const PAGE = 200;

export interface ImportedChatOptions extends ArchiveDeps {
  readonly zip: ZipIn;
  readonly shift: number;
  readonly most: number;
  readonly report: { added: number; known: number; refused: number; files: number };
}
interface Found {
  readonly row: MessageRow;
  readonly blob: Blob | undefined;
}

export class ImportedChat {
  readonly #options: ImportedChatOptions;
  readonly #row: ConversationRow;
  readonly #places: Places;
  #lastSeq = -Infinity;

  /** @param row The conversation as it is where nothing of it is here. */
  constructor(options: ImportedChatOptions, row: ConversationRow) {
    this.#options = options;
    this.#row = row;
    const { shift, most } = options;
    this.#places = new Places({ next: this.#walk(), shift, most });
  }

  /** The conversation itself, and its title where that is newer. */
  async begin(): Promise<void> {
    const { desk } = this.#options;
    await desk.edit((draft) => {
      const known = desk.conversations.get(this.#row.id);
      const title = newer(known?.title, this.#row.title);
      if (known === undefined) draft.conversations.put(this.#row.id, this.#row);
      else if (title !== undefined && title !== known.title)
        draft.conversations.put(known.id, { ...known, title });
    });
  }

  async add(messages: readonly ReadMessage[]): Promise<void> {
    const known = await this.#options.ground.store.hasMessages(messages.map(({ row }) => row.key));
    let waiting: Found[] = [];
    let bytes = 0;
    for (const { row, packed } of messages) {
      const isInOrder = row.seq > this.#lastSeq;
      this.#lastSeq = Math.max(this.#lastSeq, row.seq);
      if (!isInOrder) this.#options.report.refused += 1;
      else if (known.has(row.key)) this.#options.report.known += 1;
      else {
        const found = packed === undefined ? { row, blob: undefined } : await this.#unpack(row, packed);
        waiting.push(found);
        bytes += found.blob?.size ?? 0;
      }
      if (bytes < MOST_BYTES) continue;
      await this.#store(waiting);
      [waiting, bytes] = [[], 0];
    }
    if (waiting.length > 0) await this.#store(waiting);
  }

  /** A file that is not what was signed is left out; its message comes all the same. */
  async #unpack(row: MessageRow, { entry, hash }: Packed): Promise<Found> {
    try {
      const found = await this.#options.zip.stored(entry, MOST_FILE);
      if (row.file === undefined || found.hash !== hash) return { row, blob: undefined };
      const kind = await fileKind(found.blob);
      const file = { ...row.file, ...kind, size: found.blob.size, local: true, gone: false };
      return { row: { ...row, file }, blob: found.blob };
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      return { row, blob: undefined };
    }
  }

  async #store(found: readonly Found[]): Promise<void> {
    const { desk, ground, report } = this.#options;
    const counts = { added: 0, known: 0, files: 0 };
    await desk.edit(async (draft) => {
      const known = await ground.store.hasMessages(found.map(({ row }) => row.key));
      const newest = (await ground.store.messagesBefore(this.#row.id, undefined, 1)).at(-1);
      let last = newest;
      for (const { row, blob } of found) {
        if (known.has(row.key) || draft.messages.puts.has(row.key)) {
          counts.known += 1;
          continue;
        }
        // No room between its neighbours: at the end, but here.
        const placed = { ...row, seq: (await this.#places.place(row)) ?? desk.nextSeq() };
        draft.messages.put(row.key, placed);
        if (blob !== undefined) draft.blobs.put(row.key, { key: row.key, blob });
        counts.added += 1;
        if (blob !== undefined) counts.files += 1;
        if (last === undefined || placed.seq > last.seq) last = placed;
      }
      if (last !== undefined && last !== newest) this.#follow(draft, last);
    });
    report.added += counts.added;
    report.known += counts.known;
    report.files += counts.files;
  }

  /** `last` stands at the end now; nothing that was imported is unread. */
  #follow(draft: Draft, last: MessageRow): void {
    const row = this.#options.desk.conversations.get(this.#row.id) ?? this.#row;
    const readUpTo = row.unread === 0 ? Math.max(row.readUpTo, last.seq) : row.readUpTo;
    draft.conversations.put(row.id, { ...withLastLine(row, last), readUpTo });
  }

  /** What is here of the chat, oldest first. What is added meanwhile stands before what this has come to. */
  #walk(): () => Promise<Local | undefined> {
    const { store } = this.#options.ground;
    let page: readonly MessageRow[] = [];
    let at = 0;
    let after: number | undefined = -Infinity;
    return async () => {
      if (at === page.length && after !== undefined) {
        page = await store.messagesAfter(this.#row.id, after, PAGE);
        at = 0;
        after = page.at(-1)?.seq;
      }
      const next = page[at];
      if (next !== undefined) at += 1;
      return next;
    };
  }
}

/** Of two values that any member may set, the one that stands: the higher counter, then the higher fingerprint. */
function newer(a: Settled<string> | undefined, b: Settled<string> | undefined): Settled<string> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.counter > a.counter || (b.counter === a.counter && b.by > a.by) ? b : a;
}
