// People as the pages see them: lights through lost connections, names, and ten thousand of them in digestible pieces.
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { Desk } from '../../src/engine/desk.ts';
import { setPetname } from '../../src/engine/acquaintance.ts';
import { PeopleBook } from '../../src/engine/people.ts';
import type { EngineEvent } from '../../src/engine/port.ts';
import type { PersonView } from '../../src/engine/port/people.ts';
import { createRoster } from '../../src/engine/roster.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { listKeys, weakKey, type TestKey } from '../support/keys.ts';

async function rig(count = 3, stored: readonly PersonRow[] = []) {
  const keys = await listKeys(count);
  const me = (await listKeys(1))[0]!;
  const clock = createFakeClock();
  const events: Extract<EngineEvent, { type: 'people' }>[] = [];
  const shown = new Map<Fingerprint, PersonView>();
  const committed: PersonRow[] = [];
  const store = {
    commit: ({ put }) => {
      committed.push(...(put?.people ?? []));
      return Promise.resolve('done');
    },
  } as Partial<Store> as Store;
  const desk = new Desk(store, { lastSeq: 0, conversations: [] });
  const roster = createRoster({ clock, me: () => me.fingerprint, home: () => undefined, people: stored });
  const people = new PeopleBook({
    clock,
    publish(event) {
      if (event.type !== 'people') return;
      events.push(event);
      for (const view of event.upsert) shown.set(view.fingerprint, view);
      for (const gone of event.removed) shown.delete(gone);
    },
    roster,
    desk,
    me: () => me.fingerprint,
    rows: stored,
    hasChat: () => false,
  });
  desk.onStored((draft) => people.stored([...draft.people.puts.values()]));
  const parts = { desk, ground: { clock }, people, directory: roster };
  const name = (person: Fingerprint, petname: string): Promise<void> =>
    setPetname({ people, messages: { outbox: { parts } } }, person, petname);
  const view = (key: TestKey): PersonView | undefined => shown.get(key.fingerprint);
  /** A list with these people and ourselves. */
  const list = async (...who: readonly TestKey[]): Promise<void> => {
    const clients = [me, ...who].map(({ pem }) => pem);
    const now = { isApplied: false };
    const applied = roster.apply({
      type: 'client_list',
      servers: [{ address: 'home', clients }],
      ignored: 0,
    });
    void applied.finally(() => (now.isApplied = true));
    while (!now.isApplied) await clock.run(1);
    await clock.run(100);
  };
  const drop = (): void => {
    people.linkDown();
    roster.clear();
  };
  return { keys, me, clock, events, committed, roster, people, name, view, list, drop };
}

describe('people', () => {
  it('show lights going on and off with their time, never ourselves', async () => {
    const { keys, me, people, view, list, clock } = await rig();
    const [anna, otto] = keys as [TestKey, TestKey];
    people.linkUp();
    await list(anna);
    expect(view(anna)).toMatchObject({
      light: 'on',
      lightSince: undefined,
      servers: ['home'],
      writable: true,
      known: false,
    });
    const before = clock.now();
    await list(otto);
    expect(view(anna)).toMatchObject({ light: 'off', servers: [] });
    expect(view(anna)!.lightSince).toBeGreaterThanOrEqual(before);
    expect(view(otto)!.lightSince).toBeGreaterThanOrEqual(before);
    expect(view(me)).toBeUndefined();
  });

  it('keep their lights through a short loss of the connection, and become unknown after a long one', async () => {
    const { keys, people, view, list, drop, clock, events } = await rig();
    const [anna, otto] = keys as [TestKey, TestKey];
    people.linkUp();
    await list(anna, otto);
    const count = events.length;
    drop();
    await clock.run(2000);
    people.linkUp();
    await list(anna);
    expect(view(anna)).toMatchObject({ light: 'on', lightSince: undefined });
    expect(view(otto)).toMatchObject({ light: 'off' });
    expect(events.slice(count).flatMap(({ upsert }) => upsert)).toHaveLength(1); // Otto alone
    drop();
    await clock.run(6000);
    expect(view(anna)).toMatchObject({ light: 'unknown' });
    people.linkUp();
    await list(anna);
    expect(view(anna)).toMatchObject({ light: 'on' });
  });

  it('are listed with keys that nobody can write to (T27)', async () => {
    const { people, view, list } = await rig();
    const weak = await weakKey();
    people.linkUp();
    await list(weak);
    expect(view(weak)).toMatchObject({ light: 'on', writable: false });
  });

  it('take a name of ours, cleaned, and are known from then on', async () => {
    const { keys, people, name, view, list, clock, committed } = await rig();
    const anna = keys[0]!;
    people.linkUp();
    await list(anna);
    await name(anna.fingerprint, ' Anna\u202E  from next door ');
    await clock.run(10);
    expect(view(anna)).toMatchObject({ petname: 'Anna from next door', known: true });
    expect(committed.at(-1)).toMatchObject({ fingerprint: anna.fingerprint, pem: anna.pem, accepted: true });
    await name(anna.fingerprint, '');
    await clock.run(10);
    expect(view(anna)).toMatchObject({ petname: undefined, known: true });
    await expect(name(keys[2]!.fingerprint, 'Nobody')).rejects.toMatchObject({
      kind: 'unknown-person',
    });
  });

  it('come in pieces of at most 500, with a turn for others between two', async () => {
    const { keys, people, list, events, clock } = await rig(1700);
    people.linkUp();
    await list(...keys);
    await clock.run(100);
    const sizes = events.map(({ upsert }) => upsert.length);
    expect(sizes.reduce((a, b) => a + b)).toBe(1700);
    expect(Math.max(...sizes)).toBe(500);
    const before = events.length;
    people.tellAll();
    expect(events.length).toBe(before); // what else this turn has to tell goes first
    await new Promise((resolve) => setImmediate(resolve));
    expect(events.length - before).toBe(1); // the rest waits for its turn
  });
});
