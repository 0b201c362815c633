// Which row a server gets from what its users write.
import { describe, expect, it } from 'vitest';
import type { Habits } from '../../src/domain/habits.ts';
import { isTelling, rowFor } from '../../src/engine/row-fit.ts';
import { DIALECTS, type DialectId } from '../../src/protocol/dialect.ts';

const OBJECTS: readonly DialectId[] = ['agr', 'kat', 'g17', 'frew'];
const publicHabits = (id: DialectId): Habits => {
  const { dataForm, signed, saltLength, fingerprint } = DIALECTS[id].speech;
  return { dataForm, signed, saltLength, fingerprint };
};

describe('the row of a server that wants objects', () => {
  it.each(OBJECTS)('is %s when one of its users writes so in full', (id) => {
    for (const row of ['seed', 'kat', 'g17', 'frew'] as const)
      expect(rowFor(row, DIALECTS[id].speech), row).toBe(id);
  });

  it.each(['kat', 'g17', 'frew'] as const)('is %s by a public message alone', (id) => {
    for (const row of ['seed', 'kat', 'g17', 'frew'] as const)
      expect(rowFor(row, publicHabits(id)), row).toBe(id);
  });

  it('stays where another one fits no better, or the user writes strings', () => {
    expect(rowFor('seed', publicHabits('agr'))).toBe('seed');
    expect(rowFor('kat', DIALECTS.v12.speech)).toBe('kat');
    expect(rowFor('kat', {})).toBe('kat');
    expect(rowFor('g17', { dataForm: 'object' })).toBe('g17');
    expect(isTelling('kat', DIALECTS.v12.speech)).toBe(false);
    expect(isTelling('kat', publicHabits('kat'))).toBe(true);
  });
});

describe('the row of a server that takes strings', () => {
  it('is agr only when a user writes as agr in all that is known, the text of the key included', () => {
    expect(rowFor('v12', DIALECTS.agr.speech)).toBe('agr');
    expect(rowFor('v12', publicHabits('agr'))).toBe('v12');
    expect(isTelling('v12', publicHabits('agr'))).toBe(false);
    for (const id of ['kat', 'g17', 'frew', 'seed', 'v12'] as const)
      expect(rowFor('v12', DIALECTS[id].speech), id).toBe('v12');
  });
});
