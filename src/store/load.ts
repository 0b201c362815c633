// The first read: everything that is kept in memory, in one transaction. Messages and files stay where they are.
import { StoreError } from './problem.ts';
import { metaOf, type Meta } from './meta.ts';
import type { Open, SealedRow, Source } from './codec.ts';
import type { PersonRow } from './person-rows.ts';
import type { ConversationRow, OutboxRow, PendingRow, ReceiptRow, ServerRow } from './rows.ts';
import type { MetaRow, StoreName } from './schema.ts';
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
    servers: await whole<ServerRow>(open, 'servers', servers),
    people: await whole<PersonRow>(open, 'people', people),
    conversations: await whole<ConversationRow>(open, 'conversations', conversations),
    outbox: await whole<OutboxRow>(open, 'outbox', outbox),
    receipts: await whole<ReceiptRow>(open, 'receipts', receipts),
    pending: await whole<PendingRow>(open, 'pending', pending),
    heldCount,
  };
}

/** All rows that open: one that was damaged must not shut out the others. */
async function whole<Row extends object>(
  open: Open,
  store: StoreName,
  rows: readonly (Row | SealedRow)[],
): Promise<readonly Row[]> {
  const opened = rows.map((row) => open<Row>(store, [row]).catch(unlessBroken));
  return (await Promise.all(opened)).flat();
}

function unlessBroken(error: unknown): [] {
  if (!(error instanceof StoreError && error.kind === 'broken')) throw error;
  return [];
}
