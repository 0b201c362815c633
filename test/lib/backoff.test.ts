import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay, randomUnit } from '../../src/lib/backoff.ts';
import { systemRandom } from '../../src/lib/clock.ts';

const range = { min: 500, max: 30_000 };

describe('backoff', () => {
  it('doubles its upper end up to the maximum', () => {
    const ends = [0, 1, 2, 5, 6, 7, 60, 5000].map((attempt) => backoffDelay(attempt, 1, range));
    expect(ends).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  });

  it('spreads a crowd over the whole range', () => {
    expect(backoffDelay(3, 0)).toBe(0);
    expect(backoffDelay(3, 0.5)).toBe(2000);
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, random01) => {
        const delay = backoffDelay(attempt, random01, range);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(30_000);
      }),
    );
  });

  it('takes its chance from the given source', () => {
    expect(randomUnit((length) => new Uint8Array(length))).toBe(0);
    expect(randomUnit((length) => new Uint8Array(length).fill(255))).toBeLessThan(1);
    expect(randomUnit((length) => new Uint8Array(length).fill(128))).toBeCloseTo(0.502, 3);
    expect(randomUnit(systemRandom)).not.toBe(randomUnit(systemRandom));
  });
});
