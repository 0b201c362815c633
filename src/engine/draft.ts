// What one commit will change, gathered by the parts that have a say in it. Later puts of the same key win. A draft may lie
// on another one, whose changes it sees and does not touch.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { Changes, Puts, Removals } from '../store/changes.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type {
  BlobRow,
  ConversationRow,
  CorpusRow,
  HeardRow,
  HeldRow,
  LedgerRow,
  MessageRow,
  OutboxRow,
  PendingRow,
  ReceiptRow,
} from '../store/rows.ts';

/** Rows to put and keys to remove, of one kind. */
export class Sheet<Key, Row> {
  readonly puts = new Map<Key, Row>();
  readonly gone = new Set<Key>();
  readonly #below: Sheet<Key, Row> | undefined;

  constructor(below?: Sheet<Key, Row>) {
    this.#below = below;
  }

  get isEmpty(): boolean {
    return this.puts.size === 0 && this.gone.size === 0;
  }

  /** True when the row will be another one, or none, than is stored now. */
  touches(key: Key): boolean {
    return this.puts.has(key) || this.gone.has(key) || this.#below?.touches(key) === true;
  }

  /** The row as it will be, where `stored` is what it is now. */
  over(key: Key, stored: Row | undefined): Row | undefined {
    const row = this.puts.get(key);
    if (row !== undefined || this.gone.has(key)) return row;
    return this.#below === undefined ? stored : this.#below.over(key, stored);
  }

  put(key: Key, row: Row): void {
    this.gone.delete(key);
    this.puts.set(key, row);
  }

  remove(key: Key): void {
    this.puts.delete(key);
    this.gone.add(key);
  }

  add({ puts, gone }: Sheet<Key, Row>): void {
    for (const key of gone) this.remove(key);
    for (const [key, row] of puts) this.put(key, row);
  }
}

export class Draft {
  readonly people: Sheet<Fingerprint, PersonRow>;
  readonly conversations: Sheet<ConversationId, ConversationRow>;
  readonly messages: Sheet<string, MessageRow>;
  readonly outbox: Sheet<string, OutboxRow>;
  readonly held: Sheet<string, HeldRow>;
  readonly blobs: Sheet<string, BlobRow>;
  readonly receipts: Sheet<string, ReceiptRow>;
  readonly pending: Sheet<string, PendingRow>;
  readonly corpus: Sheet<number, CorpusRow>;
  readonly hear: HeardRow[] = [];
  /** Counters that the user has set anew (rule 3). */
  readonly follow: HeardRow[] = [];
  /** Change of the number of messages held back. */
  heldMore = 0;
  ledger: LedgerRow | undefined;
  strict = false;

  /** @param below Changes that will be stored together with these, before them. */
  constructor(below?: Draft) {
    this.people = new Sheet(below?.people);
    this.conversations = new Sheet(below?.conversations);
    this.messages = new Sheet(below?.messages);
    this.outbox = new Sheet(below?.outbox);
    this.held = new Sheet(below?.held);
    this.blobs = new Sheet(below?.blobs);
    this.receipts = new Sheet(below?.receipts);
    this.pending = new Sheet(below?.pending);
    this.corpus = new Sheet(below?.corpus);
  }

  isEmpty(): boolean {
    const { people, conversations, messages, outbox, held, blobs, receipts, pending, corpus } = this;
    const sheets = [people, conversations, messages, outbox, held, blobs, receipts, pending, corpus];
    return (
      this.ledger === undefined &&
      this.hear.length + this.follow.length === 0 &&
      sheets.every(({ isEmpty }) => isEmpty)
    );
  }

  /** Takes over the changes of a draft that lies on this one. */
  add(other: Draft): void {
    this.people.add(other.people);
    this.conversations.add(other.conversations);
    this.messages.add(other.messages);
    this.outbox.add(other.outbox);
    this.held.add(other.held);
    this.blobs.add(other.blobs);
    this.receipts.add(other.receipts);
    this.pending.add(other.pending);
    this.corpus.add(other.corpus);
    this.hear.push(...other.hear);
    this.follow.push(...other.follow);
    this.heldMore += other.heldMore;
    this.ledger = other.ledger ?? this.ledger;
    this.strict ||= other.strict;
  }

  changes(lastSeq: number): Changes {
    return {
      put: this.#puts(),
      remove: this.#removals(),
      ...(this.hear.length > 0 && { hear: this.hear }),
      ...(this.messages.puts.size + this.outbox.puts.size + this.held.puts.size > 0 && { lastSeq }),
      strict: this.strict,
    };
  }

  #puts(): Puts {
    return {
      people: rowsOf(this.people),
      conversations: rowsOf(this.conversations),
      messages: rowsOf(this.messages),
      outbox: rowsOf(this.outbox),
      held: rowsOf(this.held),
      blobs: rowsOf(this.blobs),
      receipts: rowsOf(this.receipts),
      pending: rowsOf(this.pending),
      corpus: rowsOf(this.corpus),
      ...(this.follow.length > 0 && { heard: this.follow }),
      ...(this.ledger !== undefined && { ledger: this.ledger }),
    };
  }

  #removals(): Removals {
    return {
      people: [...this.people.gone],
      conversations: [...this.conversations.gone],
      messages: [...this.messages.gone],
      outbox: [...this.outbox.gone],
      held: [...this.held.gone],
      blobs: [...this.blobs.gone],
      receipts: [...this.receipts.gone],
      pending: [...this.pending.gone],
      corpus: [...this.corpus.gone],
    };
  }
}

function rowsOf<Key, Row>(sheet: Sheet<Key, Row>): readonly Row[] {
  return [...sheet.puts.values()];
}
