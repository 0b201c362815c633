// Own counters as pure rules (PROTOCOL.md rule 9): they grow across restarts, reinstalls and devices, stay below 2^31
// until 2043, and leave room so that a hello fits under the frames whose fate is unknown.

/** Distance between two frames: 15 hellos fit in between. */
export const FRAME_STEP = 16;
/** Highest counter the wire can carry (PROTOCOL.md rule 10). */
export const COUNTER_MAX = 2 ** 53 - 1;

const EPOCH_MS = Date.UTC(2026, 0, 1);
const FIVE_YEARS_MS = 5 * 365.25 * 86_400_000;
const QUARTER_SECOND_MS = 250;

/**
 * True when somebody's counter has as good as reached the highest that the wire can carry: by a fault of their program, or
 * of somebody who used their key, nothing greater can follow.
 */
export const isAtEnd = (counter: number): boolean => counter > COUNTER_MAX - 1_000_000;

/** What is known of the own counters; the same members as the stored row. */
export interface Counters {
  /** Highest one used or reserved for a frame. */
  readonly lastFrame: number;
  readonly lastHello: number;
  /** Highest own one known to be accepted by anybody, from this device or another. */
  readonly highestAccepted: number;
}

/** Quarter seconds since 2026-01-01, with the clock clamped to [build, build + 5 years]: a wrong clock does no harm. */
export function quarterSeconds(nowMs: number, buildMs: number): number {
  const sane = Number.isFinite(nowMs) ? nowMs : buildMs;
  const clamped = Math.min(Math.max(sane, buildMs), buildMs + FIVE_YEARS_MS);
  return Math.max(0, Math.floor((clamped - EPOCH_MS) / QUARTER_SECOND_MS));
}

/** The counter of a new frame. Hellos count as seen: a frame must exceed its socket's hello. Capped at `COUNTER_MAX`. */
export function frameCounter(known: Counters, nowMs: number, buildMs: number): number {
  const seen = Math.max(known.lastFrame, known.highestAccepted, known.lastHello);
  return Math.min(COUNTER_MAX, Math.max(seen + FRAME_STEP, quarterSeconds(nowMs, buildMs)));
}

/**
 * The counter of a hello: just above what is accepted, so that frames whose fate is unknown can be sent again as they
 * are. Undefined when that is not below `lowestUncertain`: those frames become held, and a fresh counter is taken.
 */
export function helloCounter(known: Counters, lowestUncertain: number | undefined): number | undefined {
  const counter = 1 + Math.max(known.lastHello, known.highestAccepted);
  if (counter > COUNTER_MAX) return undefined;
  return lowestUncertain === undefined || counter < lowestUncertain ? counter : undefined;
}

/** True when a frame with this counter can no longer be accepted as it is: something above it was, or said hello. */
export function isStale(counter: number, known: Counters): boolean {
  return counter <= Math.max(known.lastHello, known.highestAccepted);
}
