// The store as the engine sees it: what was there at the start, a few reads, and one way to write.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { toHex } from '../lib/bytes.ts';
import { systemClock, systemRandom } from '../lib/clock.ts';
import { openPlain, sourceOf, type Codec, type Source } from './codec.ts';
import { blobByKey, blobKeys } from './blobs.ts';
import type { Changes } from './changes.ts';
import { commit } from './commit.ts';
import { createConnection, type Connection } from './connection.ts';
import { heardCounters } from './heard.ts';
import { heldMessages } from './held.ts';
import { load, type Loaded } from './load.ts';
import {
  messageByKey,
  messageCount,
  messagesAfter,
  messagesBefore,
  nextToExpire,
  presentKeys,
} from './messages.ts';
import { deleteDatabase } from './open-database.ts';
import { peopleByFingerprint } from './people.ts';
import type { StoreTrouble } from './problem.ts';
import type { PersonRow } from './person-rows.ts';
import type { BlobRow, HeldRow, MessageRow } from './rows.ts';
import { migrations, type Migration } from './schema.ts';
import { writesOf } from './write-rows.ts';

/** Every method may throw `StoreError`; reads and commits have been tried three times before they do. */
export interface Store {
  /** From now on rows are sealed and opened by `codec`: behind an app lock. Before, those that are sealed are not seen. */
  use(codec: Codec): void;
  load(): Promise<Loaded>;
  /** The newest `limit` messages with `seq` < `beforeSeq` (of all when undefined), oldest first. */
  messagesBefore(
    conversation: ConversationId,
    beforeSeq: number | undefined,
    limit: number,
  ): Promise<readonly MessageRow[]>;
  /** The oldest `limit` messages with `seq` > `afterSeq`, oldest first. */
  messagesAfter(
    conversation: ConversationId,
    afterSeq: number,
    limit: number,
  ): Promise<readonly MessageRow[]>;
  messageCount(conversation: ConversationId): Promise<number>;
  message(key: string): Promise<MessageRow | undefined>;
  /** The `limit` messages that disappear first, whether their time has come or not. */
  nextToExpire(limit: number): Promise<readonly MessageRow[]>;
  hasMessage(key: string): Promise<boolean>;
  /** Which of these keys are stored already. */
  hasMessages(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Highest counter accepted from each of these keys; keys never heard are absent. */
  heard(fingerprints: readonly Fingerprint[]): Promise<ReadonlyMap<Fingerprint, number>>;
  people(fingerprints: readonly Fingerprint[]): Promise<ReadonlyMap<Fingerprint, PersonRow>>;
  /** Messages held back (PROTOCOL.md rule 3), of one conversation or of all. */
  held(conversation?: ConversationId): Promise<readonly HeldRow[]>;
  blob(key: string): Promise<BlobRow | undefined>;
  /** Message keys of all stored files. */
  blobKeys(): Promise<readonly string[]>;
  /** Answers a query that loads with the part that asks it (corpus.ts). */
  read<Result>(query: Query<Result>): Promise<Result>;
  /** One transaction, in the order of the calls. `conflict`: a counter in `hear` was not new, and nothing was stored. */
  commit(changes: Changes): Promise<'done' | 'conflict'>;
  /** Deletes the whole database; afterwards this store is closed. */
  wipe(): Promise<void>;
  close(): void;
}

/** Reads only. */
export type Query<Result> = (source: Source) => Promise<Result>;

export interface StoreOptions {
  /** Told once, when the connection was taken away; everything asked for later throws. */
  readonly onTrouble: (trouble: StoreTrouble) => void;
  /** For the pauses between tries; real time unless a test owns it. */
  readonly clock?: Clock;
  /** Another history of the database, for tests of it. */
  readonly migrations?: readonly Migration[];
}

/** Opens the database `name`, making or migrating it. Throws `StoreError`. */
export async function openStore(name: string, options: StoreOptions): Promise<Store> {
  const clock = options.clock ?? systemClock;
  const connection = createConnection(name, {
    migrations: options.migrations ?? migrations,
    clock,
    onTrouble: options.onTrouble,
  });
  await connection.use(() => Promise.resolve());
  return createStore(name, connection, clock);
}

function createStore(name: string, connection: Connection, clock: Clock): Store {
  const inTurn = createQueue();
  const opening = toHex(systemRandom(8));
  let commits = 0;
  let codec: Codec | undefined;
  const read = <Result>(query: Query<Result>): Promise<Result> =>
    connection.use((db) => query(sourceOf(db, codec?.open ?? openPlain)));
  return {
    use: (next) => void (codec = next),
    load: () => read(load),
    messagesBefore: (...page) => read((source) => messagesBefore(source, ...page)),
    messagesAfter: (...page) => read((source) => messagesAfter(source, ...page)),
    messageCount: (conversation) => read((source) => messageCount(source, conversation)),
    message: (key) => read((source) => messageByKey(source, key)),
    nextToExpire: (limit) => read((source) => nextToExpire(source, limit)),
    hasMessage: async (key) => (await read((source) => presentKeys(source, [key]))).has(key),
    hasMessages: (keys) => read((source) => presentKeys(source, keys)),
    heard: (fingerprints) => read((source) => heardCounters(source, fingerprints)),
    people: (fingerprints) => read((source) => peopleByFingerprint(source, fingerprints)),
    held: (conversation) => read((source) => heldMessages(source, conversation)),
    blob: (key) => read((source) => blobByKey(source, key)),
    blobKeys: () => read(blobKeys),
    read,
    commit(changes) {
      commits += 1;
      const mark = `${opening}-${commits}`;
      return inTurn(async () => {
        const plain = writesOf(changes);
        const writes = codec === undefined ? plain : await codec.seal(plain);
        return connection.use((db, attempt) => commit(db, changes, { writes, mark, isRetry: attempt > 0 }));
      });
    },
    wipe: () =>
      inTurn(async () => {
        connection.close();
        await deleteDatabase(name, clock);
      }),
    close: () => connection.close(),
  };
}

/**
 * Runs tasks one after the other. A commit that has to be tried again must not be overtaken by a later one, or it would
 * put old rows over new ones.
 */
function createQueue(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
