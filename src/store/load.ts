// The first read: everything that is kept in memory, in one transaction. Messages and files stay where they are.
import { metaOf, type Meta } from './meta.ts';
import type { Database } from './open-database.ts';
import type { ConversationRow, OutboxRow, PersonRow, ReceiptRow, ServerRow } from './rows.ts';
import { reading } from './transaction.ts';

export interface Loaded extends Meta {
  readonly servers: readonly ServerRow[];
  readonly people: readonly PersonRow[];
  readonly conversations: readonly ConversationRow[];
  readonly outbox: readonly OutboxRow[]; // in the order of sending
  readonly receipts: readonly ReceiptRow[];
  readonly heldCount: number;
}

/** Reads it all at one moment. */
export async function load(db: Database): Promise<Loaded> {
  const [meta, servers, people, conversations, outbox, receipts, heldCount] = await reading(
    db,
    ['meta', 'servers', 'people', 'conversations', 'outbox', 'receipts', 'held'],
    (transaction) =>
      Promise.all([
        transaction.objectStore('meta').getAll(),
        transaction.objectStore('servers').getAll(),
        transaction.objectStore('people').getAll(),
        transaction.objectStore('conversations').getAll(),
        transaction.objectStore('outbox').index('bySeq').getAll(),
        transaction.objectStore('receipts').getAll(),
        transaction.objectStore('held').count(),
      ]),
  );
  return { ...metaOf(meta), servers, people, conversations, outbox, receipts, heldCount };
}
