import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes, fromHex, fromUtf8, Scratch, toHex, utf8 } from '../../src/lib/bytes.ts';

describe('bytes', () => {
  it('reads UTF-8 back and refuses what is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe('\uFEFFA');
    for (const bad of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf4, 0x90, 0x80, 0x80]]) {
      expect(fromUtf8(Uint8Array.from(bad))).toBeUndefined();
    }
  });

  it('lends memory for long texts, to one at a time', () => {
    const scratch = new Scratch();
    const texts = [
      'a'.repeat(50_000),
      'é😀'.repeat(20_000),
      'short',
      '\ud83d'.repeat(30_000),
      'x'.repeat(2_000_000),
    ];
    const lent = texts.map((text) => scratch.utf8(text, '123'));
    for (const [at, { bytes }] of lent.entries())
      expect(equalBytes(bytes, utf8(`${texts[at]}123`))).toBe(true);
    lent.forEach(({ done }) => done());
    const again = texts.map((text) => {
      const { bytes, done } = scratch.utf8(text, '4');
      const isSame = equalBytes(bytes, utf8(`${text}4`));
      done();
      return isSame;
    });
    expect(again).toEqual(texts.map(() => true));
  });

  it('reads hex back and refuses what is none', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (input) => {
        expect(fromHex(toHex(input))).toEqual(input);
        expect(fromHex(toHex(input).toUpperCase())).toEqual(input);
        expect(toHex(input)).toBe(Buffer.from(input).toString('hex'));
      }),
    );
    for (const bad of ['0', '0g', ' 00', '0x00', '٠٠']) expect(fromHex(bad)).toBeUndefined();
  });

  it('joins and compares', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        const joined = concatBytes(a, b);
        expect(Buffer.from(joined)).toEqual(Buffer.concat([a, b]));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(equalBytes(joined, concatBytes(a, b))).toBe(true);
      }),
    );
  });
});
