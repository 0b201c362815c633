// A store in memory that keeps the contract of test/store, for tests with very many commits.
import type { Fingerprint } from '../../src/domain/ids.ts';
import type { Changes, Puts, Removals } from '../../src/store/changes.ts';
import { hearAll } from '../../src/store/heard.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import { StoreError } from '../../src/store/problem.ts';
import type * as rows from '../../src/store/rows.ts';
import type { Store } from '../../src/store/store.ts';

type Kind = Exclude<keyof Table, 'corpus'>;
interface Table {
  people: Map<string, PersonRow>;
  conversations: Map<string, rows.ConversationRow>;
  messages: Map<string, rows.MessageRow>;
  outbox: Map<string, rows.OutboxRow>;
  held: Map<string, rows.HeldRow>;
  blobs: Map<string, rows.BlobRow>;
  receipts: Map<string, rows.ReceiptRow>;
  pending: Map<string, rows.PendingRow>;
  corpus: Map<number, rows.CorpusRow>;
}
const KINDS: readonly Kind[] = [
  'people',
  'conversations',
  'messages',
  'outbox',
  'held',
  'blobs',
  'receipts',
  'pending',
];

/** What outlives a crash: hand it to the next `memoryStore`. */
export class Disk {
  readonly tables: Table = {
    people: new Map(),
    conversations: new Map(),
    messages: new Map(),
    outbox: new Map(),
    held: new Map(),
    blobs: new Map(),
    receipts: new Map(),
    pending: new Map(),
    corpus: new Map(),
  };
  heard = new Map<Fingerprint, number>();
  ledger: rows.LedgerRow | undefined;
  lastSeq = 0;
}

export interface MemoryStore extends Store {
  /** From now on nothing reaches the disk, as after a crash. */
  kill(): void;
  /** Commits that fail from now on, and as what. */
  failNext: number;
  failAs: 'broken' | 'full';
  /**
   * The whole program ends within the n-th commit from now on, before it is stored or right after: then `onDeath` is called,
   * and nothing reaches the disk any more.
   */
  dieIn(commits: number, isStored: boolean, onDeath: () => void): void;
  /** Neither faults nor death any more. */
  calm(): void;
}

export function memoryStore(disk: Disk): MemoryStore {
  let isClosed = false;
  let death: { left: number; readonly isStored: boolean; readonly onDeath: () => void } | undefined;
  const die = (changes: Changes): void => {
    if (death === undefined) return;
    death.left -= 1;
    if (death.left > 0) return;
    if (death.isStored) apply(disk, changes);
    isClosed = true;
    death.onDeath();
  };
  const open = (): Disk => {
    if (isClosed) throw new StoreError('closed');
    return disk;
  };
  const { tables } = disk;
  const store: MemoryStore = {
    failNext: 0,
    failAs: 'broken',
    dieIn(left, isStored, onDeath) {
      death = { left, isStored, onDeath };
    },
    calm() {
      store.failNext = 0;
      death = undefined;
    },
    kill() {
      isClosed = true;
    },
    use() {
      throw new StoreError('refused');
    },
    async load() {
      open();
      return {
        identity: undefined,
        preferences: undefined,
        currentServer: undefined,
        servers: [],
        ledger: disk.ledger,
        lastSeq: disk.lastSeq,
        people: [...tables.people.values()],
        conversations: [...tables.conversations.values()],
        outbox: [...tables.outbox.values()].sort((a, b) => a.seq - b.seq),
        receipts: [...tables.receipts.values()],
        pending: [...tables.pending.values()],
        heldCount: tables.held.size,
      };
    },
    async messagesBefore(conversation, beforeSeq, limit) {
      open();
      const found = [...tables.messages.values()]
        .filter((row) => row.conversation === conversation && row.seq < (beforeSeq ?? Infinity))
        .sort((a, b) => a.seq - b.seq);
      return limit < 1 ? [] : found.slice(-limit);
    },
    async messagesAfter(conversation, afterSeq, limit) {
      open();
      const found = [...tables.messages.values()]
        .filter((row) => row.conversation === conversation && row.seq > afterSeq)
        .sort((a, b) => a.seq - b.seq);
      return found.slice(0, Math.max(0, limit));
    },
    messageCount: async (conversation) =>
      [...open().tables.messages.values()].filter((row) => row.conversation === conversation).length,
    message: async (key) => open().tables.messages.get(key),
    nextToExpire: async (limit) =>
      [...open().tables.messages.values()]
        .filter((row) => row.expiresAt !== undefined)
        .sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0))
        .slice(0, limit),
    hasMessage: async (key) => open().tables.messages.has(key),
    hasMessages: async (keys) => new Set(keys.filter((key) => open().tables.messages.has(key))),
    heard: async (people) =>
      new Map(
        people.flatMap((one) => (open().heard.has(one) ? [[one, disk.heard.get(one) ?? 0] as const] : [])),
      ),
    people: async (people) =>
      new Map(
        people.flatMap((one) => {
          const row = open().tables.people.get(one);
          return row === undefined ? [] : [[one, row] as const];
        }),
      ),
    held: async (conversation) =>
      [...open().tables.held.values()].filter(
        (row) => conversation === undefined || row.message.conversation === conversation,
      ),
    blob: async (key) => open().tables.blobs.get(key),
    blobKeys: async () => [...open().tables.blobs.keys()],
    // Queries come with their own IndexedDB: tests of what asks them run over its stand-in.
    read: () => Promise.reject(new StoreError('refused')),
    async commit(changes) {
      await Promise.resolve();
      open();
      if (store.failNext > 0) {
        store.failNext -= 1;
        throw new StoreError(store.failAs);
      }
      die(changes);
      open();
      return apply(disk, changes);
    },
    async wipe() {
      for (const kind of KINDS) tables[kind].clear();
      disk.heard.clear();
      isClosed = true;
    },
    close() {
      isClosed = true;
    },
  };
  return store;
}

function apply(disk: Disk, { put = {}, remove = {}, hear = [], lastSeq }: Changes): 'done' | 'conflict' {
  const counters = hearAll(disk.heard, hear);
  if (counters === undefined) return 'conflict';
  for (const [person, counter] of counters) disk.heard.set(person, counter);
  for (const { fingerprint, counter } of put.heard ?? []) disk.heard.set(fingerprint, counter);
  for (const kind of KINDS) {
    for (const key of keysOf(remove, kind)) disk.tables[kind].delete(key);
    for (const row of rowsOf(put, kind)) {
      const table = disk.tables[kind] as Map<string, unknown>;
      table.set(keyOf(row), kind === 'blobs' ? row : structuredClone(row));
    }
  }
  if (put.ledger !== undefined) disk.ledger = put.ledger;
  disk.lastSeq = lastSeq ?? disk.lastSeq;
  return 'done';
}

function rowsOf(put: Puts, kind: Kind): readonly object[] {
  return put[kind] ?? [];
}
function keysOf(remove: Removals, kind: Kind): readonly string[] {
  return remove[kind] ?? [];
}
function keyOf(row: object): string {
  const { key, id, fingerprint } = row as { key?: string; id?: string; fingerprint?: string };
  return key ?? fingerprint ?? id ?? '';
}
