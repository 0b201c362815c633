// Words in many scripts, and texts put together of them: what people might write, and search for.
import fc from 'fast-check';

export const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  english: ['the', 'kettle', 'is', 'on', 'Bread', 'bridge', 'co-op', "it's", 'PAPER'],
  german: ['Straße', 'Grüße', 'schön', 'Öffnung', 'heute'],
  turkish: ['İstanbul', 'kapı', 'ağaç', 'IŞIK', 'çay'],
  vietnamese: ['Đường', 'phở', 'Nguyễn', 'được', 'tiếng'],
  thai: ['กินข้าว', 'สวัสดีครับ', 'ตลาดนัด', 'ปลาทู'],
  chinese: ['我想吃饭', '今天晚上', '面包', '桥边'],
  japanese: ['こんにちは', 'コーヒー', '東京駅', 'ﾊﾟﾝ屋'],
  korean: ['안녕하세요', '시장에서', '빵집', '다리'],
  arabic: ['السَّلام', 'عليكم', 'أهلاً', 'سوق', 'شكراً'],
  hebrew: ['שָׁלוֹם', 'לחם', 'הגשר', 'תודה'],
  hindi: ['नमस्ते', 'रोटी', 'पुल'],
  greek: ['Οδός', 'ΨΩΜΊ', 'γέφυρα'],
  signs: ['🎉', '👩‍👩‍👧', '❤️', 'C++', '12:30', 'a@b.example'],
};
export const WORDS: readonly string[] = Object.values(SCRIPTS).flat();

const word = fc.constantFrom(...WORDS);
const gap = fc.constantFrom(' ', ' ', ' ', '', ', ', '\n', '  ', '\u3000', '. ');

/** Some words of several scripts, with and without blanks between them. */
export const mixedText: fc.Arbitrary<string> = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.map(([one, between]) => one + between).join(''));
