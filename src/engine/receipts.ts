// Receipts we owe: stored with the message they are for, sent in batches, kept until they are on their way. They go to
// contacts only; a stranger's wait until the stranger was written to or named (PROTOCOL.md rule 9).
import { directId } from '../domain/conversation.ts';
import type { Fingerprint, MessageId } from '../domain/ids.ts';
import { messageKey } from '../domain/message.ts';
import { toBase64Url } from '../lib/base64.ts';
import type { XPart } from '../protocol/x.ts';
import { StoreError } from '../store/problem.ts';
import type { ReceiptRow } from '../store/rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { newOutboxRow } from './outbox.ts';
import type { Directory, Ground, Link, People } from './parts.ts';

type Kind = 'delivered' | 'read';
const KINDS: readonly Kind[] = ['delivered', 'read'];

export interface ReceiptsOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly directory: Directory;
  readonly people: People;
  readonly desk: Desk;
  /** Something new lies in the outbox. */
  readonly go: () => void;
}

/** Most messages in one receipt. */
const IDS = 200;
/** At most one frame per person in so many milliseconds. */
const PAUSE_MS = 1000;

export class Receipts {
  readonly #options: ReceiptsOptions;
  /** By author, then by the row's key. */
  readonly #owed = new Map<Fingerprint, Map<string, ReceiptRow>>();
  /** What is owed a receipt, by message key. */
  readonly #kinds = new Map<string, Kind>();
  readonly #lastSent = new Map<Fingerprint, number>();
  readonly #waiting = new Set<Fingerprint>();
  #isRunning = false;
  #isAgain = false;

  constructor(options: ReceiptsOptions, rows: readonly ReceiptRow[]) {
    this.#options = options;
    for (const row of rows) this.#add(row);
    options.directory.onChange(() => this.#go());
    options.link.onJoined(() => this.#go());
  }

  get isBusy(): boolean {
    return this.#isRunning;
  }

  /** Follows what was stored: new debts, or somebody who became a contact. */
  stored(draft: Draft): void {
    for (const key of draft.receipts.gone) this.#remove(key);
    for (const row of draft.receipts.puts.values()) this.#add(row);
    if (draft.receipts.puts.size + draft.people.puts.size > 0) this.#go();
  }

  /** Notes a receipt for a message of `author`. Call within `Desk.edit`; one row for all that the draft brings. */
  owe(draft: Draft, author: Fingerprint, id: MessageId, kind: Kind): void {
    const known = this.#kinds.get(messageKey(author, id));
    if (known === 'read' || known === kind) return;
    const drafts = [...draft.receipts.puts.values()];
    const key = messageKey(author, id);
    const row = drafts.find((one) => one.author === author) ??
      this.#owed.get(author)?.get(key) ?? { key, author, delivered: [], read: [] };
    if (!row[kind].includes(id)) draft.receipts.put(row.key, { ...row, [kind]: [...row[kind], id] });
  }

  #add(row: ReceiptRow): void {
    const owed = this.#owed.get(row.author) ?? new Map<string, ReceiptRow>();
    this.#remove(row.key);
    owed.set(row.key, row);
    this.#owed.set(row.author, owed);
    for (const kind of KINDS) for (const id of row[kind]) this.#kinds.set(messageKey(row.author, id), kind);
  }

  #remove(key: string): void {
    for (const [author, owed] of this.#owed) {
      const row = owed.get(key);
      if (row === undefined) continue;
      owed.delete(key);
      if (owed.size === 0) this.#owed.delete(author);
      for (const kind of KINDS) for (const id of row[kind]) this.#kinds.delete(messageKey(author, id));
    }
  }

  #go(): void {
    this.#isAgain = true;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isAgain) {
      this.#isAgain = false;
      // A turn later: what one commit brings goes into one receipt, and the commit's followers are done.
      await Promise.resolve();
      for (const author of this.#owed.keys()) if (this.#mayTell(author)) await this.#tell(author);
    }
    this.#isRunning = false;
  }

  #mayTell(author: Fingerprint): boolean {
    const { link, directory, people, ground } = this.#options;
    const row = people.row(author);
    if (
      !link.joined ||
      row?.accepted !== true ||
      row.blockedAt !== undefined ||
      row.xSeenAt === 0 ||
      !directory.isListed(author)
    )
      return false;
    const wait = (this.#lastSent.get(author) ?? -PAUSE_MS) + PAUSE_MS - ground.clock.monotonic();
    if (wait > 0) this.#goIn(author, wait);
    return wait <= 0;
  }

  #goIn(author: Fingerprint, ms: number): void {
    if (this.#waiting.has(author)) return;
    this.#waiting.add(author);
    this.#options.ground.clock.after(ms, () => {
      this.#waiting.delete(author);
      this.#go();
    });
  }

  async #tell(author: Fingerprint): Promise<void> {
    const { ground, desk, go } = this.#options;
    this.#lastSent.set(author, ground.clock.monotonic());
    const rows = atMost(IDS, this.#owed.get(author)?.values() ?? []);
    try {
      await desk.join((draft) => this.#move(draft, author, rows));
    } catch (error) {
      // They are still owed; the next message or list brings the next try.
      if (!(error instanceof StoreError)) throw error;
      return;
    }
    go();
    if (this.#owed.has(author)) this.#isAgain = true;
  }

  /** From what is owed into the outbox, in one commit. */
  #move(draft: Draft, author: Fingerprint, chosen: readonly ReceiptRow[]): void {
    const { ground, desk } = this.#options;
    const rows = chosen.flatMap((row) => draft.receipts.over(row.key, row) ?? []);
    const read = new Set(rows.flatMap((row) => row.read));
    const delivered = new Set(rows.flatMap((row) => row.delivered));
    for (const id of read) delivered.delete(id); // what is read has been delivered
    const x: XPart = { v: 1, receipt: { delivered: [...delivered], read: [...read] } };
    const key = `receipt|${author}|${toBase64Url(ground.random(16))}`;
    const place = {
      key,
      seq: desk.nextSeq(),
      conversation: directId(author),
      text: '',
      at: ground.clock.now(),
    };
    draft.outbox.put(key, newOutboxRow(place, 'receipt', [author], x));
    for (const row of rows) draft.receipts.remove(row.key);
  }
}

function idsIn({ delivered, read }: ReceiptRow): number {
  return delivered.length + read.length;
}

/** The first rows, up to `most` messages; one at least. */
function atMost(most: number, rows: Iterable<ReceiptRow>): readonly ReceiptRow[] {
  const taken: ReceiptRow[] = [];
  let count = 0;
  for (const row of rows) {
    count += idsIn(row);
    if (taken.length > 0 && count > most) break;
    taken.push(row);
  }
  return taken;
}
