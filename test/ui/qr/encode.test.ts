// QR codes: what is drawn is read again by a decoder, whatever stands in it.
import fc from 'fast-check';
import { decodeQR } from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { squaresOf, type QrSquares } from '../../../src/ui/qr/encode.ts';

/** The picture as a screen shows it: 4 pixels for a module, 4 modules around. */
function painted({ size, path }: QrSquares): { width: number; height: number; data: Uint8Array } {
  const side = (size + 8) * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = 0; row < 4; row += 1)
      for (let column = 0; column < Number(length) * 4; column += 1) {
        const at = (((Number(y) + 4) * 4 + row) * side + (Number(x) + 4) * 4 + column) * 4;
        data.set([26, 20, 48], at);
      }
  return { width: side, height: side, data };
}
const read = (text: string): string | undefined => {
  const squares = squaresOf(text);
  return squares && decodeQR(painted(squares), { timeLimit: 5000, format: 'RGBA' });
};

describe('a QR code', () => {
  it('says what was put into it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (text) => {
        fc.pre(text.isWellFormed());
        expect(read(text)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('is small for what a reader must see on a screen: a link of 200 characters has at most 61 modules', () => {
    const link = `https://porchlight.example/#/i/${'A'.repeat(170)}`;
    expect(read(link)).toBe(link);
    expect(squaresOf(link)?.size).toBeLessThanOrEqual(61);
  });

  it('is none for what no code holds', () => {
    expect(squaresOf('x'.repeat(2331))?.size).toBe(177);
    expect(squaresOf('x'.repeat(2332))).toBe(undefined);
  });
});
