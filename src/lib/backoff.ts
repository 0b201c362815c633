// How long to wait before trying again: exponential, with full jitter so that a crowd does not come back at once.
import type { RandomBytes } from './clock.ts';

export interface BackoffRange {
  /** Upper end of the first wait, in milliseconds. */
  readonly min: number;
  /** Upper end of every later wait, in milliseconds. */
  readonly max: number;
}

/**
 * Milliseconds to wait before try number `attempt` (0 is the first one after a failure).
 * `random01` lies in [0, 1): it picks a point between 0 and the upper end, which doubles with every attempt.
 */
export function backoffDelay(
  attempt: number,
  random01: number,
  range: BackoffRange = { min: 500, max: 30_000 },
): number {
  const doublings = Math.min(Math.max(attempt, 0), 52);
  return Math.floor(random01 * Math.min(range.max, range.min * 2 ** doublings));
}

/** A number in [0, 1) with 32 random bits, from the random source that is handed around. */
export function randomUnit(random: RandomBytes): number {
  const bytes = random(4);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32;
}
