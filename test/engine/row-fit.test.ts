// Which row a server gets from what its users write.
import { describe, expect, it } from 'vitest';
import type { Habits } from '../../src/domain/habits.ts';
import { isTelling, rowFor } from '../../src/engine/row-fit.ts';
import type { DialectId } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';

const OBJECTS: readonly DialectId[] = ['agr', 'kat', 'g17', 'frew'];
const publicHabits = (id: DialectId): Habits => {
  const { dataForm, signed, saltLength, fingerprint } = DIALECTS[id].speech;
  return { dataForm, signed, saltLength, fingerprint };
};

describe('the row of a server that wants objects', () => {
  it.each(OBJECTS)('is %s when one of its users writes so in full', (id) => {
    for (const row of ['seed', 'kat'] as const) expect(rowFor(row, DIALECTS[id].speech, false), row).toBe(id);
  });

  it.each(['kat', 'g17', 'frew'] as const)('is %s by a public message alone', (id) => {
    for (const row of ['seed', 'kat'] as const) expect(rowFor(row, publicHabits(id), false), row).toBe(id);
  });

  it('stays careful where an unknown destination does harm, whatever one guest there writes', () => {
    for (const row of ['g17', 'frew'] as const) {
      for (const id of ['kat', 'agr', 'seed'] as const)
        expect(DIALECTS[rowFor(row, DIALECTS[id].speech, false)].manners.unknownDestinationHurts).toBe(true);
      for (const id of ['g17', 'frew'] as const) expect(rowFor(row, publicHabits(id), false)).toBe(id);
    }
  });

  it('stays where another one fits no better, or the user writes strings', () => {
    expect(rowFor('seed', publicHabits('agr'), false)).toBe('seed');
    expect(rowFor('kat', DIALECTS.v12.speech, false)).toBe('kat');
    expect(rowFor('kat', {}, false)).toBe('kat');
    expect(rowFor('g17', { dataForm: 'object' }, false)).toBe('g17');
    expect(isTelling('kat', DIALECTS.v12.speech, false)).toBe(false);
    expect(isTelling('kat', publicHabits('kat'), false)).toBe(true);
  });
});

describe('the row of a server that takes strings', () => {
  it('is agr only when a user writes as agr in all that is known, the text of the key included', () => {
    expect(rowFor('v12', DIALECTS.agr.speech, false)).toBe('agr');
    expect(rowFor('v12', publicHabits('agr'), false)).toBe('v12');
    expect(isTelling('v12', publicHabits('agr'), false)).toBe(false);
    expect(rowFor('v12', publicHabits('agr'), true)).toBe('agr');
    for (const id of ['kat', 'g17', 'frew', 'v12'] as const)
      expect(rowFor('v12', publicHabits(id), true), id).toBe('v12');
    for (const id of ['kat', 'g17', 'frew', 'seed', 'v12'] as const)
      expect(rowFor('v12', DIALECTS[id].speech, false), id).toBe('v12');
  });
});
