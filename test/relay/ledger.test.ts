// The counters against a model, and their bounds.
import { array, assert, constantFrom, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger, type SocketCounters } from '../../src/relay/ledger.ts';
import { createMeter } from '../../src/relay/meter.ts';

const socketOf = (hello: number): SocketCounters => ({ hello, last: hello });

describe('the ledger', () => {
  it('accepts only what exceeds the last hello, or the last frame and the own hello', () => {
    const step = record({
      kind: constantFrom('hello', 'frame'),
      socket: nat({ max: 2 }),
      counter: nat({ max: 12 }),
    });
    assert(
      property(array(step, { maxLength: 60 }), (steps) => {
        const ledger = createLedger(false);
        const sockets: (SocketCounters | undefined)[] = [undefined, undefined, undefined];
        let hello = -1;
        let frame = -1;
        for (const [index, { kind, socket, counter }] of steps.entries()) {
          if (kind === 'hello') {
            const may = counter > hello;
            expect(ledger.acceptHello('key', counter, `h${index}`)).toBe(may);
            if (may) [hello, sockets[socket]] = [counter, socketOf(counter)];
            continue;
          }
          const own = sockets[socket];
          if (own === undefined) continue;
          const may = counter > frame && counter > own.hello;
          expect(ledger.acceptFrame('key', own, counter, String(index))).toBe(may);
          if (may) frame = counter;
        }
      }),
    );
  });

  it('keeps keys apart and knows what it accepted', () => {
    const ledger = createLedger(false);
    expect(ledger.acceptHello('a', Number.MAX_SAFE_INTEGER, 'x')).toBe(true);
    expect(ledger.acceptHello('b', 0, 'y')).toBe(true);
    expect(ledger.acceptFrame('b', socketOf(0), 1, 'one')).toBe(true);
    expect([ledger.isRepeat('b', 'one'), ledger.isRepeat('a', 'one'), ledger.isRepeat('b', 'two')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('forgets the oldest first and never more than it must', () => {
    const ledger = createLedger(false, { keys: 3, repeatsPerKey: 2, repeats: 3 });
    for (const key of ['a', 'b', 'c']) ledger.acceptHello(key, 10, key);
    const socket = socketOf(10);
    for (const counter of [11, 12, 13]) ledger.acceptFrame('a', socket, counter, `a${counter}`);
    expect(['a11', 'a12', 'a13'].map((digest) => ledger.isRepeat('a', digest))).toEqual([false, true, true]);
    const other = socketOf(10);
    for (const counter of [11, 12]) ledger.acceptFrame('b', other, counter, `b${counter}`);
    expect([ledger.isRepeat('b', 'b12'), ledger.isRepeat('a', 'a13')]).toEqual([true, false]);
    ledger.acceptHello('d', 1, 'd');
    expect(ledger.helloIsNew('c', 10, '-')).toBe(true);
    expect(ledger.helloIsNew('a', 10, '-')).toBe(false);
  });
});

describe('the meter', () => {
  it('lets bursts pass, then the rate', () => {
    let now = 0;
    const meter = createMeter(100, 5, () => now);
    expect(Array.from({ length: 7 }, meter)).toEqual([0, 0, 0, 0, 0, 10, 20]);
    now = 20;
    expect(meter()).toBe(10);
    now = 1000;
    expect(Array.from({ length: 6 }, meter)).toEqual([0, 0, 0, 0, 0, 10]);
  });
});
