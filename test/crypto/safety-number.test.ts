// Safety numbers: the committed digits are worked out a second time here, by other code, so that no change goes unseen.
import { createHash, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { safetyNumber } from '../../src/crypto/safety-number.ts';

interface Vector {
  readonly one: string;
  readonly other: string;
  readonly digits: string;
}
const path = new URL('./safety-numbers.json', import.meta.url);
const vectors = JSON.parse(readFileSync(path, 'utf8')) as readonly Vector[];

/** By Node's own PBKDF2 and whole numbers without bounds. */
function byNode(one: string, other: string): string {
  const password = `porchlight safety number 1\n${[one, other].sort().join('\n')}`;
  const bytes = pbkdf2Sync(password, 'porchlight safety number salt 1', 100_000, 60, 'sha512');
  const groups = Array.from({ length: 12 }, (_, group) =>
    BigInt(`0x${bytes.subarray(group * 5, group * 5 + 5).toString('hex')}`),
  );
  return groups.map((value) => String(value % 100_000n).padStart(5, '0')).join('');
}

const fingerprint = (seed: string): string => createHash('sha256').update(seed).digest('base64');

describe('the safety number', () => {
  it.each(vectors)(
    'of the committed pair %# is what was committed, and what Node works out',
    async (vector) => {
      expect(await safetyNumber(vector.one, vector.other)).toBe(vector.digits);
      expect(byNode(vector.one, vector.other)).toBe(vector.digits);
    },
  );

  it('is the same on both sides, and 60 digits', async () => {
    const [anna, ben] = [fingerprint('anna'), fingerprint('ben')];
    const digits = await safetyNumber(anna, ben);
    expect(digits).toMatch(/^\d{60}$/);
    expect(await safetyNumber(ben, anna)).toBe(digits);
  });

  it('keeps the noughts in front of a group', () => {
    const groups = vectors.flatMap(({ digits }) => digits.match(/\d{5}/g) ?? []);
    expect(groups.some((group) => group.startsWith('0'))).toBe(true);
  });

  it('is another one for every other key, in every group', async () => {
    const [anna, ben, kofi] = [fingerprint('anna'), fingerprint('ben'), fingerprint('kofi')];
    const [first, second] = await Promise.all([safetyNumber(anna, ben), safetyNumber(anna, kofi)]);
    const groups = (digits: string): readonly string[] => digits.match(/\d{5}/g) ?? [];
    expect(groups(first).filter((group, at) => group === groups(second)[at])).toEqual([]);
  });
});
