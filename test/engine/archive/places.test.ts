// Where imported messages stand among those that are here.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Places, shiftBelow, type Local } from '../../../src/engine/archive/places.ts';

const placesOver = (here: readonly Local[], shift: number, most: number): Places => {
  const left = [...here];
  return new Places({ next: () => Promise.resolve(left.shift()), shift, most });
};
async function placed(
  here: readonly Local[],
  list: readonly Local[],
  shift = 1000,
): Promise<readonly (number | undefined)[]> {
  const places = placesOver(here, shift, list.length);
  const seqs: (number | undefined)[] = [];
  for (const one of list) seqs.push(await places.place(one));
  return seqs;
}
const at = (...times: readonly number[]): Local[] =>
  times.map((time, index) => ({ seq: (index + 1) * 3, at: time }));

describe('an imported message', () => {
  it('keeps order and gaps where nothing is here', async () => {
    expect(await placed([], at(10, 20, 30), shiftBelow(0, 9))).toEqual([-7, -4, -1]);
  });

  it('stands between its neighbours by time, above the earlier one and below the next whole number', async () => {
    const here = [
      { seq: 5, at: 100 },
      { seq: 9, at: 200 },
    ];
    const [before, between, also, behind] = await placed(here, at(50, 150, 160, 250));
    expect(before).toBeLessThan(0);
    expect(between).toBeGreaterThan(5);
    expect(also).toBeGreaterThan(between ?? Infinity);
    expect(also).toBeLessThan(6);
    expect(behind).toBeGreaterThan(9);
    expect(behind).toBeLessThan(10);
  });

  it('finds a place behind one that was imported before, and in the end says that there is none', async () => {
    let here: Local[] = [
      { seq: 1, at: 0 },
      { seq: 2, at: 100 },
    ];
    let rounds = 0;
    for (; rounds < 60; rounds += 1) {
      const [seq] = await placed(here, [{ seq: 7, at: 50 }]);
      if (seq === undefined) break;
      expect(seq).toBeGreaterThan(here.at(-2)?.seq ?? 0);
      expect(seq).toBeLessThan(2);
      here = [...here.slice(0, -1), { seq, at: 50 }, { seq: 2, at: 100 }];
    }
    expect(rounds).toBeGreaterThan(20);
  });
});

describe('of any two lists', () => {
  const list = fc
    .array(fc.record({ gap: fc.integer({ min: 1, max: 5 }), at: fc.nat(60) }), { maxLength: 25 })
    .map((items) => {
      let seq = 0;
      return items.map(({ gap, at }) => ({ seq: (seq += gap), at }));
    });
  it('both keep their order, all numbers differ, and nothing that is here moves', async () => {
    await fc.assert(
      fc.asyncProperty(list, list, async (here, imported) => {
        const shift = shiftBelow(0, Math.max(0, ...imported.map(({ seq }) => seq)));
        const seqs = await placed(here, imported, shift);
        const numbers = seqs.filter((seq) => seq !== undefined);
        expect(numbers).toHaveLength(imported.length);
        expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
        expect(new Set([...numbers, ...here.map(({ seq }) => seq)]).size).toBe(numbers.length + here.length);
        // Nothing stands on a whole number above 0: those are for what arrives, in any chat.
        expect(numbers.filter((seq) => seq >= 0 && Number.isInteger(seq))).toEqual([]);
        // Where both lists run with their clocks, the whole runs with the clock.
        const isByTime = (some: readonly Local[]): boolean =>
          some.every(({ at }, i) => i === 0 || at >= (some[i - 1]?.at ?? 0));
        const all = [...here, ...imported.map(({ at }, i) => ({ at, seq: numbers[i] ?? 0 }))];
        if (isByTime(here) && isByTime(imported))
          expect(isByTime(all.sort((a, b) => a.seq - b.seq))).toBe(true);
      }),
    );
  });
});
