// What a breaking IndexedDB costs the user: nothing that was promised is lost, nothing is stored twice, and no fault is
// for ever (R04, R06).
import '../support/fake-idb.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageId } from '../../src/domain/ids.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { hasKind } from './contract.ts';
import { installFaults, PASSING_FAULTS, type FaultKind, type Faults } from './faults.ts';
import { anna, ben, conversation, conversationRow, messageRow, outboxRow } from './sample-rows.ts';

const ROUNDS = 24;
let faults: Faults;
let run = 0;
beforeEach(() => (faults = installFaults()));
afterEach(() => faults.remove());

const open = (name: string): Promise<Store> => openStore(name, { onTrouble: () => undefined });

/** A day in the life of a store; throws where an answer is not what it must be. */
async function live(name: string): Promise<void> {
  const store = await open(name);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [mine, theirs] = [2 * round - 1, 2 * round];
    const commit = store.commit({
      put: {
        messages: [messageRow(mine, { author: 'me', state: { kind: 'queued' } }), messageRow(theirs)],
        conversations: [conversationRow('anna', { lastSeq: theirs, unread: round })],
        outbox: [outboxRow(mine)],
      },
      remove: { outbox: [outboxRow(mine - 2).key] },
      hear: [{ fingerprint: anna, counter: round }],
      lastSeq: theirs,
    });
    const draft = store.commit({ put: { conversations: [conversationRow('ben', { draft: `${round}` })] } });
    expect(await commit).toBe('done');
    expect(await draft).toBe('done');
    if (round % 8 === 0)
      expect((await store.messagesBefore(conversation('anna'), undefined, 4)).length).toBe(4);
  }
  expect(await store.commit({ hear: [{ fingerprint: anna, counter: ROUNDS }] })).toBe('conflict');
  store.close();
}

/** What must be there afterwards, seen by a program that knows of no faults. */
async function check(name: string): Promise<void> {
  const store = await open(name);
  const loaded = await store.load();
  const messages = await store.messagesBefore(conversation('anna'), undefined, 1000);
  expect(messages.map((row) => row.seq)).toEqual(Array.from({ length: 2 * ROUNDS }, (_, index) => index + 1));
  expect(loaded.outbox.map((row) => row.seq)).toEqual([2 * ROUNDS - 1]);
  expect(loaded.lastSeq).toBe(2 * ROUNDS);
  expect(loaded.conversations.map((row) => [row.unread, row.draft])).toEqual([
    [ROUNDS, ''],
    [0, `${ROUNDS}`],
  ]);
  expect([...(await store.heard([anna]))]).toEqual([[anna, ROUNDS]]);
  await store.wipe();
}

async function liveWith(n: number, kind: FaultKind): Promise<void> {
  run += 1;
  faults.arm(n, kind);
  await live(`fault-${run}`);
  faults.calm();
  await check(`fault-${run}`);
}

describe('a fault at the n-th operation', () => {
  it('has more than 200 operations to hit', async () => {
    faults.calm();
    await live('count');
    expect(faults.count).toBeGreaterThan(200);
    await check('count');
  });

  const kinds = process.env['TEST_LONG'] === undefined ? 1 : PASSING_FAULTS.length;
  it('costs nothing, whichever it is, n = 1 … 200', { timeout: 120_000 }, async () => {
    for (let n = 1; n <= 200; n += 1) {
      for (let turn = 0; turn < kinds; turn += 1) {
        const kind = PASSING_FAULTS[(n + turn) % PASSING_FAULTS.length] ?? 'abort';
        await liveWith(n, kind).catch((error: unknown) => {
          throw new Error(`${kind} at operation ${n}`, { cause: error });
        });
      }
    }
  });
});

