// Verify codes: what is written is read back, and nothing else is.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { readVerifyCode, verifyCode } from '../../src/lib/verify-code.ts';

function key(seed: string): Fingerprint {
  const text = createHash('sha256').update(seed).digest('base64');
  if (!isFingerprint(text)) throw new Error('never');
  return text;
}
const [anna, ben, mallory, dora] = [key('anna'), key('ben'), key('mallory'), key('dora')];
/** Anna reads on Ben's page. */
const read = (text: string) => readVerifyCode(text, { me: anna, them: ben });

describe('a verify code', () => {
  it('says the same when each holds the key that the other knows', () => {
    expect(read(verifyCode(ben, anna))).toBe('same');
    expect(readVerifyCode(verifyCode(anna, ben), { me: ben, them: anna })).toBe('same');
  });

  it('is written in the letters of addresses, so that every scanner gives it back whole', () => {
    expect(verifyCode(anna, ben)).toMatch(/^porchlight-verify:1:[\w-]{43}:[\w-]{43}$/);
  });

  it('tells another key than the one I know, whomever it was made for', () => {
    expect(read(verifyCode(dora, anna))).toBe('other-key');
    // Somebody in the middle: Ben holds another key than I know, and knows another key of mine.
    expect(read(verifyCode(key('ben himself'), mallory))).toBe('other-key');
  });

  it('is refused when it was made for another key than mine, though it is theirs', () => {
    expect(read(verifyCode(ben, mallory))).toBe('not-for-me');
  });

  it('knows my own code, held before my own camera', () => {
    expect(read(verifyCode(anna, ben))).toBe('own');
  });

  it('takes blanks around it from a paste, and nothing else', () => {
    const good = verifyCode(ben, anna);
    expect(read(` ${good}\n`)).toBe('same');
    const bad = [
      '',
      'https://example.org/',
      `x${good}`,
      `${good}x`,
      `${good}:`,
      good.replace(':1:', ':2:'),
      good.toUpperCase(),
      good.replaceAll('-', '+').replaceAll('_', '/').replace('porchlight+', 'porchlight-'),
      good.slice(0, -1),
      good.replace(/:(?=[^:]*$)/, ' '),
      `${good.slice(0, -1)}${String.fromCharCode(good.charCodeAt(good.length - 1) + 1)}`,
    ];
    expect(bad.filter((text) => text !== good).map(read)).toEqual(
      bad.filter((text) => text !== good).map(() => 'not-a-code'),
    );
  });

  it('never takes one that was changed in any place', () => {
    const good = verifyCode(ben, anna);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (at, other) => {
        const changed = good.slice(0, at) + other + good.slice(at + 1);
        fc.pre(changed.trim() !== good);
        expect(read(changed)).not.toBe('same');
      }),
    );
  });
});
