// Opening: history of the database, other pages in the way, and browsers that do not answer.
import '../support/fake-idb.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { StoreTrouble } from '../../src/store/problem.ts';
import { migrations, STORES, type Migration } from '../../src/store/schema.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { hasKind } from './contract.ts';
import { personRow } from './sample-rows.ts';

const quiet = { onTrouble: () => undefined };
const addNothing: Migration = () => undefined;

describe('migrations', () => {
  it('have made these object stores and indexes; a released step never changes', async () => {
    (await openStore('shape', quiet)).close();
    const db = await rawOpen('shape');
    const shape = STORES.map((name) => {
      const store = db.transaction(name).objectStore(name);
      const indexes = [...store.indexNames].map((index) => [index, store.index(index).keyPath]);
      return [name, store.keyPath, ...indexes];
    });
    expect(db.version).toBe(3);
    expect(shape).toEqual([
      ['meta', 'name'],
      ['servers', ['scheme', 'address']],
      ['people', 'fingerprint'],
      ['heard', 'fingerprint'],
      ['conversations', 'id'],
      ['messages', 'key', ['byConversation', ['conversation', 'negSeq']], ['byExpiry', 'expiresAt']],
      ['outbox', 'key', ['bySeq', 'seq']],
      ['held', 'key', ['byConversation', 'message.conversation']],
      ['blobs', 'key'],
      ['receipts', 'key'],
      ['pending', 'key'],
      ['corpus', 'block'],
    ]);
    db.close();
  });

  it('run once each, in order, and keep what is stored', async () => {
    const ran: string[] = [];
    const second: Migration = () => void ran.push('second');
    const third: Migration = () => void ran.push('third');
    const store = await openStore('steps', quiet);
    await store.commit({ put: { people: [personRow('anna')] } });
    store.close();
    (await openStore('steps', { ...quiet, migrations: [...migrations, second] })).close();
    const newest = await openStore('steps', { ...quiet, migrations: [...migrations, second, third] });
    expect(ran).toEqual(['second', 'third']);
    expect((await newest.load()).people).toEqual([personRow('anna')]);
    newest.close();
  });

  it('carry what is owed a receipt over from the first shape', async () => {
    const first = migrations.slice(0, 1);
    const plant: Migration = (_db, transaction) => {
      const receipts = transaction.objectStore('receipts');
      receipts.put({ key: 'anna|a', author: 'anna', id: 'a', kind: 'delivered' });
      receipts.put({ key: 'anna|b', author: 'anna', id: 'b', kind: 'read' });
    };
    const settle = (database: IDBDatabase, transaction: IDBTransaction): void =>
      first.concat(plant).forEach((step) => step(database, transaction));
    (await openStore('owing', { ...quiet, migrations: [settle] })).close();
    const store = await openStore('owing', quiet);
    expect((await store.load()).receipts).toEqual([
      { key: 'anna|a', author: 'anna', delivered: ['a'], read: [] },
      { key: 'anna|b', author: 'anna', delivered: [], read: ['b'] },
    ]);
    store.close();
  });

  it('that fail leave the database as it was', async () => {
    const store = await openStore('failing', quiet);
    await store.commit({ put: { people: [personRow('anna')] } });
    store.close();
    const failing: Migration = (db) => {
      db.deleteObjectStore('people');
      db.deleteObjectStore('no such store');
    };
    const opening = openStore('failing', { ...quiet, migrations: [...migrations, failing] });
    await expect(opening).rejects.toSatisfy(hasKind('broken'));
    const again = await openStore('failing', quiet);
    expect((await again.load()).people).toEqual([personRow('anna')]);
    again.close();
  });
});

describe('other pages', () => {
  it('that hold on to an older version block for 5 s, and no longer (R05)', async () => {
    (await openStore('blocked', quiet)).close();
    const stubborn = await rawOpen('blocked');
    const clock = createFakeClock();
    const opening = openStore('blocked', { ...quiet, clock, migrations: [...migrations, addNothing] });
    const outcome = opening.then(
      () => 'opened',
      (error: unknown) => error,
    );
    await clock.run(4999);
    await clock.run(0);
    expect(await Promise.race([outcome, Promise.resolve('still waiting')])).toBe('still waiting');
    await clock.run(1);
    expect(await outcome).toSatisfy(hasKind('blocked'));
    // The open that nobody waits for any more must not block the next page, once it succeeds.
    stubborn.close();
    await clock.run(0);
    const newest = [...migrations, addNothing, addNothing];
    (await openStore('blocked', { ...quiet, migrations: newest })).close();
  });

  it('that let go in time cost nothing', async () => {
    const troubles: StoreTrouble[] = [];
    const old = await openStore('polite', { onTrouble: (trouble) => troubles.push(trouble) });
    const young = await openStore('polite', { ...quiet, migrations: [...migrations, addNothing] });
    expect(troubles).toEqual(['reload-needed']);
    await expect(old.commit({ put: { people: [personRow('x')] } })).rejects.toSatisfy(
      hasKind('newer-version'),
    );
    young.close();
  });

  it('that hold on while everything is wiped are told of', async () => {
    const store = await openStore('wiping', quiet);
    store.close();
    const stubborn = await rawOpen('wiping');
    const clock = createFakeClock();
    const second = await openStore('wiping', { ...quiet, clock });
    const wiping = second.wipe().then(
      () => 'wiped',
      (error: unknown) => error,
    );
    await clock.run(5000);
    expect(await wiping).toSatisfy(hasKind('blocked'));
    stubborn.close();
  });
});

describe('a browser that forbids storage', () => {
  it('is told of as broken, and nothing goes on ticking', async () => {
    const native = indexedDB.open.bind(indexedDB);
    indexedDB.open = () => {
      throw new DOMException('private window', 'SecurityError');
    };
    const clock = createFakeClock();
    const opening = openStore('forbidden', { ...quiet, clock });
    const outcome = opening.catch((error: unknown) => error);
    await clock.run(1000);
    expect(await outcome).toSatisfy(hasKind('broken'));
    expect(clock.pending).toBe(0);
    indexedDB.open = native;
  });
});

describe('a browser that does not answer', () => {
  const native = indexedDB.open.bind(indexedDB);
  afterEach(() => {
    indexedDB.open = native;
  });

  it('is asked again after 10 s, and the second answer counts', async () => {
    let asked = 0;
    indexedDB.open = (name, version) => {
      asked += 1;
      return asked === 1 ? silentRequest() : native(name, version);
    };
    const clock = createFakeClock();
    const opening = openStore('silent', { ...quiet, clock });
    await clock.run(9999);
    expect(asked).toBe(1);
    await clock.run(1);
    const store = await opening;
    expect(asked).toBe(2);
    expect((await store.load()).people).toEqual([]);
    store.close();
  });
});

/** A request that idb knows as one, and that nothing ever happens to. */
function silentRequest(): IDBOpenDBRequest {
  return Object.create(IDBOpenDBRequest.prototype, {
    addEventListener: { value: () => undefined },
    removeEventListener: { value: () => undefined },
  }) as IDBOpenDBRequest;
}

function rawOpen(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('open')));
  });
}
