import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWellFormed, toWellFormed, utf8Length } from '../../src/lib/text-shape.ts';

const anyUnits = fc.string({
  unit: fc.constantFrom('a', 'é', '中', '😀', '\ud83d', '\ude00', '\udfff', '\ud800'),
  maxLength: 12,
});

describe('the shape of text', () => {
  it('measures UTF-8 as the encoder writes it', () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
      { numRuns: 5000 },
    );
    const long = 'aé中😀\ud83d'.repeat(1000);
    expect(utf8Length(long)).toBe(new TextEncoder().encode(long).length);
  });

  it('tells lone surrogates and replaces only those, as the encoder does', () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        const repaired = new TextDecoder().decode(new TextEncoder().encode(text));
        expect(isWellFormed(text)).toBe(repaired === text);
        expect(toWellFormed(text)).toBe(repaired);
      }),
      { numRuns: 5000 },
    );
  });

  it('tells them where the platform cannot', () => {
    const prototype = String.prototype;
    const own = Object.getOwnPropertyDescriptor(String.prototype, 'isWellFormed');
    try {
      Reflect.deleteProperty(String.prototype, 'isWellFormed');
      expect(isWellFormed('a😀中')).toBe(true);
      expect(isWellFormed('a\ud83d')).toBe(false);
      expect(isWellFormed('\ude00\ud83d')).toBe(false);
    } finally {
      if (own !== undefined) Object.defineProperty(prototype, 'isWellFormed', own);
    }
  });
});
