// Numbers, times, lists and plurals in the reader's language: all of it by Intl, none of it by hand.
import { signal } from '@preact/signals';

/** The language of numbers and dates; undefined means the browser's own. */
export const locale = signal<string | undefined>(undefined);

const made = new Map<string, unknown>();
const isMade = <T>(kept: unknown, make: new (...args: never[]) => T): kept is T => kept instanceof make;

/** Intl objects are slow to make (~50 µs), so each is made once for a language. */
export function kept<T, O>(make: new (locale: string | undefined, options: O) => T, options: O): T {
  const key = `${make.name} ${locale.value ?? ''} ${JSON.stringify(options)}`;
  const found = made.get(key);
  if (isMade(found, make)) return found;
  const fresh = new make(locale.value, options);
  made.set(key, fresh);
  return fresh;
}

export const number = (value: number): string => kept(Intl.NumberFormat, {}).format(value);
export const list = (names: readonly string[]): string =>
  kept(Intl.ListFormat, { type: 'conjunction' }).format(names);

export interface Forms {
  readonly one: string;
  readonly other: string;
}
/** "1 person", "14 people": the form is chosen by the language, `#` becomes the number. */
export function plural(count: number, forms: Forms): string {
  const form = kept(Intl.PluralRules, {}).select(count) === 'one' ? forms.one : forms.other;
  return form.replace('#', number(count));
}

const DAY = 86_400_000;
const dayStart = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
/** Whole days between the midnights of two moments; summer time cannot shift it. */
const daysAgo = (at: number, now: number): number => Math.round((dayStart(now) - dayStart(at)) / DAY);

export const clockTime = (at: number): string =>
  kept(Intl.DateTimeFormat, { timeStyle: 'short' } as const).format(at);

/** Today 18:47, less than a week away "Mon", else a date: for the narrow end of a row. */
export function shortWhen(at: number, now = Date.now()): string {
  const days = Math.abs(daysAgo(at, now));
  if (days === 0) return clockTime(at);
  if (days < 7) return kept(Intl.DateTimeFormat, { weekday: 'short' } as const).format(at);
  return kept(Intl.DateTimeFormat, { day: 'numeric', month: 'short' } as const).format(at);
}

/** "Today", "Yesterday", "Sunday", "3 May 2026": above a day's messages. */
export function dayName(at: number, now = Date.now()): string {
  const days = daysAgo(at, now);
  if (days <= 1) {
    const word = kept(Intl.RelativeTimeFormat, { numeric: 'auto' } as const).format(
      -Math.max(0, days),
      'day',
    );
    return word.charAt(0).toLocaleUpperCase(locale.value) + word.slice(1);
  }
  if (days < 7) return kept(Intl.DateTimeFormat, { weekday: 'long' } as const).format(at);
  return kept(Intl.DateTimeFormat, { dateStyle: 'long' } as const).format(at);
}

/** "14:20", "Sunday", "3 May 2026": after the word "since". */
export const sinceWhen = (at: number, now = Date.now()): string =>
  daysAgo(at, now) <= 0 ? clockTime(at) : dayName(at, now);

export const isSameDay = (a: number, b: number): boolean => dayStart(a) === dayStart(b);

/** Keeps a stranger's words from turning the sentence around them (U+2068 … U+2069). */
export const iso = (text: string): string => `\u2068${text}\u2069`;
