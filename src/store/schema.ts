// The shape of the database: types for the program, and the list of steps that brought it here.
import type { DBSchema } from 'idb';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { SealedRow } from './codec.ts';
import type { IdentityRow, LockedIdentityRow } from './identity-rows.ts';
import type { PersonRow } from './person-rows.ts';
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
  PreferencesRow,
  ReceiptRow,
  ServerKey,
  ServerRow,
} from './rows.ts';

/** Single values, each under its name. */
export type MetaRow =
  | { readonly name: 'identity'; readonly value: IdentityRow | LockedIdentityRow }
  | { readonly name: 'preferences'; readonly value: PreferencesRow }
  | { readonly name: 'ledger'; readonly value: LedgerRow }
  | { readonly name: 'currentServer'; readonly value: ServerKey }
  | { readonly name: 'sequence'; readonly value: number }
  | { readonly name: 'commit'; readonly value: string }; // mark of the last commit that heard, see commit.ts

/** `negSeq` is −seq: so `getAll(range, 50)` gives the newest first in every engine, three times as fast as a cursor. */
export type StoredMessage = MessageRow & { readonly negSeq: number };

export interface Schema extends DBSchema {
  meta: { key: string; value: MetaRow | SealedRow };
  servers: { key: [string, string]; value: ServerRow | SealedRow };
  people: { key: Fingerprint; value: PersonRow | SealedRow };
  heard: { key: Fingerprint; value: HeardRow };
  conversations: { key: ConversationId; value: ConversationRow | SealedRow };
  messages: {
    key: string;
    value: StoredMessage | SealedRow;
    /** `byExpiry` holds only what disappears. */
    indexes: { byConversation: [string, number]; byExpiry: number };
  };
  outbox: { key: string; value: OutboxRow | SealedRow; indexes: { bySeq: number } };
  held: { key: string; value: HeldRow | SealedRow; indexes: { byConversation: string } };
  blobs: { key: string; value: BlobRow | SealedRow };
  receipts: { key: string; value: ReceiptRow | SealedRow };
  pending: { key: string; value: PendingRow | SealedRow };
  corpus: { key: number; value: CorpusRow | SealedRow };
}

export const STORES = [
  'meta',
  'servers',
  'people',
  'heard',
  'conversations',
  'messages',
  'outbox',
  'held',
  'blobs',
  'receipts',
  'pending',
  'corpus',
] as const;
export type StoreName = (typeof STORES)[number];

/** One step of the database's history, in plain IndexedDB: it must mean the same for ever. */
export type Migration = (db: IDBDatabase, transaction: IDBTransaction) => void;

/** Append only; never change a step that has been released. The version is the list's length. */
export const migrations: readonly Migration[] = [firstStores, fewerWrites, longerConversations];

function firstStores(db: IDBDatabase): void {
  db.createObjectStore('meta', { keyPath: 'name' });
  db.createObjectStore('servers', { keyPath: ['scheme', 'address'] });
  db.createObjectStore('people', { keyPath: 'fingerprint' });
  db.createObjectStore('heard', { keyPath: 'fingerprint' });
  db.createObjectStore('conversations', { keyPath: 'id' });
  const messages = db.createObjectStore('messages', { keyPath: 'key' });
  messages.createIndex('byConversation', ['conversation', 'negSeq']);
  messages.createIndex('byCounter', ['author', 'counter']);
  const outbox = db.createObjectStore('outbox', { keyPath: 'key' });
  outbox.createIndex('bySeq', 'seq');
  const held = db.createObjectStore('held', { keyPath: 'key' });
  held.createIndex('byConversation', 'message.conversation');
  db.createObjectStore('blobs', { keyPath: 'key' });
  db.createObjectStore('receipts', { keyPath: 'key' });
}

interface OldReceipt {
  readonly key: string;
  readonly author: string;
  readonly id: string;
  readonly kind: string;
}

const isOldReceipt = (row: unknown): row is OldReceipt =>
  typeof row === 'object' && row !== null && 'kind' in row && 'id' in row;

/** One row for the receipts of a commit instead of one for each message, and no index that nobody reads. */
function fewerWrites(_db: IDBDatabase, transaction: IDBTransaction): void {
  transaction.objectStore('messages').deleteIndex('byCounter');
  const rows = transaction.objectStore('receipts').openCursor();
  rows.addEventListener('success', () => {
    const cursor = rows.result;
    if (cursor === null) return;
    const old: unknown = cursor.value;
    if (isOldReceipt(old)) {
      const { key, author, id, kind } = old;
      const isRead = kind === 'read';
      cursor.update({ key, author, delivered: isRead ? [] : [id], read: isRead ? [id] : [] });
    }
    cursor.continue();
  });
}

/** Acts that came before their message, the texts that search goes through, and what disappears by its time. */
function longerConversations(db: IDBDatabase, transaction: IDBTransaction): void {
  db.createObjectStore('pending', { keyPath: 'key' });
  db.createObjectStore('corpus', { keyPath: 'block' });
  transaction.objectStore('messages').createIndex('byExpiry', 'expiresAt');
}
