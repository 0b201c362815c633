// What a typed query asks for, and the piece of a message that is shown for it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/fold.ts';
import { snippetOf } from '../../src/domain/snippet.ts';
import { isMeantMost, wantedOf } from '../../src/domain/wanted.ts';
import { mixedText } from '../support/scripts.ts';

/** How a text answers a query: not at all, within words, or as words begin. */
function found(text: string, query: string): 'no' | 'within' | 'best' {
  const wanted = wantedOf(query);
  const folded = fold(text);
  if (wanted === undefined || !wanted.words.every((word) => folded.includes(word))) return 'no';
  return isMeantMost(folded, wanted) ? 'best' : 'within';
}
const marked = (text: string, query: string): readonly string[] => {
  const { text: snippet, marks } = snippetOf(text, wantedOf(query)?.words ?? []);
  return marks.map(([start, length]) => snippet.slice(start, start + length));
};

describe('a query', () => {
  it.each([
    ['English, a start', 'The kettle is on', 'ket', 'best'],
    ['English, within', 'The kettle is on', 'ettl', 'within'],
    ['all words, any order', 'The kettle is on', 'on kettle', 'best'],
    ['a word that is missing', 'The kettle is on', 'kettle off', 'no'],
    ['quoted, as it stands', 'The kettle is on', '"kettle is"', 'best'],
    ['quoted, elsewhere', 'The kettle that is on', '"kettle is"', 'no'],
    ['quoted, still being typed', 'The kettle is on', '"kettle i', 'best'],
    ['an address', 'write to a@b.example', 'a@b.example', 'best'],
    ['signs', 'I write C++', 'c++', 'best'],
    ['an emoji', 'party 🎉', '🎉', 'best'],
    ['only marks', 'really?!', '?!', 'best'],
    ['Thai, within a sentence', 'วันนี้ไปตลาดนัดกัน', 'ตลาด', 'best'],
    ['Thai, two words apart', 'ตลาดวันนี้มีปลา', 'ปลา ตลาด', 'best'],
    ['Thai, another vowel', 'ปลีกล้วย', 'ปลา', 'no'],
    ['Chinese, within', '我今天晚上想吃饭', '吃饭', 'best'],
    ['Chinese, its words apart', '晚上我吃面包', '面包晚上', 'within'],
    ['Chinese, one sign', '我今天晚上想吃饭', '晚', 'best'],
    ['Japanese, other kana', 'コーヒーを飲みたい', 'こーひー', 'best'],
    ['Japanese, narrow kana', 'パン屋', 'ﾊﾟﾝ', 'best'],
    ['Japanese, kanji', '東京駅で会おう', '京駅', 'best'],
    ['Korean, while it is typed', '한국어를 배워요', '하', 'best'],
    ['Korean, a first sound', '한국어를 배워요', 'ㅎ', 'best'],
    ['Korean, within a word', '우리나라', '나라', 'within'],
    ['Arabic without vowels', 'السَّلامُ عليكم', 'السلام', 'best'],
    ['Arabic, behind the article', 'السوق مفتوح', 'سوق', 'within'],
    ['Hebrew without points', 'שָׁלוֹם לכולם', 'שלום', 'best'],
    ['Turkish, without its letters', 'Kapıyı aç, IŞIK', 'isik kapi', 'best'],
    ['Turkish, with them', 'ISTANBUL', 'istanbul', 'best'],
    ['German, ss', 'In der Hauptstraße', 'hauptstrasse', 'best'],
    ['German, within', 'In der Hauptstraße', 'straße', 'within'],
    ['Vietnamese without marks', 'Đi ăn phở được không', 'di an pho duoc', 'best'],
    ['Vietnamese with them', 'Đi ăn phở', 'phở', 'best'],
    ['Hindi', 'रोटी खा ली', 'रोटी', 'best'],
    ['Greek, final sigma', 'ΟΔΟΣ', 'οδός', 'best'],
  ] as const)('%s', (_what, text, query, answer) => {
    expect(found(text, query)).toBe(answer);
  });

  it('of blanks or quotes alone asks for nothing', () => {
    expect(['', '  ', '"', '""', '“”'].map(wantedOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds every text by any of its words, whatever the script', () => {
    fc.assert(
      fc.property(mixedText, fc.nat(), (text, pick) => {
        const words = text.split(/\s+/u).filter((word) => fold(word).trim() !== '' && !word.includes('"'));
        const word = words[pick % Math.max(1, words.length)];
        if (word !== undefined) expect(found(text, word)).not.toBe('no');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a snippet', () => {
  it.each([
    ['accents', 'Une crème brûlée', 'creme', ['crème']],
    ['one letter that is two', 'Hauptstraße 3', 'strasse', ['straße']],
    ['half of such a letter', 'groß', 'gros', ['groß']],
    ['Hangul half typed', '한국어', '하', ['한']],
    ['a family', 'look 👩‍👩‍👧 here', '👩', ['👩‍👩‍👧']],
    ['several, and what touches is one', 'kettle kettle', 'kettle ket', ['kettle', 'kettle']],
    ['points', 'שָׁלוֹם', 'שלום', ['שָׁלוֹם']],
    ['Thai', 'ไปตลาดนัด', 'ตลาด', ['ตลาด']],
  ])('lights up %s', (_what, text, query, marks) => {
    expect(marked(text, query)).toEqual(marks);
  });

  it('is one line around the find, and says where it was cut', () => {
    const text = `${'before '.repeat(40)}\nthe kettle\n${'after '.repeat(60)}`;
    const { text: snippet, marks } = snippetOf(text, ['kettle']);
    expect(snippet).toMatch(/^…before .*the kettle after .*…$/u);
    expect(snippet.length).toBeLessThanOrEqual(162);
    expect(marks).toHaveLength(1);
  });

  it('finds its place in a very long text, too', () => {
    const text = `${'Äpfel und ß '.repeat(4000)}kettle ${'Öl '.repeat(4000)}`;
    const { text: snippet, marks } = snippetOf(text, ['kettle']);
    expect(marks.map(([start, length]) => snippet.slice(start, start + length))).toEqual(['kettle']);
  });

  it('never cuts a character in two, and lights up whole ones', () => {
    fc.assert(
      fc.property(mixedText, mixedText, fc.nat(80), (before, text, times) => {
        const whole = before.repeat(times) + text;
        const { text: snippet, marks } = snippetOf(whole, wantedOf(text)?.words ?? []);
        // oxlint-disable-next-line typescript/no-unsafe-call -- newer than the library's types
        expect((snippet as string & { isWellFormed(): boolean }).isWellFormed()).toBe(true);
        let end = 0;
        for (const [start, length] of marks) {
          expect(start).toBeGreaterThanOrEqual(end);
          expect(length).toBeGreaterThan(0);
          end = start + length;
        }
        expect(end).toBeLessThanOrEqual(snippet.length);
      }),
      { numRuns: 1000 },
    );
  });
});
