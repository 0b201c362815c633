// The small parts of the inbox: order of trials, order of arrival, lanes, the park, copies.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedFingerprints, sortRank } from '../../src/domain/fingerprint.ts';
import { Arrivals } from '../../src/engine/arrivals.ts';
import { Lane } from '../../src/engine/lane.ts';
import { Park, PARK_CHARACTERS } from '../../src/engine/park.ts';
import { SeenFrames } from '../../src/engine/seen-frames.ts';
import { trialOrder } from '../../src/engine/trial-order.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import type { SignedFrame } from '../../src/protocol/frame.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { fingerprint } from '../support/parts-fakes.ts';

const anna = fingerprint(toBase64(new Uint8Array(32).fill(1)));

describe('the order of trials', () => {
  it('names every key of our length once, and no other', () => {
    const length = fc.constantFrom(256, 128, 512);
    fc.assert(
      fc.property(
        fc.array(length, { maxLength: 60 }),
        fc.array(fc.nat({ max: 70 })),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (lengths, remembered, rank) => {
          const order = trialOrder({ lengths, own: 256, remembered, rank });
          const ours = lengths.flatMap((one, index) => (one === 256 ? [index] : []));
          expect([...order].sort((a, b) => a - b)).toEqual(ours);
        },
      ),
    );
  });

  it('begins with what is remembered, then with our own server', () => {
    const lengths = Array.from({ length: 20 }, () => 256);
    expect(trialOrder({ lengths, own: 256, remembered: [7], rank: 0 }).slice(0, 3)).toEqual([7, 6, 8]);
    const order = trialOrder({
      lengths,
      own: 256,
      remembered: [],
      rank: 0.5,
      atOwnServer: (index) => index >= 18,
    });
    expect(new Set(order.slice(0, 2))).toEqual(new Set([18, 19]));
  });

  it('finds our place among a thousand sorted recipients in a few tries (PERFORMANCE.md 6b)', () => {
    let tries = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round += 1) {
      const people = sortedFingerprints(
        Array.from({ length: 1000 }, () => fingerprint(toBase64(crypto.getRandomValues(new Uint8Array(32))))),
      );
      const own = Math.floor((round / rounds) * 1000);
      const [me] = people.slice(own, own + 1);
      if (me === undefined) throw new Error('nobody');
      const lengths = people.map(() => 256);
      tries += 1 + trialOrder({ lengths, own: 256, remembered: [], rank: sortRank(me) }).indexOf(own);
    }
    expect(tries / rounds).toBeLessThan(40); // 20 by chance, 500 without the guess
  });
});

describe('the order of arrival', () => {
  it('lets what was overtaken pass, and nothing else', () => {
    const arrivals = new Arrivals();
    const [slow, fast] = [arrivals.open(), arrivals.open()];
    expect(arrivals.limit(anna, fast, 10)).toBe(10);
    arrivals.accepted(anna, fast, 50, 10);
    expect(arrivals.limit(anna, slow, 50)).toBe(10);
    arrivals.accepted(anna, slow, 20, 50);
    const later = arrivals.open();
    expect(arrivals.limit(anna, later, 50)).toBe(50);
  });

  it('agrees with judging one after the other, in whatever order the work gets done', () => {
    const frames = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(frames, fc.infiniteStream(fc.nat()), (counters, dice) => {
        const inTurn = new Set<number>();
        let highest = -1;
        for (const [at, counter] of counters.entries()) {
          if (counter <= highest) continue;
          highest = counter;
          inTurn.add(at);
        }
        const arrivals = new Arrivals();
        const open = counters.map((counter, at) => ({ at, counter, arrival: arrivals.open() }));
        // Frames of one sender swap places only between lanes: each lane keeps its order.
        const lanes = [open.filter(({ at }) => at % 3 === 0), open.filter(({ at }) => at % 3 !== 0)];
        const accepted = new Set<number>();
        let heard = -1;
        while (lanes.some((lane) => lane.length > 0)) {
          const lane = lanes[(dice.next().value ?? 0) % 2];
          const job = lane?.shift();
          if (job === undefined) continue;
          if (job.counter > arrivals.limit(anna, job.arrival, heard)) {
            accepted.add(job.at);
            arrivals.accepted(anna, job.arrival, job.counter, heard);
            heard = Math.max(heard, job.counter);
          }
          arrivals.close(job.arrival);
        }
        // An overtaken frame may pass that would have been old, never the other way round.
        for (const at of inTurn) expect(accepted.has(at)).toBe(true);
      }),
    );
  });
});

