// The first read: everything that is kept in memory, in one transaction. Messages and files stay where they are.
import { metaOf, type Meta } from './meta.ts';
import type { Source } from './codec.ts';
import type { ConversationRow, OutboxRow, PendingRow, PersonRow, ReceiptRow, ServerRow } from './rows.ts';
import type { MetaRow } from './schema.ts';
import { reading } from './transaction.ts';

export interface Loaded extends Meta {
  readonly servers: readonly ServerRow[];
  readonly people: readonly PersonRow[];
  readonly conversations: readonly ConversationRow[];
  readonly outbox: readonly OutboxRow[]; // in the order of sending
  readonly receipts: readonly ReceiptRow[];
  readonly pending: readonly PendingRow[]; // few, see engine/acts-pending.ts
  readonly heldCount: number;
}

/** Reads it all at one moment. */
export async function load({ db, open }: Source): Promise<Loaded> {
  const [meta, servers, people, conversations, outbox, receipts, pending, heldCount] = await reading(
    db,
    ['meta', 'servers', 'people', 'conversations', 'outbox', 'receipts', 'pending', 'held'],
    (transaction) =>
      Promise.all([
        transaction.objectStore('meta').getAll(),
        transaction.objectStore('servers').getAll(),
        transaction.objectStore('people').getAll(),
        transaction.objectStore('conversations').getAll(),
        transaction.objectStore('outbox').index('bySeq').getAll(),
        transaction.objectStore('receipts').getAll(),
        transaction.objectStore('pending').getAll(),
        transaction.objectStore('held').count(),
      ]),
  );
  return {
    ...metaOf(await open<MetaRow>('meta', meta)),
    servers: await open<ServerRow>('servers', servers),
    people: await open<PersonRow>('people', people),
    conversations: await open<ConversationRow>('conversations', conversations),
    outbox: await open<OutboxRow>('outbox', outbox),
    receipts: await open<ReceiptRow>('receipts', receipts),
    pending: await open<PendingRow>('pending', pending),
    heldCount,
  };
}
