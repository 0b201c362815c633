// What of formats.ts only rarer views need: sizes, shares, dates of things made once.
import { kept } from './formats.ts';

export const percent = (value: number): string =>
  kept(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 0 }).format(value);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
/** Sizes in steps of a thousand, as shops and file managers count them. */
export function bytes(size: number): string {
  const step = size < 1000 ? 0 : size < 1e6 ? 1 : size < 1e9 ? 2 : 3;
  const value = size / 1000 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  const unit = UNITS[step] ?? 'byte';
  const options = { style: 'unit', unit, unitDisplay: step === 0 ? 'long' : 'short' } as const;
  return kept(Intl.NumberFormat, { ...options, maximumFractionDigits: digits }).format(value);
}

/** "12 May 2026": when something was made. */
export const dayDate = (at: number): string =>
  kept(Intl.DateTimeFormat, { dateStyle: 'medium' } as const).format(at);

const SPANS = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;
/** "8 hours", "1 week": in the largest unit that fits. */
export function span(seconds: number): string {
  const [unit, size] = SPANS.find(([, each]) => seconds % each === 0) ?? ['second', 1];
  return kept(Intl.NumberFormat, { style: 'unit', unit, unitDisplay: 'long' } as const).format(
    seconds / size,
  );
}
