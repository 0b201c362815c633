// The order in which ways of speaking are tried, and that nothing goes out that might hurt.
import { describe, expect, it } from 'vitest';
import { waysLeft, type Tried } from '../../src/engine/joining-plan.ts';
import type { DialectId } from '../../src/protocol/dialect.ts';

const tried = (row: DialectId, more: Partial<Tried> = {}): Tried => ({
  row,
  problem: 'refused-hello',
  code: undefined,
  hasComplained: false,
  addresses: [],
  ...more,
});
const closed = (row: DialectId, code: number): Tried => tried(row, { code });
const silent = (row: DialectId): Tried => tried(row, { problem: 'no-list' });
const complained = (row: DialectId): Tried => tried(row, { hasComplained: true });

describe('the ways left', () => {
  it('begin with the string', () => {
    expect(waysLeft([])).toEqual(['v12']);
    expect(waysLeft([closed('kat', 1008)])[0]).toBe('v12');
  });

  it.each<[string, Tried, readonly DialectId[]]>([
    ['closed with 1011', closed('v12', 1011), ['kat', 'seed', 'frew', 'g17']],
    ['closed with 1000', closed('v12', 1000), ['frew', 'seed', 'kat', 'g17']],
    ['closed with 1008', closed('v12', 1008), ['seed', 'kat', 'frew', 'g17']],
    ['answered with an error', complained('v12'), ['g17', 'seed', 'kat', 'frew']],
  ])('go on with objects after a string was %s', (_, end, ways) => {
    expect(waysLeft([end])).toEqual(ways);
  });

  it('go on with the other salt after silence, and with objects only after that', () => {
    expect(waysLeft([silent('v12')])).toEqual(['v12-222', 'seed', 'kat']);
    expect(waysLeft([silent('v12'), silent('v12-222')])).toEqual(['seed', 'kat']);
    const unlisted = tried('v12', { problem: 'not-listed', addresses: ['ws://a:1'] });
    expect(waysLeft([unlisted])).toEqual(['v12-222', 'kat', 'seed']);
  });

  it('go on after wrong signed bytes, each way once, until there is none', () => {
    const ends = [closed('v12', 1011), closed('kat', 1000)];
    expect(waysLeft(ends)).toEqual(['seed', 'frew', 'g17']);
    ends.push(silent('seed'));
    expect(waysLeft(ends)).toEqual(['frew', 'g17']);
    ends.push(complained('frew'), closed('g17', 1008));
    expect(waysLeft(ends)).toEqual([]);
  });

  it('are none where the end says nothing of the hello', () => {
    expect(waysLeft([closed('v12', 1006)])).toEqual([]);
    expect(waysLeft([closed('v12', 1001)])).toEqual([]);
    expect(waysLeft([tried('v12', { problem: 'unreachable' })])).toEqual([]);
    expect(waysLeft([tried('v12', { problem: 'oversized' })])).toEqual([]);
  });

  /** Every history of answers there can be: an object is never sent before a string was refused or both were ignored. */
  it('never hold an object first while a string may still be what the server wants', () => {
    const answers = [
      (row: DialectId) => closed(row, 1000),
      (row: DialectId) => closed(row, 1011),
      (row: DialectId) => closed(row, 1008),
      silent,
      complained,
    ];
    const walk = (ends: readonly Tried[]): number => {
      const [next] = waysLeft(ends);
      if (next === undefined) return ends.length;
      const strings = ends.filter(({ row }) => row.startsWith('v12'));
      const isRefused = strings.some(({ problem }) => problem === 'refused-hello');
      if (!next.startsWith('v12')) expect(isRefused || strings.length === 2).toBe(true);
      expect(ends.map(({ row }) => row)).not.toContain(next);
      return Math.max(...answers.map((answer) => walk([...ends, answer(next)])));
    };
    expect(walk([])).toBeLessThanOrEqual(6);
  });
});