describe('a lane', () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  function laneOf(batch: number, release: () => Promise<void> = () => Promise.resolve()) {
    const clock = createFakeClock();
    const batches: number[][] = [];
    const done: ((value: number) => void)[] = [];
    const lane = new Lane<number, number>({
      width: 100,
      batch,
      clock,
      work: (job) => new Promise((resolve) => (done[job] = resolve)),
      settle: async (results) => {
        batches.push([...results]);
        await release();
      },
    });
    const finish = async (...jobs: number[]): Promise<void> => {
      for (const job of jobs) done[job]?.(job);
      await turn();
    };
    return { clock, lane, batches, finish };
  }

  it('settles in order and in batches, whatever order the work ends in', async () => {
    let release = (): void => undefined;
    const { clock, lane, batches, finish } = laneOf(3, () => new Promise<void>((go) => (release = go)));
    for (let job = 0; job < 6; job += 1) lane.push(job);
    await finish(1);
    await clock.run(1000);
    expect(batches).toEqual([]);
    await finish(0);
    await clock.run(1000);
    expect(batches).toEqual([[0, 1]]);
    await finish(5, 4, 3, 2);
    release();
    await turn();
    expect(batches).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
    release();
    await turn();
    release();
    await turn();
    expect(batches.flat()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(lane.size).toBe(0);
  });

  it('does not let what is alone wait', async () => {
    const { lane, batches, finish, clock } = laneOf(50);
    for (const job of [0, 1]) {
      lane.push(job);
      await finish(job);
    }
    expect(batches).toEqual([[0], [1]]);
    expect(clock.pending).toBe(0);
  });

  it('gathers while more is under way: until a batch is full, all is done, or 40 ms have passed', async () => {
    const { lane, batches, finish, clock } = laneOf(3);
    for (let job = 0; job < 9; job += 1) lane.push(job);
    await finish(0, 1);
    await clock.run(39);
    expect(batches).toEqual([]);
    await finish(2);
    expect(batches.splice(0)).toEqual([[0, 1, 2]]);
    await finish(3);
    await clock.run(39);
    await finish(4);
    expect(batches).toEqual([]);
    await clock.run(1);
    expect(batches.splice(0)).toEqual([[3, 4]]);
    await finish(5);
    await clock.run(39);
    await finish(6, 7);
    await finish(8);
    expect(batches).toEqual([[5, 6, 7], [8]]);
    expect(clock.pending).toBe(0);
  });
});

describe('the park', () => {
  it('is bounded in characters, too', () => {
    const dropped: string[] = [];
    const park = new Park<string>({ clock: createFakeClock(), dropped: (job) => dropped.push(job) });
    park.add(PARK_CHARACTERS, 'fits');
    park.add(1, 'one too many');
    expect(dropped).toEqual(['one too many']);
    expect(park.takeAll()).toEqual(['fits']);
    park.add(1, 'fits again');
    expect(park.size).toBe(1);
  });
});

describe('copies', () => {
  const frame = (signatureText: string, dataText = 'data'): SignedFrame => ({
    type: 'signed_data',
    form: 'string',
    dataText,
    data: { type: 'public_chat', sender: anna, message: '' },
    counter: 1,
    signature: new Uint8Array(1),
    signatureText,
  });
  it('are known by all they say, and forgotten when told so', () => {
    const seen = new SeenFrames();
    expect(seen.enter(frame('a'))).toBe(true);
    expect(seen.enter(frame('a'))).toBe(false);
    expect(seen.enter(frame('a', 'other words'))).toBe(true);
    seen.leave(frame('a', 'other words'));
    expect(seen.enter(frame('a', 'other words'))).toBe(true);
  });
  it('are remembered in bounded number', () => {
    const seen = new SeenFrames();
    for (let index = 0; index < 5000; index += 1) seen.enter(frame(`${index}`));
    expect(seen.enter(frame('4999'))).toBe(false);
    expect(seen.enter(frame('0'))).toBe(true);
  });
});
