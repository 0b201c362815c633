// Own counters (PROTOCOL.md rule 9): what strict peers and servers would notice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COUNTER_MAX,
  FRAME_STEP,
  frameCounter,
  helloCounter,
  isStale,
  quarterSeconds,
  type Counters,
} from '../../src/domain/counter.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const BUILD = Date.UTC(2026, 5, 1);
const YEAR = 365.25 * 86_400_000;
const counters: fc.Arbitrary<Counters> = fc.record({
  lastFrame: fc.nat({ max: 2 ** 31 }),
  lastHello: fc.nat({ max: 2 ** 31 }),
  highestAccepted: fc.nat({ max: 2 ** 31 }),
});
const instant = fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(Number.NaN, -1, Infinity, 0));

describe('the clock part', () => {
  it('counts quarter seconds since 2026', () => {
    expect(quarterSeconds(Date.UTC(2026, 11, 1), BUILD)).toBe(334 * 86_400 * 4);
  });
  it('never leaves build time and five years after it, and stays below 2^31 for programs with 32-bit counters', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const quarter = quarterSeconds(now, BUILD);
        expect(quarter).toBeGreaterThanOrEqual(quarterSeconds(BUILD, BUILD));
        expect(quarter).toBeLessThanOrEqual(quarterSeconds(BUILD + 5 * YEAR, BUILD));
        expect(quarter).toBeLessThan(2 ** 31);
      }),
    );
  });
  it('reaches 2^31 in 2043', () => {
    const year = new Date(Date.UTC(2026, 0, 1) + (2 ** 31 * 1000) / 4).getUTCFullYear();
    expect(year).toBe(2043);
  });
});

describe('a frame', () => {
  it('exceeds everything of ours by sixteen, whatever the clock says', () => {
    fc.assert(
      fc.property(counters, instant, (known, now) => {
        const counter = frameCounter(known, now, BUILD);
        for (const seen of Object.values(known)) expect(counter).toBeGreaterThanOrEqual(seen + FRAME_STEP);
        expect(isStale(counter, known)).toBe(false);
      }),
    );
  });
  it('never exceeds what the wire can carry', () => {
    const known = { lastFrame: COUNTER_MAX - 3, lastHello: 0, highestAccepted: 0 };
    expect(frameCounter(known, BUILD, BUILD)).toBe(COUNTER_MAX);
  });
});

describe('a hello', () => {
  it('exceeds the last hello and what is accepted, and stays below what is uncertain, or is none', () => {
    fc.assert(
      fc.property(counters, fc.option(fc.nat({ max: 2 ** 31 }), { nil: undefined }), (known, uncertain) => {
        const counter = helloCounter(known, uncertain);
        if (counter === undefined) {
          expect(uncertain ?? Infinity).toBeLessThanOrEqual(
            1 + Math.max(known.lastHello, known.highestAccepted),
          );
          return;
        }
        expect(counter).toBeGreaterThan(known.lastHello);
        expect(counter).toBeGreaterThan(known.highestAccepted);
        expect(counter).toBeLessThan(uncertain ?? Infinity);
      }),
    );
  });
});

describe('the ledger', () => {
  const start = () => {
    const clock = createFakeClock(Date.UTC(2026, 10, 23));
    return { clock, ledger: createLedger({ clock, buildTime: BUILD, row: undefined }) };
  };

  it('leaves room for fifteen hellos between two frames, then none', () => {
    const { ledger } = start();
    ledger.noteAccepted(ledger.nextFrame());
    const uncertain = ledger.nextFrame();
    const hellos: number[] = [];
    for (let next = ledger.nextHello(uncertain); next !== undefined; next = ledger.nextHello(uncertain))
      hellos.push(next);
    expect(hellos).toHaveLength(15);
    expect(hellos.every((hello) => hello < uncertain)).toBe(true);
    expect(ledger.freshHello()).toBeGreaterThan(uncertain);
    expect(ledger.nextFrame()).toBeGreaterThan(ledger.row().lastHello);
  });

  it('never gives a number twice over any order of calls, restarts and clock jumps', () => {
    const call = fc.constantFrom('frame', 'hello', 'fresh', 'accepted', 'restart', 'back', 'ahead');
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        const { clock, ledger: first } = start();
        let ledger = first;
        const given: number[] = [];
        const frames: number[] = [];
        for (const one of calls) {
          if (one === 'frame') frames.push(ledger.nextFrame());
          if (one === 'frame') given.push(frames.at(-1) ?? 0);
          if (one === 'hello') given.push(ledger.nextHello(undefined) ?? 0);
          if (one === 'fresh') given.push(ledger.freshHello());
          if (one === 'accepted') ledger.noteAccepted(frames.at(-1) ?? 0);
          if (one === 'restart') ledger = createLedger({ clock, buildTime: BUILD, row: ledger.row() });
          if (one === 'back') clock.jump(-YEAR);
          if (one === 'ahead') clock.jump(YEAR);
        }
        expect(new Set(given).size).toBe(given.length);
        expect(frames).toEqual([...frames].sort((a, b) => a - b));
      }),
    );
  });

  it('after a restored backup goes on above what it hears of itself (T10)', () => {
    const { ledger } = start();
    ledger.noteAccepted(500_000_000);
    expect(ledger.nextFrame()).toBe(500_000_016);
    for (const nonsense of [-1, 1.5, Number.NaN, 2 ** 53]) ledger.noteAccepted(nonsense);
    expect(ledger.row().highestAccepted).toBe(500_000_000);
  });
});
