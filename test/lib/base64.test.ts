import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allFromBase64,
  decodeByHand as decodeInto,
  encodeByHand,
  fromBase64,
  fromBase64Url,
  toBase64,
  toBase64Url,
} from '../../src/lib/base64.ts';

/** As `fromBase64`, where the platform has no decoder. */
function decodeByHand(text: string): Uint8Array | undefined {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const whole = new Uint8Array((text.length / 4) * 3 - padding);
  return decodeInto(text, whole) ? whole : undefined;
}
const bytes = fc.uint8Array({ maxLength: 70 });
const nearlyBase64 = fc.string({ unit: fc.constantFrom(...'ABab09+/=\n -_é'.split('')), maxLength: 16 });

describe('base64', () => {
  it('agrees with Node in both directions', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        const text = Buffer.from(input).toString('base64');
        expect(toBase64(input)).toBe(text);
        expect(encodeByHand(input)).toBe(text);
        expect(fromBase64(text)).toEqual(input);
        expect(decodeByHand(text)).toEqual(input);
        expect(fromBase64Url(toBase64Url(input))).toEqual(input);
        expect(toBase64Url(input)).toBe(Buffer.from(input).toString('base64url'));
      }),
      { numRuns: 5000 },
    );
  });

  it('decodes many as it decodes one, and none when one of them is wrong', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { maxLength: 5 }),
        fc.array(nearlyBase64, { maxLength: 2 }),
        (good, odd) => {
          const texts = [...good.map((one) => Buffer.from(one).toString('base64')), ...odd];
          const each = texts.map((text) => fromBase64(text));
          const all = allFromBase64(texts);
          expect(all).toEqual(each.includes(undefined) ? undefined : each);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('decodes only what encodes to the same text again', () => {
    fc.assert(
      fc.property(nearlyBase64, (text) => {
        const decoded = fromBase64(text);
        const canonical = Buffer.from(text, 'base64').toString('base64') === text;
        expect(decoded !== undefined).toBe(canonical);
        if (text.length % 4 === 0) expect(decodeByHand(text)).toEqual(decoded);
        if (decoded !== undefined) expect(toBase64(decoded)).toBe(text);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    'AA',
    'AAA',
    'AAAAA',
    'AA=',
    'A===',
    '====',
    '=AAA',
    'AA=A',
    'AB==',
    'AAB=',
    'AA==AA==',
    'AAAA\n',
    'AA AA A=',
    ' AAA',
    'AA\nA',
    'AA-A',
    'AA_A',
    'AAA\u0141',
    'AAA\ud83d',
    'AAAA====',
  ])('refuses %j', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  it.each(['AA==', 'AA+A', 'AB', 'A', 'AAA=', 'AA A'])('refuses %j as base64url', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });

  it('takes the empty text for no bytes', () => {
    expect(fromBase64('')).toEqual(new Uint8Array());
    expect(toBase64(new Uint8Array())).toBe('');
  });
});
