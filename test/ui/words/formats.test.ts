// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { bytes } from '../../../src/ui/words/formats-more.ts';
import { dayName, locale, plural, shortWhen, sinceWhen } from '../../../src/ui/words/formats.ts';
import { en } from '../../../src/ui/words/en.ts';
import { pseudo } from '../../../src/ui/words/pseudo.ts';
import { speak, t } from '../../../src/ui/words/words.ts';

afterEach(() => speak({ tag: 'en-GB', dir: 'ltr', words: en }));
const now = new Date(2026, 4, 6, 18, 0).getTime();
const at = (day: number, hour = 12): number => new Date(2026, 4, day, hour).getTime();

describe('formats', () => {
  it('says when: the time today, the weekday this week, else the date', () => {
    locale.value = 'en-GB';
    expect([shortWhen(at(6), now), shortWhen(at(3), now), shortWhen(at(-10), now)]).toEqual([
      '12:00',
      'Sun',
      '20 Apr',
    ]);
    // What is still to come, too: a chat is muted until then.
    expect([shortWhen(at(6, 23), now), shortWhen(at(7), now), shortWhen(at(13), now)]).toEqual([
      '23:00',
      'Thu',
      '13 May',
    ]);
    expect([dayName(at(6, 23), now), dayName(at(5, 23), now), dayName(at(3), now)]).toEqual([
      'Today',
      'Yesterday',
      'Sunday',
    ]);
    expect(sinceWhen(at(6, 14), now)).toBe('14:00');
    expect(dayName(now + 1e8, now)).toBe('Today');
  });
  it('counts and measures in the language', () => {
    locale.value = 'en-GB';
    expect(plural(1, { one: '# light', other: '# lights' })).toBe('1 light');
    expect(plural(1284, { one: '# light', other: '# lights' })).toBe('1,284 lights');
    expect([bytes(999), bytes(4_800_000), bytes(18e6)]).toEqual(['999 bytes', '4.8 MB', '18 MB']);
    locale.value = 'de';
    expect(bytes(4_800_000)).toBe('4,8 MB');
  });
  it('has a right-to-left stand-in for every word, longer and with names untouched', () => {
    speak(pseudo(en));
    expect(document.documentElement.dir).toBe('rtl');
    expect(t.value.app.chats).not.toBe('Chats');
    expect(t.value.app.chats.length).toBeGreaterThan('Chats'.length * 1.3);
    expect(t.value.app.quoted('Mira')).toContain('Mira');
    const count = (words: object): number =>
      Object.values(words).reduce(
        (sum: number, one) => sum + (typeof one === 'object' ? count(one as object) : 1),
        0,
      );
    expect(count({ ...t.value })).toBe(count(en));
  });
});
