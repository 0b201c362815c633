// Folding: what searching holds for the same, and the way back to the text it came from.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithMap } from '../../src/domain/fold.ts';
import { mixedText } from '../support/scripts.ts';

const boundaries = (text: string): ReadonlySet<number> => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return new Set([...[...segmenter.segment(text)].map(({ index }) => index), text.length]);
};
const anyText = fc.oneof(mixedText, fc.string({ unit: 'binary', maxLength: 30 }));

describe('folding', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same with and without the way back, which leads to ends of characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: folded, starts, ends } = foldWithMap(text);
        expect(folded).toBe(fold(text));
        expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
        const whole = boundaries(text);
        starts.forEach((start, at) => {
          expect(whole.has(start) && whole.has(ends[at]!)).toBe(true);
          expect(start).toBeLessThan(ends[at]!);
          expect(start).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves no line break and no control sign, which the corpus needs for itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(text)).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['case', 'KETTLE', 'kettle'],
    ['accents', 'Crème Brûlée', 'creme brulee'],
    ['Vietnamese', 'Đường Nguyễn Huệ', 'duong nguyen hue'],
    ['German', 'STRASSE', 'straße'],
    ['capital sharp s', 'GROẞ', 'gross'],
    ['Turkish, dotted capital', 'İSTANBUL', 'istanbul'],
    ['Turkish, dotless', 'kapı', 'kapi'],
    ['Greek, final sigma and accent', 'ΟΔΌΣ', 'οδος'],
    ['Polish and Nordic letters', 'Łódź, Tromsø, Ærø', 'lodz, tromso, aero'],
    ['Russian', 'Ёлка', 'елка'],
    ['wide Latin', 'Ｋｅｔｔｌｅ１', 'kettle1'],
    ['narrow kana', 'ｶﾞｷﾞ', 'ガギ'],
    ['kana', 'ひらがな', 'ヒラガナ'],
    ['Arabic vowels and alef', 'أَهْلًا', 'اهلا'],
    ['Arabic, lengthened', 'شكـــرا', 'شكرا'],
    ['Persian letters', 'یکی', 'يكي'],
    ['Persian, joined or not', 'می\u200cخواهم', 'میخواهم'],
    ['Arabic digits', '٢٠٢٦', '2026'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Hangul, composed or not', '한국', '한국'.normalize('NFD')],
    ['ligatures', 'ﬁre oﬃce', 'fire office'],
    ['blanks', 'a \n\t b\u3000c', 'a b c'],
    ['quotes and dashes', 'it’s “so” – 1−2', 'it\'s "so" - 1-2'],
    ['what has no width', 'ket\u200btle\u00ad', 'kettle'],
    ['emoji with and without colour sign', '❤\ufe0f', '❤'],
  ])('%s: %s is %s', (_what, one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ['Thai vowels and tones', 'ปลา', 'ปลี'],
    ['Thai tones', 'เสือ', 'เสื้อ'],
    ['Devanagari vowels', 'कि', 'की'],
    ['kana with dots', 'か', 'が'],
    ['kana with a ring', 'は', 'ぱ'],
    ['Hangul', '가', '각'],
  ])('%s: %s is not %s', (_what, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});
