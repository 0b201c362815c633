import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanClaimedName } from '../../src/lib/clean-name.ts';

const table: readonly (readonly [string, string])[] = [
  ['Anna', 'Anna'],
  ['  Anna  ', 'Anna'],
  ['Anna\nLee', 'Anna Lee'],
  ['An\u0000na\u0007\u009f', 'Anna'],
  ['An\u200bna\u200d\u200c\u2060\ufeff', 'Anna'],
  ['\u202eannA\u202c', 'annA'],
  ['\u2066An\u2069na\u200e\u200f\u061c', 'Anna'],
  ['Anna\u00ad\u034f\u180e', 'Anna'],
  ['Anna 🔒', 'Anna'],
  ['🛡️ Anna 🛡', 'Anna'],
  ['Anna 🏮💡🪔🕯️', 'Anna'],
  ['Anna ✅✔︎✓☑', 'Anna'],
  ['Anna 🔑🗝️', 'Anna'],
  ['Ann 😀', 'Ann 😀'],
  ['Zoë', 'Zo\u00eb'],
  ['Zoe\u0308', 'Zo\u00eb'],
  ['a\u0332\u0332\u0332\u0332\u0332\u0332b', 'a\u0332\u0332\u0332b'],
  ['a\u0332\u200b\u0332\u200b\u0332\u200b\u0332b', 'a\u0332\u0332\u0332b'],
  ['नमस्ते', 'नमस्ते'],
  ['山田太郎', '山田太郎'],
  ['\u3164\u115f\u1160\uffa0', ''],
  ['\u2800\u2800', ''],
  ['a\u00a0\u2003\u3000b', 'a b'],
  ['\ud83d', ''],
  ['a\ud83db', 'ab'],
  ['\u{e0041}\u{e0042}Anna', 'Anna'],
  ['\ue000Anna\u{10fffd}', 'Anna'],
  ['\u2028Anna\u2029', 'Anna'],
  ['', ''],
  ['x'.repeat(41), 'x'.repeat(40)],
  ['😀'.repeat(41), '😀'.repeat(40)],
  [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
];

describe('claimed names', () => {
  it.each(table)('%j becomes %j', (raw, clean) => {
    expect(cleanClaimedName(raw)).toBe(clean);
  });

  it('leaves a clean name as it is, and nothing of what it removes', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
      fc.constantFrom(
        '\u202e',
        '\u200d',
        '\ufe0f',
        '🔒',
        '\u0301',
        '\u0332',
        ' ',
        '\ud800',
        '\udc00',
        '\u0085',
      ),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), (units) => {
        const clean = cleanClaimedName(units.join(''));
        expect(cleanClaimedName(clean)).toBe(clean);
        expect(Array.from(clean).length).toBeLessThanOrEqual(40);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\p{DI}\p{Bidi_Control}🔒🛡🏮]|\p{M}{4}|^\s|\s$/u);
      }),
      { numRuns: 1000 },
    );
  });
});
