// What is stored together and what is not: changes that wait, builds that throw, commits that fail.
import { describe, expect, it } from 'vitest';
import { Desk, DeskConflict } from '../../src/engine/desk.ts';
import type { Draft } from '../../src/engine/draft.ts';
import type { Changes } from '../../src/store/changes.ts';
import { StoreError } from '../../src/store/problem.ts';
import { conversation, conversationRow, messageRow, person } from '../store/sample-rows.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';

/** A desk whose commits are noted, and fail or wait when told so. */
function deskOf() {
  const disk = new Disk();
  const store = memoryStore(disk);
  const commits: Changes[] = [];
  let failure: Error | undefined;
  const desk = new Desk(
    {
      ...store,
      async commit(changes) {
        commits.push(changes);
        await Promise.resolve();
        if (failure !== undefined) throw failure;
        return store.commit(changes);
      },
    },
    { lastSeq: 0, conversations: [] },
  );
  const told: Draft[] = [];
  desk.onStored((draft) => told.push(draft));
  return { desk, commits, told, store, fail: (error: Error | undefined) => (failure = error) };
}

const anna = conversation('anna');
const messagesIn = (changes: Changes | undefined) => (changes?.put?.messages ?? []).map(({ seq }) => seq);
const put = (seq: number) => (draft: Draft) => draft.messages.put(messageRow(seq).key, messageRow(seq));
/** Counts one more unread, on top of what the draft has. */
const count = (desk: Desk) => (draft: Draft) => {
  const row =
    draft.conversations.over(anna, desk.conversations.get(anna)) ?? conversationRow('anna', { unread: 0 });
  draft.conversations.put(anna, { ...row, unread: row.unread + 1 });
  return row.unread + 1;
};

describe('the desk', () => {
  it('stores what waits during a commit in one, each build on top of those before it', async () => {
    const { desk, commits, told } = deskOf();
    const counts = await Promise.all(Array.from({ length: 10 }, () => desk.join(count(desk))));
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(commits.length).toBeLessThanOrEqual(2);
    expect(told).toHaveLength(commits.length);
    expect(desk.conversations.get(anna)?.unread).toBe(10);
  });

  it('lets a build that throws leave no trace, and the others go on', async () => {
    const { desk, commits } = deskOf();
    const spoil = (draft: Draft): never => {
      put(2)(draft);
      count(desk)(draft);
      draft.strict = true;
      throw new RangeError('no');
    };
    const all = await Promise.allSettled([
      desk.join(put(1)),
      desk.join(spoil),
      desk.join(put(3)),
      desk.join(count(desk)),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(commits.flatMap(messagesIn)).toEqual([1, 3]);
    expect(commits.some(({ strict }) => strict === true)).toBe(false);
    expect(desk.conversations.get(anna)?.unread).toBe(1);
  });

  it('tells everybody in a failed commit the same, and memory keeps what is stored', async () => {
    const { desk, told, fail, store } = deskOf();
    fail(new StoreError('full'));
    const all = await Promise.allSettled(
      [1, 2, 3].map((seq) => desk.join(put(seq))).concat(desk.join(count(desk)).then(() => undefined)),
    );
    for (const one of all) expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'full' } });
    expect(told).toEqual([]);
    expect(desk.conversations.size).toBe(0);
    expect(await store.hasMessage(messageRow(1).key)).toBe(false);
    fail(undefined);
    await desk.join(put(4));
    expect(await store.hasMessage(messageRow(4).key)).toBe(true);
  });

  it('builds an edit on nothing that is not stored, and a conflict of what it hears is its own alone', async () => {
    const { desk, commits, store } = deskOf();
    const heard = { fingerprint: person('anna'), counter: 5 };
    await store.commit({ hear: [heard] });
    const hear = async (draft: Draft): Promise<void> => {
      // What lies before it is in the database by now.
      expect(await store.hasMessage(messageRow(1).key)).toBe(true);
      put(2)(draft);
      draft.hear.push(heard);
    };
    const all = await Promise.allSettled([desk.join(put(1)), desk.edit(hear), desk.join(put(3))]);
    expect(all[1]).toMatchObject({ status: 'rejected', reason: expect.any(DeskConflict) });
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(commits.map(messagesIn)).toEqual([[1], [2], [3]]);
  });

  it('lets the urgent overtake what waits, but no edit that has come to its turn', async () => {
    const { desk, commits } = deskOf();
    const many = Array.from({ length: 200 }, (_, at) => desk.join(put(at + 1)));
    const sealed = desk.joinNext(put(1000));
    await sealed;
    expect(commits.length).toBeLessThanOrEqual(2);
    const edit = desk.edit(put(1001));
    const urgent = [1, 2, 3].map(() => desk.joinNext(count(desk)));
    await Promise.all([...many, edit, ...urgent]);
    expect(commits.flatMap(messagesIn).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 200 }, (_, at) => at + 1),
      1000,
      1001,
    ]);
    // No transaction grows without bounds.
    expect(Math.max(...commits.map((one) => messagesIn(one).length))).toBeLessThanOrEqual(50);
  });
});
