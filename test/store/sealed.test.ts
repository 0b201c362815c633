// The store behind an app lock: it keeps the whole contract, nothing of what people wrote can be read in the database, and
// no row can be laid in another one's place.
import '../support/fake-idb.ts';
import { describe, expect, it } from 'vitest';
import { rootKeys } from '../../src/crypto/app-lock.ts';
import { lockCodec } from '../../src/engine/lock/codec.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { Codec } from '../../src/store/codec.ts';
import { corpusRows } from '../../src/store/corpus.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { formsFound, rawDump } from '../support/raw-dump.ts';
import { storeContract } from './contract.ts';
import { anna, conversation, conversationRow, messageRow, outboxRow, personRow } from './sample-rows.ts';

const newCodec = async (): Promise<Codec> => lockCodec(await rootKeys(systemRandom(32)), systemRandom);
const quiet = { onTrouble: () => undefined };

describe('a store behind a lock keeps the contract', () => {
  // A key without its lock is never put there; one with it: test/engine/lock.test.ts.
  const cases = storeContract.filter(({ name }) => !name.startsWith('a private key'));
  for (const [index, contract] of cases.entries()) {
    it(contract.name, async () => {
      const codec = await newCodec();
      const opened: Store[] = [];
      await contract.run(async (options) => {
        const store = await openStore(`sealed-contract-${index}`, { ...quiet, ...options });
        store.use(codec);
        opened.push(store);
        return store;
      });
      for (const store of opened) store.close();
    });
  }
});

const SECRETS = {
  text: 'the cake is in the cellar',
  petname: 'Aunt Clementine',
  draft: 'not yet said aloud',
  address: 'secret.host.example:8001',
  queued: 'on its way to somebody',
  file: 'inside of a picture',
  searched: 'folded words of all',
};

async function fill(store: Store): Promise<void> {
  await store.commit({
    put: {
      ledger: { lastFrame: 1, lastHello: 2, highestAccepted: 3 },
      currentServer: { address: SECRETS.address, scheme: 'wss' },
      servers: [
        { address: SECRETS.address, scheme: 'wss', dialect: 'v12', addedAt: 1, lastJoinedAt: undefined },
      ],
      people: [{ ...personRow('anna'), petname: SECRETS.petname }],
      conversations: [conversationRow('anna', { draft: SECRETS.draft, mutedUntil: Infinity })],
      messages: [messageRow(1, { text: SECRETS.text, expiresAt: 77 }), messageRow(2)],
      outbox: [outboxRow(1, { message: SECRETS.queued, x: { t: SECRETS.queued } })],
      held: [
        {
          key: 'h',
          message: messageRow(9, { text: SECRETS.text }),
          heldAt: 1,
          blob: new Blob([SECRETS.file]),
        },
      ],
      blobs: [{ key: messageRow(1).key, blob: new Blob([SECRETS.file]) }],
      receipts: [{ key: 'r', author: anna, delivered: [], read: [] }],
      pending: [
        {
          key: 'p',
          target: 't',
          conversation: conversation('anna'),
          by: anna,
          counter: 1,
          act: { edit: SECRETS.text },
          text: SECRETS.text,
          at: 1,
        },
      ],
      corpus: [
        {
          block: 0,
          upTo: 2,
          seqs: Float64Array.of(1, 2),
          where: Uint16Array.of(0, 0),
          places: [{ conversation: conversation('anna'), author: anna }],
          texts: `${SECRETS.searched}\n\n`,
        },
      ],
    },
    lastSeq: 9,
  });
}

const found = (dump: string): readonly string[] =>
  Object.entries(SECRETS)
    .filter(([, secret]) => formsFound(dump, secret).length > 0)
    .map(([what]) => what);

