import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameSkeleton } from '../../src/lib/name-skeleton.ts';

const alike: readonly (readonly [string, string])[] = [
  ['Mira', 'mira'],
  ['Mira', 'M i r a'],
  ['Mira', 'Mir\u0430'],
  ['Mira', '\u039Cira'],
  ['Mira', 'Mirá'],
  ['Mira', 'M1ra'],
  ['Mira', 'Mlra'],
  ['Mira', 'MІRА'],
  ['Mira', '\uFF2D\uFF29\uFF32\uFF21'],
  ['Mira', '𝕄𝕚𝕣𝕒'],
  ['Mira', 'ᴍɪʀᴀ'],
  ['Mira', 'Mi\u200br\u202ea'],
  ['Mira', '"Mira".'],
  ['Mira', 'Rnira'.replace('R', 'r')],
  ['Otto', '0tt0'],
  ['Otto', 'ΟΤΤΟ'],
  ['Bob', 'ВоЬ'],
  ['Hans', 'Напѕ'],
  ['Will', 'VViII'],
  ['Groß', 'Gross'],
  ['Jo', 'Ꭻо'],
  ['Priya', 'Рriуа'],
];

describe('the skeleton of a name', () => {
  it.each(alike)('is the same for %s and %s', (one, other) => {
    expect(nameSkeleton(other)).toBe(nameSkeleton(one));
  });

  it.each([
    ['Mira', 'Mia'],
    ['Mira', 'Mirabel'],
    ['Tom', 'Tim'],
    ['Anna', 'Hanna'],
    ['山田', '山口'],
    ['Нина', 'Анна'],
  ])('differs for %s and %s', (one, other) => {
    expect(nameSkeleton(other)).not.toBe(nameSkeleton(one));
  });

  it('is one for all case, and of a skeleton itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
        const skeleton = nameSkeleton(name);
        expect(nameSkeleton(` ${name}\u200b`)).toBe(skeleton);
        expect(nameSkeleton(skeleton)).toBe(skeleton);
      }),
      { numRuns: 2000 },
    );
  });
});
