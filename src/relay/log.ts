// One-line logs: what happened, how often, how big; never what was said (T34).
import type { Clock } from '../lib/clock.ts';

export type LogFields = Readonly<Record<string, string | number | boolean>>;
/** Writes `event key=value …` as one line. */
export type Log = (event: string, fields?: LogFields) => void;

const LONGEST_VALUE = 120;
const LINES_PER_SECOND = 50;

/** `value` as one word of printable ASCII: other people's text must not draw on a terminal or start a new line. */
function printable(value: string | number | boolean): string {
  const text = String(value).slice(0, LONGEST_VALUE);
  if (/^[\w.:/+=@[\]-]+$/.test(text)) return text;
  const escaped = text.replace(/[^\x20-\x7e]|["\\]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/**
 * A log that hands finished lines to `write`. Whoever floods the relay must not flood its disk as well: beyond
 * 50 lines a second lines are only counted, and the count is written with the next second's first line.
 */
export function createLog(write: (line: string) => void, clock: Clock): Log {
  let second = 0;
  let written = 0;
  let left = 0;
  return (event, fields = {}) => {
    const now = Math.floor(clock.monotonic() / 1000);
    if (now !== second) {
      if (left > 0) write(`log left-out=${left}`);
      second = now;
      written = 0;
      left = 0;
    }
    written += 1;
    if (written > LINES_PER_SECOND) {
      left += 1;
      return;
    }
    const words = Object.entries(fields).map(([name, value]) => `${name}=${printable(value)}`);
    write([new Date(clock.now()).toISOString(), event, ...words].join(' '));
  };
}