describe('a fault that stays', () => {
  const lasting = PASSING_FAULTS.filter((kind) => kind !== 'late');
  it.each(lasting)(
    '%s: the commit fails as broken and left nothing; when it is over, all works',
    async (kind) => {
      const name = `stays-${kind}`;
      const store = await open(name);
      faults.arm(1, kind, 1000);
      const hear = [{ fingerprint: anna, counter: 1 }];
      const commit = store.commit({ put: { messages: [messageRow(1)] }, hear });
      await expect(commit).rejects.toSatisfy(hasKind('broken'));
      await expect(store.load()).rejects.toSatisfy(hasKind('broken'));
      faults.calm();
      expect(await store.hasMessage(messageRow(1).key)).toBe(false);
      expect(await store.commit({ hear })).toBe('done');
      await store.wipe();
    },
  );

  it('a commit that was stored although it was reported as aborted is done, not a replay of itself', async () => {
    const store = await open('late');
    faults.arm(1, 'late');
    const hear = [{ fingerprint: anna, counter: 1 }];
    expect(await store.commit({ put: { messages: [messageRow(1)] }, hear })).toBe('done');
    expect(await store.hasMessage(messageRow(1).key)).toBe(true);
    expect(await store.commit({ hear })).toBe('conflict');
    await store.wipe();
  });

  it('a full disk is told as full, reading goes on, and smaller things can still be stored', async () => {
    const store = await open('full');
    await store.commit({ put: { messages: [messageRow(1)] } });
    faults.arm(2, 'QuotaExceededError', 1); // 1 opens the transaction, 2 is the put
    await expect(store.commit({ put: { messages: [messageRow(2)] } })).rejects.toSatisfy(hasKind('full'));
    expect(await store.hasMessage(messageRow(1).key)).toBe(true);
    expect(await store.hasMessage(messageRow(2).key)).toBe(false);
    expect(await store.commit({ put: { outbox: [outboxRow(1)] } })).toBe('done');
    await store.wipe();
  });

  it.each([0, 1, 30])('a disk found full %i turns later is told as full, too', async (turns) => {
    const store = await open('full-late');
    faults.onTransaction = (transaction) => {
      Object.defineProperty(transaction, 'error', { get: () => new DOMException('', 'QuotaExceededError') });
      if (turns === 0) transaction.abort();
      else void afterTurns(turns).then(() => transaction.abort());
    };
    await expect(store.commit({ put: { messages: [messageRow(1)] } })).rejects.toSatisfy(hasKind('full'));
    faults.onTransaction = undefined;
    expect(await store.hasMessage(messageRow(1).key)).toBe(false);
    await store.wipe();
  });
});

describe('a database that has vanished between two operations', () => {
  it('is lost: nothing is made in its place, also where no page was told of it (R07)', async () => {
    const troubles: string[] = [];
    const store = await openStore('evicted', { onTrouble: (trouble) => troubles.push(trouble) });
    await store.commit({ put: { outbox: [outboxRow(1)] } });
    faults.arm(1, 'close'); // the connection goes, as at an eviction …
    faults.onClose = () => indexedDB.deleteDatabase('evicted'); // … and the data with it
    await expect(store.commit({ put: { outbox: [outboxRow(2)] } })).rejects.toSatisfy(hasKind('lost'));
    expect(troubles).toEqual(['lost']);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('evicted');
  });
});

describe('order under faults', () => {
  it('a commit that is tried again is not overtaken by the next', async () => {
    const store = await open('order');
    faults.arm(2, 'UnknownError', 1);
    const first = store.commit({ put: { conversations: [conversationRow('anna', { draft: 'old' })] } });
    const second = store.commit({ put: { conversations: [conversationRow('anna', { draft: 'new' })] } });
    await Promise.all([first, second]);
    expect((await store.load()).conversations[0]?.draft).toBe('new');
    await store.wipe();
  });

  it('a replay that meets a fault is still a replay', async () => {
    for (let n = 1; n <= 4; n += 1) {
      const store = await open('replay');
      await store.commit({ hear: [{ fingerprint: anna, counter: 5 }] });
      faults.arm(n, 'AbortError');
      const replay = store.commit({
        put: { messages: [messageRow(9, { id: 'again' as MessageId, author: ben })] },
        hear: [{ fingerprint: anna, counter: 5 }],
      });
      expect(await replay).toBe('conflict');
      faults.calm();
      await store.wipe();
    }
  });

  it('after a failed commit the next ones are still done', async () => {
    const store = await open('after');
    faults.arm(1, 'UnknownError', 4);
    const failing = store.commit({ put: { outbox: [outboxRow(1)] } });
    const next = store.commit({ put: { outbox: [outboxRow(2)] } });
    await expect(failing).rejects.toSatisfy(hasKind('broken'));
    expect(await next).toBe('done');
    await store.wipe();
  });
});

async function afterTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}