describe('behind a lock', () => {
  it('nothing that people wrote, named or joined can be read; without one, the same search finds all of it', async () => {
    const open = await openStore('readable', quiet);
    await fill(open);
    expect(found(await rawDump('readable'))).toEqual(Object.keys(SECRETS));
    const sealed = await openStore('unreadable', quiet);
    sealed.use(await newCodec());
    await fill(sealed);
    const dump = await rawDump('unreadable');
    expect(found(dump)).toEqual([]);
    expect(formsFound(dump, 'example')).toEqual([]);
    expect(dump).toContain(anna); // whose messages lie here is what keys and indexes say
    open.close();
    sealed.close();
  });

  it('every row comes back whole', async () => {
    const [open, sealed] = [await openStore('whole', quiet), await openStore('whole sealed', quiet)];
    sealed.use(await newCodec());
    const read = async (store: Store) => {
      await fill(store);
      const { blob, ...held } = (await store.held(conversation('anna')))[0] ?? {};
      return {
        loaded: await store.load(),
        page: await store.messagesBefore(conversation('anna'), undefined, 10),
        next: await store.nextToExpire(10),
        corpus: await store.read(corpusRows(0, 0)),
        people: await store.people([anna]),
        held,
        heldBytes: await blob?.text(),
        bytes: await (await store.blob(messageRow(1).key))?.blob.text(),
      };
    };
    expect(await read(sealed)).toEqual(await read(open));
    await sealed.commit({ remove: { servers: [{ address: SECRETS.address, scheme: 'wss' }] } });
    expect((await sealed.load()).servers).toEqual([]);
    open.close();
    sealed.close();
  });

  it('a large file is sealed piece by piece, and comes back', async () => {
    const store = await openStore('large', quiet);
    store.use(await newCodec());
    const bytes = new Uint8Array(2 * 1024 * 1024 + 5).map((_, at) => at % 251);
    for (const [at, size] of [0, 1024 * 1024, bytes.length].entries()) {
      const key = `k${at}`;
      await store.commit({ put: { blobs: [{ key, blob: new Blob([bytes.subarray(0, size)]) }] } });
      const back = await (await store.blob(key))?.blob.arrayBuffer();
      expect(Buffer.from(back ?? new ArrayBuffer(1)).equals(bytes.subarray(0, size))).toBe(true);
    }
    store.close();
  });

  it('a row that somebody changed, moved or laid there unsealed is refused', async () => {
    const codec = await newCodec();
    const store = await openStore('changed', quiet);
    store.use(codec);
    await store.commit({ put: { messages: [messageRow(1), messageRow(2)], people: [personRow('anna')] } });
    const change = async (edit: (objects: IDBTransaction) => void): Promise<void> => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('changed');
        request.addEventListener('success', () => resolve(request.result));
      });
      const transaction = db.transaction(['messages', 'people'], 'readwrite');
      edit(transaction);
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
      db.close();
    };
    const broken = expect.objectContaining({ kind: 'broken' });
    await change((all) => all.objectStore('people').put(personRow('anna')));
    await expect(store.people([anna])).rejects.toEqual(broken);
    await change((all) => {
      const messages = all.objectStore('messages');
      const first = messages.get(messageRow(1).key);
      first.addEventListener('success', () => {
        messages.put({ ...first.result, key: messageRow(2).key });
      });
    });
    await expect(store.message(messageRow(2).key)).rejects.toEqual(broken);
    expect((await store.message(messageRow(1).key))?.text).toBe('message 1');
    // It is missed at the next start, and shuts nobody out.
    await store.commit({ put: { people: [personRow('ben')] } });
    expect((await store.load()).people.map(({ petname }) => petname)).toEqual([personRow('ben').petname]);
    store.close();
  });

  it('another key opens nothing, and without one nothing sealed is seen', async () => {
    const store = await openStore('other key', quiet);
    store.use(await newCodec());
    await fill(store);
    store.close();
    const without = await openStore('other key', quiet);
    const loaded = await without.load();
    expect([loaded.people, loaded.servers, loaded.conversations, loaded.outbox]).toEqual([[], [], [], []]);
    without.use(await newCodec());
    await expect(without.load()).rejects.toMatchObject({ kind: 'broken' });
    without.close();
  });
});
