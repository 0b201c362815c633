// Keys that come where others went: which sequences of lists and words make a caution, and which busy evenings make none.
import { describe, expect, it } from 'vitest';
import { directId, SQUARE } from '../../src/domain/conversation.ts';
import type { ConversationId, Fingerprint } from '../../src/domain/ids.ts';
import { Desk } from '../../src/engine/desk.ts';
import { PeopleBook } from '../../src/engine/people.ts';
import { changePerson } from '../../src/engine/person-change.ts';
import { personIn } from '../../src/engine/person-rows.ts';
import type { PersonView } from '../../src/engine/port/people.ts';
import { createRoster } from '../../src/engine/roster.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import type { MessageRow } from '../../src/store/rows.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { listKeys, type TestKey } from '../support/keys.ts';

const MINUTE = 60_000;
type Houses = Readonly<Record<string, readonly TestKey[]>>;

/** We are at `home`; Mira (the first key) is known by that name. */
async function rig(rows: (mira: TestKey) => readonly Partial<PersonRow>[] = (mira) => [named(mira, 'Mira')]) {
  const all = await listKeys(12);
  const [me, mira, ...keys] = all as [TestKey, TestKey, ...TestKey[]];
  const clock = createFakeClock();
  const shown = new Map<Fingerprint, PersonView>();
  const store = { commit: () => Promise.resolve('done') } as Partial<Store> as Store;
  const desk = new Desk(store, { lastSeq: 0, conversations: [] });
  const stored = rows(mira).map((row) => ({ ...EMPTY, ...row }) as PersonRow);
  const roster = createRoster({ clock, me: () => me.fingerprint, home: () => 'home', people: stored });
  const people = new PeopleBook({
    clock,
    publish(event) {
      if (event.type !== 'people') return;
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
  people.linkUp();
  const list = async (houses: Houses): Promise<void> => {
    const servers = Object.entries({ home: [], ...houses }).map(([address, there]) => ({
      address,
      clients: (address === 'home' ? [me, ...there] : there).map(({ pem }) => pem),
    }));
    const now = { isApplied: false };
    void roster.apply({ type: 'client_list', servers, ignored: 0 }).finally(() => (now.isApplied = true));
    while (!now.isApplied) await clock.run(1);
    // The part is loaded when the first one goes.
    await import('../../src/engine/trust-part.ts');
    await clock.run(100);
  };
  /** A verified message of theirs is stored, in the direct chat unless told otherwise. */
  const says = async ({ fingerprint }: TestKey, claimed: string, where?: ConversationId): Promise<void> => {
    await desk.edit((draft) => {
      const row = personIn(draft, { people, directory: roster }, fingerprint, clock.now());
      if (row === undefined) throw new Error('not listed');
      draft.people.put(fingerprint, { ...row, claimed });
      const conversation = where ?? directId(fingerprint);
      const key = `${fingerprint}|${clock.now()}`;
      draft.messages.put(key, {
        key,
        author: fingerprint,
        conversation,
      } as Partial<MessageRow> as MessageRow);
    });
    await clock.run(100);
  };
  const drop = (): void => {
    people.linkDown();
    roster.clear();
  };
  const edit = ({ fingerprint }: TestKey, change: (row: PersonRow) => PersonRow): Promise<void> =>
    changePerson({ people, directory: roster, desk }, fingerprint, clock.now(), change);
  const caution = ({ fingerprint }: TestKey) => shown.get(fingerprint)?.inPlaceOf;
  const row = ({ fingerprint }: TestKey) => people.row(fingerprint)?.inPlaceOf;
  return {
    me,
    mira,
    keys: keys as [TestKey, TestKey, TestKey, ...TestKey[]],
    clock,
    people,
    edit,
    list,
    says,
    drop,
    caution,
    row,
  };
}

const EMPTY = {
  petname: '',
  claimed: '',
  firstSeen: 0,
  lastSeen: 0,
  accepted: false,
  saidHello: false,
  xSeenAt: 0,
  caps: [],
};
const named = ({ fingerprint, pem }: TestKey, petname: string) => ({
  fingerprint,
  pem,
  petname,
  accepted: true,
});

describe('a key that comes where another one went', () => {
  it('is marked when it writes first, and stays so after that person is back', async () => {
    const { mira, keys, list, says, caution, row, clock } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    expect(caution(n)).toBeUndefined(); // being there is no sign yet
    await clock.run(9 * MINUTE);
    await says(n, 'zoe');
    expect(caution(n)).toBe(mira.fingerprint);
    await list({ home: [n, other, mira] });
    expect(caution(n)).toBe(mira.fingerprint);
    expect(row(n)).toBe(mira.fingerprint); // and after the next start
  });

  it('is not marked when it writes later than ten minutes after', async () => {
    const { mira, keys, list, says, caution, clock } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    await clock.run(11 * MINUTE);
    await says(n, 'zoe');
    expect(caution(n)).toBeUndefined();
  });

  it('is not marked when that person was back before it wrote: a phone that lost its net for a moment', async () => {
    const { mira, keys, list, says, caution } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    await list({ home: [n, other, mira] });
    await says(n, 'zoe');
    expect(caution(n)).toBeUndefined();
  });

  it('is not marked when it came in another list, or at another server', async () => {
    const { mira, keys, list, says, caution } = await rig();
    const [other, n, m] = keys;
    await list({ home: [mira, other], away: [other] });
    await list({ home: [other], away: [other, m] });
    await list({ home: [other, n], away: [other, m] });
    await says(n, 'zoe');
    await says(m, 'ada');
    expect([caution(n), caution(m)]).toEqual([undefined, undefined]);
  });

  it('is not marked when I wrote to it first', async () => {
    const { mira, keys, list, says, caution, edit } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    await edit(n, (row) => ({ ...row, accepted: true }));
    await says(n, 'zoe');
    expect(caution(n)).toBeUndefined();
  });

  it('is not marked for a person whom I never named or verified', async () => {
    const { mira, keys, list, says, caution } = await rig((one) => [{ ...named(one, ''), claimed: 'Mira' }]);
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    await says(n, 'Mira');
    expect(caution(n)).toBeUndefined();
  });

  it('is marked for one whom I verified and never named', async () => {
    const { mira, keys, list, says, caution } = await rig((one) => [{ ...named(one, ''), verifiedAt: 1 }]);
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    await says(n, 'zoe');
    expect(caution(n)).toBe(mira.fingerprint);
  });

  it('that I have seen before is nobody’s', async () => {
    const { mira, keys, list, says, caution } = await rig();
    const [other, old] = keys;
    await list({ home: [mira, other, old] });
    await list({ home: [mira, other] });
    await list({ home: [other, old] });
    await says(old, 'Mira');
    expect(caution(old)).toBeUndefined();
  });

  it('is marked across a lost connection, too', async () => {
    const { mira, keys, list, says, caution, people, drop, clock } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    drop();
    await clock.run(2 * MINUTE);
    people.linkUp();
    await list({ home: [n, other] });
    await says(n, 'zoe');
    expect(caution(n)).toBe(mira.fingerprint);
  });

  it('says nothing any more once that very key is verified', async () => {
    const { mira, keys, list, says, caution, edit, clock } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [n, other] });
    await says(n, 'zoe');
    expect(caution(n)).toBe(mira.fingerprint);
    await edit(n, (row) => ({ ...row, verifiedAt: 5 }));
    await clock.run(100);
    expect(caution(n)).toBeUndefined();
  });
});

describe('on a busy server', () => {
  it('a first word from one of many newcomers says nothing, a like name does, also in the square', async () => {
    const { mira, keys, list, says, caution } = await rig();
    const [other, a, b, c, d] = keys as [TestKey, TestKey, TestKey, TestKey, TestKey];
    await list({ home: [mira, other] });
    await list({ home: [other, a, b, c, d] });
    await says(a, 'zoe');
    await says(b, 'MÍRA');
    await says(c, 'mi ra', SQUARE);
    expect([a, b, c].map(caution)).toEqual([undefined, mira.fingerprint, mira.fingerprint]);
  });

  it('a word in the square is no first word to me', async () => {
    const { mira, keys, list, says, caution } = await rig();
    const [other, n] = keys;
    await list({ home: [mira, other] });
    await list({ home: [other, n] });
    await says(n, 'zoe', SQUARE);
    expect(caution(n)).toBeUndefined();
  });

  it('a whole evening of coming and going without a word marks nobody', async () => {
    const { mira, keys, list, people, clock } = await rig();
    await list({ home: [mira, keys[0]] });
    for (let round = 0; round + 2 < keys.length; round += 1) {
      await list({ home: keys.slice(round, round + 3) });
      await list({ home: [mira, ...keys.slice(round, round + 2)] });
      await clock.run(MINUTE);
    }
    expect(keys.map(({ fingerprint }) => people.view(fingerprint)?.inPlaceOf).filter(Boolean)).toEqual([]);
  });
});

describe('a lone house', () => {
  it('with another key in it marks that key at once, in the same list or a later one', async () => {
    for (const between of [false, true]) {
      const { mira, keys, list, caution, clock } = await rig();
      const [other, n] = keys;
      await list({ home: [other], house: [mira] });
      if (between) {
        await list({ home: [other], house: [] });
        await clock.run(MINUTE);
      }
      await list({ home: [other], house: [n] });
      expect(caution(n)).toBe(mira.fingerprint);
    }
  });

  it('is our own where we are all that is left', async () => {
    const { mira, keys, list, caution } = await rig();
    const [n] = keys;
    await list({ home: [mira] });
    await list({ home: [n] });
    expect(caution(n)).toBe(mira.fingerprint);
  });

  it('lifts the mark when the one who went is back, unless the newcomer has written', async () => {
    const { mira, keys, list, caution } = await rig();
    const [other, n] = keys;
    await list({ home: [other], house: [mira] });
    await list({ home: [other], house: [n] });
    await list({ home: [other], house: [n, mira] });
    expect(caution(n)).toBeUndefined();

    const again = await rig();
    const [third, m] = again.keys;
    await again.list({ home: [third], house: [again.mira] });
    await again.list({ home: [third], house: [m] });
    await again.says(m, 'zoe');
    await again.list({ home: [third], house: [m, again.mira] });
    expect(again.caution(m)).toBe(again.mira.fingerprint);
  });

  it('marks nobody when two come at once', async () => {
    const { mira, keys, list, caution } = await rig();
    const [other, n, m] = keys;
    await list({ home: [other], house: [mira] });
    await list({ home: [other], house: [] });
    await list({ home: [other], house: [n, m] });
    expect([caution(n), caution(m)]).toEqual([undefined, undefined]);
  });

  it('is none when others were there, or left with them (a server that begins again), or after two minutes', async () => {
    const shared = await rig();
    const [x, n] = shared.keys;
    await shared.list({ house: [shared.mira, x] });
    await shared.list({ house: [x] });
    await shared.list({ house: [] });
    await shared.list({ house: [n] });
    expect(shared.caution(n)).toBeUndefined();

    const restarted = await rig();
    const [y, m] = restarted.keys;
    await restarted.list({ house: [restarted.mira, y] });
    await restarted.list({ house: [] });
    await restarted.list({ house: [m] });
    expect(restarted.caution(m)).toBeUndefined();

    const late = await rig();
    const [, o] = late.keys;
    await late.list({ house: [late.mira] });
    await late.list({ house: [] });
    await late.clock.run(3 * MINUTE);
    await late.list({ house: [o] });
    expect(late.caution(o)).toBeUndefined();
  });
});
