// Pages of a conversation at any place of it, beside a plain list.
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/engine/port/messages.ts';
import { pageOf } from '../../src/engine/pages.ts';
import { conversation, messageRow } from '../store/sample-rows.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';

const store = memoryStore(new Disk());
const seqs = Array.from({ length: 40 }, (_, i) => i * 2 + 1); // 1, 3 … 79
await store.commit({ put: { messages: seqs.map((seq) => messageRow(seq)) } });

const read = async (place: Place, limit: number) => {
  const page = await pageOf(store, conversation('anna'), place, limit);
  return { ...page, rows: page.rows.map(({ seq }) => seq) };
};

describe('pages', () => {
  it('gives the newest, and says whether there is more', async () => {
    expect(await read('newest', 3)).toEqual({ rows: [75, 77, 79], hasOlder: true, hasNewer: false });
    expect(await read('newest', 40)).toEqual({ rows: seqs, hasOlder: false, hasNewer: false });
  });
  it('goes on to both sides', async () => {
    expect(await read({ before: 75 }, 2)).toEqual({ rows: [71, 73], hasOlder: true, hasNewer: true });
    expect(await read({ before: 5 }, 2)).toEqual({ rows: [1, 3], hasOlder: false, hasNewer: true });
    expect(await read({ before: 1 }, 2)).toEqual({ rows: [], hasOlder: false, hasNewer: true });
    expect(await read({ before: 90 }, 1)).toEqual({ rows: [79], hasOlder: true, hasNewer: false });
    expect(await read({ after: 73 }, 2)).toEqual({ rows: [75, 77], hasOlder: true, hasNewer: true });
    expect(await read({ after: 75 }, 2)).toEqual({ rows: [77, 79], hasOlder: true, hasNewer: false });
    expect(await read({ after: 0 }, 2)).toEqual({ rows: [1, 3], hasOlder: false, hasNewer: true });
    expect(await read({ after: 79 }, 2)).toEqual({ rows: [], hasOlder: true, hasNewer: false });
  });
  it('opens around a message, also where one side is short or it is gone', async () => {
    expect(await read({ around: 41 }, 4)).toEqual({ rows: [37, 39, 41, 43], hasOlder: true, hasNewer: true });
    expect(await read({ around: 40 }, 4)).toEqual({ rows: [37, 39, 41, 43], hasOlder: true, hasNewer: true });
    expect(await read({ around: 79 }, 4)).toEqual({
      rows: [73, 75, 77, 79],
      hasOlder: true,
      hasNewer: false,
    });
    expect(await read({ around: 3 }, 4)).toEqual({ rows: [1, 3, 5, 7], hasOlder: false, hasNewer: true });
    expect(await read({ around: 3 }, 99)).toEqual({ rows: seqs, hasOlder: false, hasNewer: false });
  });
});
