// The counters of T04 against a model, and what a commit costs.
import '../support/fake-idb.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HeardRow } from '../../src/store/rows.ts';
import { openStore } from '../../src/store/store.ts';
import { installFaults } from './faults.ts';
import { messageRow, outboxRow, person } from './sample-rows.ts';

const quiet = { onTrouble: () => undefined };

it('accepts exactly the batches in which every counter grows, and stores messages with them only', async () => {
  const heard = fc.record({
    fingerprint: fc.constantFrom(...['a', 'b', 'c'].map(person)),
    counter: fc.integer({ min: 0, max: 12 }),
  });
  const batches = fc.array(fc.array(heard, { minLength: 1, maxLength: 4 }), { maxLength: 12 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      run += 1;
      const store = await openStore(`model-${run}`, quiet);
      const model = new Map<string, number>();
      for (const [index, hear] of all.entries()) {
        const expected = applyToModel(model, hear);
        const row = messageRow(index + 1);
        expect(await store.commit({ put: { messages: [row] }, hear })).toBe(expected);
        expect(await store.hasMessage(row.key)).toBe(expected === 'done');
      }
      expect(await store.heard(['a', 'b', 'c'].map(person))).toEqual(model);
      await store.wipe();
    }),
    { numRuns: 60 },
  );
});

function applyToModel(model: Map<string, number>, hear: readonly HeardRow[]): 'done' | 'conflict' {
  const next = new Map(model);
  for (const { fingerprint, counter } of hear) {
    if (counter <= (next.get(fingerprint) ?? -1)) return 'conflict';
    next.set(fingerprint, counter);
  }
  for (const [key, counter] of next) model.set(key, counter);
  return 'done';
}

it('two commits that hear the same counter at once: one is done', async () => {
  const store = await openStore('race', quiet);
  const hear = [{ fingerprint: person('a'), counter: 1 }];
  const answers = await Promise.all([store.commit({ hear }), store.commit({ hear }), store.commit({ hear })]);
  expect(answers).toEqual(['done', 'conflict', 'conflict']);
  await store.wipe();
});

it('a commit of 50 messages is one transaction with one write per message and one read per sender', async () => {
  const store = await openStore('cost', quiet);
  const faults = installFaults();
  const seqs = Array.from({ length: 50 }, (_, index) => index + 1);
  await store.commit({
    put: { messages: seqs.map((seq) => messageRow(seq)), outbox: [outboxRow(1)] },
    hear: seqs.map((counter) => ({ fingerprint: person(counter % 2 === 0 ? 'a' : 'b'), counter })),
    lastSeq: 50,
  });
  // The transaction; 50 messages, 1 outbox row; 2 counters read and written; the sequence and the commit's mark.
  expect(faults.count).toBe(1 + 51 + 2 + 2 + 2);
  faults.remove();
  await store.wipe();
});
