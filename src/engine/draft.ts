// What one commit will change, gathered by the parts that have a say in it. Later puts of the same key win.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { Changes, Puts, Removals } from '../store/changes.ts';
import type {
  BlobRow,
  ConversationRow,
  HeardRow,
  HeldRow,
  LedgerRow,
  MessageRow,
  OutboxRow,
  PersonRow,
  ReceiptRow,
} from '../store/rows.ts';

/** Rows to put and keys to remove, of one kind. */
export class Sheet<Key, Row> {
  readonly puts = new Map<Key, Row>();
  readonly gone = new Set<Key>();

  put(key: Key, row: Row): void {
    this.gone.delete(key);
    this.puts.set(key, row);
  }

  remove(key: Key): void {
    this.puts.delete(key);
    this.gone.add(key);
  }
}

export class Draft {
  readonly people = new Map<Fingerprint, PersonRow>();
  readonly conversations = new Sheet<ConversationId, ConversationRow>();
  readonly messages = new Sheet<string, MessageRow>();
  readonly outbox = new Sheet<string, OutboxRow>();
  readonly held = new Sheet<string, HeldRow>();
  readonly blobs = new Sheet<string, BlobRow>();
  readonly receipts = new Sheet<string, ReceiptRow>();
  readonly hear: HeardRow[] = [];
  /** Change of the number of messages held back. */
  heldMore = 0;
  ledger: LedgerRow | undefined;
  strict = false;

  isEmpty(): boolean {
    return (
      this.people.size === 0 &&
      this.ledger === undefined &&
      this.hear.length === 0 &&
      this.#sheets().every((sheet) => sheet.puts.size === 0 && sheet.gone.size === 0)
    );
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
      people: [...this.people.values()],
      conversations: rowsOf(this.conversations),
      messages: rowsOf(this.messages),
      outbox: rowsOf(this.outbox),
      held: rowsOf(this.held),
      blobs: rowsOf(this.blobs),
      receipts: rowsOf(this.receipts),
      ...(this.ledger !== undefined && { ledger: this.ledger }),
    };
  }

  #removals(): Removals {
    return {
      conversations: [...this.conversations.gone],
      messages: [...this.messages.gone],
      outbox: [...this.outbox.gone],
      held: [...this.held.gone],
      blobs: [...this.blobs.gone],
      receipts: [...this.receipts.gone],
    };
  }

  #sheets(): readonly Sheet<unknown, unknown>[] {
    return [this.conversations, this.messages, this.outbox, this.held, this.blobs, this.receipts];
  }
}

function rowsOf<Row>(sheet: Sheet<string, Row>): readonly Row[] {
  return [...sheet.puts.values()];
}
