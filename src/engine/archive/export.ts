// Makes an export (format.ts): chat by chat, a few hundred messages at a time, so that a long history needs little memory.
// What arrives meanwhile is not in it.
import { marksOf } from '../contact-marks.ts';
import { PortError } from '../../lib/port.ts';
import { toBase64 } from '../../lib/base64.ts';
import { utf8 } from '../../lib/bytes.ts';
import type { ConversationId, Fingerprint } from '../../domain/ids.ts';
import type { ConversationRow, MessageRow } from '../../store/rows.ts';
import type { ArchiveWords, ExportedFile } from '../port/archive.ts';
import type { ArchiveDeps } from './deps.ts';
import { FORMAT, MANIFEST, SIGNATURE, signedBytes, VERSION } from './format.ts';
import type { ExportedConversation, ExportedPerson, Manifest } from './format.ts';
import { entryName, Namer } from './names.ts';
import { chatPage, indexPage, pageName, type ListedChat, type Pages, type Shown } from './pages.ts';
import { Progress } from './progress.ts';
import { pageStyle } from './style.ts';
import { exportedMessage, type Packed } from './write-message.ts';
import { ZipOut } from './zip-out.ts';

/** Messages in one part, and on one page. */
const PART = 200;
const PAGE = 2000;

export async function exportChats(
  deps: ArchiveDeps,
  which: 'all' | readonly ConversationId[],
  withFiles: boolean,
  words: ArchiveWords,
): Promise<ExportedFile> {
  const { desk, ground } = deps;
  const rows = [...desk.conversations.values()].filter(({ id }) => which === 'all' || which.includes(id));
  if (rows.length === 0) throw new PortError('unknown-conversation');
  const counts = await Promise.all(rows.map(({ id }) => ground.store.messageCount(id)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const work = new Export(deps, withFiles, words, new Progress(ground, 'export', total));
  return { file: await work.run(rows), fileName: fileName(which, ground.clock.now()) };
}

function fileName(which: 'all' | readonly ConversationId[], now: number): string {
  const day = new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return `porchlight-${which === 'all' || which.length > 1 ? 'chats' : 'chat'}-${day}.zip`;
}

class Export {
  readonly #deps: ArchiveDeps;
  readonly #withFiles: boolean;
  readonly #words: ArchiveWords;
  readonly #progress: Progress;
  readonly #zip: ZipOut;
  readonly #people = new Set<Fingerprint>();
  #files = 0;

  constructor(deps: ArchiveDeps, withFiles: boolean, words: ArchiveWords, progress: Progress) {
    this.#deps = deps;
    this.#withFiles = withFiles;
    this.#words = words;
    this.#progress = progress;
    this.#zip = new ZipOut(deps.ground.clock.now());
  }

  async run(rows: readonly ConversationRow[]): Promise<Blob> {
    const namer = new Namer(this.#words, (person) => this.#deps.people.row(person));
    const pages: Pages = { words: this.#words, namer, style: await pageStyle() };
    const order = [...rows].sort(
      (a, b) => (b.lastLine?.at ?? 0) - (a.lastLine?.at ?? 0) || (a.id < b.id ? -1 : 1),
    );
    const conversations: ExportedConversation[] = [];
    const listed: ListedChat[] = [];
    for (const row of order) {
      const chat = conversations.length + 1;
      const exported = await this.#chat(row, chat, pages);
      conversations.push(exported);
      listed.push({ name: namer.chat(row), page: pageName(chat, 1), messages: exported.messages });
    }
    await this.#zip.text('index.html', indexPage(pages, listed));
    await this.#seal(order, conversations);
    return this.#zip.end();
  }

  /** Once for the parts, once for the pages: a zip takes its entries one after the other. */
  async #chat(row: ConversationRow, chat: number, pages: Pages): Promise<ExportedConversation> {
    const parts: { entry: string; hash: string }[] = [];
    const packed = new Map<string, Packed>();
    let messages = 0;
    for (const member of row.members) this.#people.add(member);
    for await (const batch of this.#batches(row)) {
      for (const message of batch) await this.#pack(message, packed);
      const number = (value: number): string => String(value).padStart(4, '0');
      const entry = `messages/${number(chat)}-${number(parts.length + 1)}.json`;
      parts.push({ entry, hash: await this.#zip.text(entry, this.#part(batch, packed)) });
      messages += batch.length;
      this.#progress.add(batch.length);
    }
    await this.#pages(row, chat, pages, packed);
    const { id, kind, members, title } = row;
    return { id, kind, members, ...(title !== undefined && { title }), messages, parts };
  }

  *#part(batch: readonly MessageRow[], packed: ReadonlyMap<string, Packed>): Generator<string> {
    const me = this.#deps.self.fingerprint;
    yield '{"messages":[';
    for (const [at, row] of batch.entries()) {
      if (row.author !== 'me') this.#people.add(row.author);
      yield `${at === 0 ? '\n' : ',\n'}${JSON.stringify(exportedMessage(row, me, packed.get(row.key)))}`;
    }
    yield '\n]}\n';
  }

  async #pack({ key, file }: MessageRow, packed: Map<string, Packed>): Promise<void> {
    if (!this.#withFiles || file?.local !== true) return;
    const blob = (await this.#deps.ground.store.blob(key))?.blob;
    if (blob === undefined) return;
    this.#files += 1;
    const entry = entryName(this.#files, file.name);
    packed.set(key, { entry, hash: await this.#zip.blob(entry, blob) });
  }

  async #pages(
    row: ConversationRow,
    chat: number,
    pages: Pages,
    packed: ReadonlyMap<string, Packed>,
  ): Promise<void> {
    const title = pages.namer.chat(row);
    let page = 0;
    let waiting: Shown[] = [];
    const write = async (messages: readonly Shown[], hasNext: boolean): Promise<void> => {
      page += 1;
      const text = chatPage(pages, { title, chat, page, messages, hasNext });
      await this.#zip.text(`chats/${pageName(chat, page)}`, text);
    };
    for await (const batch of this.#batches(row)) {
      await this.#deps.views.prepare(batch);
      for (const message of batch)
        waiting.push({ view: this.#deps.views.message(message), entry: packed.get(message.key)?.entry });
      if (waiting.length <= PAGE) continue;
      await write(waiting.slice(0, PAGE), true);
      waiting = waiting.slice(PAGE);
    }
    await write(waiting, false);
  }

  /** Oldest first, up to what was there at the start, without what disappears. */
  async *#batches({ id, lastSeq }: ConversationRow): AsyncGenerator<readonly MessageRow[]> {
    for (let after = -Infinity; ;) {
      const rows = await this.#deps.ground.store.messagesAfter(id, after, PART);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.seq;
      const kept = rows.filter(
        ({ seq, ttl, expiresAt }) => seq <= lastSeq && ttl === undefined && expiresAt === undefined,
      );
      if (kept.length > 0) yield kept;
    }
  }

  async #seal(
    rows: readonly ConversationRow[],
    conversations: readonly ExportedConversation[],
  ): Promise<void> {
    const { self, ground } = this.#deps;
    const manifest: Manifest = {
      format: FORMAT,
      version: VERSION,
      exportedAt: ground.clock.now(),
      identity: { fingerprint: self.fingerprint, name: self.name() },
      lastSeq: Math.max(0, ...rows.map(({ lastSeq }) => lastSeq)),
      people: [...this.#people].sort().flatMap((person) => this.#person(person)),
      conversations,
    };
    const text = `${JSON.stringify(manifest, undefined, 1)}\n`;
    const signature = await ground.runner.sign(signedBytes(utf8(text)));
    await this.#zip.text(MANIFEST, [text]);
    await this.#zip.text(SIGNATURE, [`${toBase64(signature)}\n`]);
  }

  #person(person: Fingerprint): readonly ExportedPerson[] {
    const row = this.#deps.people.row(person);
    // Without a key nobody could say whose name it is.
    if (row === undefined || row.pem === '' || person === this.#deps.self.fingerprint) return [];
    const { fingerprint, pem, petname, claimed, firstSeen, lastSeen, accepted } = row;
    return [{ fingerprint, key: pem, petname, claimed, firstSeen, lastSeen, accepted, ...marksOf(row) }];
  }
}
