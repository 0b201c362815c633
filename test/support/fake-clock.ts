// A clock that stands still until a test moves it. Timers run in order of time; wall time can jump (R10).
import type { Clock } from '../../src/lib/clock.ts';

export interface FakeClock extends Clock {
  /** Moves both clocks on by `ms`, running every timer that falls due, also ones set on the way. */
  advance(ms: number): void;
  /** As `advance`, letting promises settle before, between and after the timers. */
  run(ms: number): Promise<void>;
  /** Changes wall time only. */
  jump(ms: number): void;
  /** Time passes while nothing runs (a sleeping phone): due timers run late, on the next `advance`. */
  sleep(ms: number): void;
  /** Timers waiting. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

/** A new clock at wall time `start`. */
export function createFakeClock(start = Date.UTC(2026, 6, 1)): FakeClock {
  let monotonic = 1000;
  let offset = start - monotonic;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined => {
    let found: Timer | undefined;
    for (const timer of timers) {
      if (timer.at <= until && (found === undefined || timer.at < found.at)) found = timer;
    }
    return found;
  };
  const runOne = (until: number): boolean => {
    const timer = nextDue(until);
    if (timer === undefined) return false;
    timers.delete(timer);
    monotonic = Math.max(monotonic, timer.at);
    timer.task();
    return true;
  };

  return {
    now: () => monotonic + offset,
    monotonic: () => monotonic,
    after(ms, task) {
      const timer = { at: monotonic + Math.max(0, ms), task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const until = monotonic + ms;
      while (runOne(until));
      monotonic = Math.max(monotonic, until);
    },
    async run(ms) {
      const until = monotonic + ms;
      await settle();
      while (runOne(until)) await settle();
      monotonic = Math.max(monotonic, until);
      await settle();
    },
    jump(ms) {
      offset += ms;
    },
    sleep(ms) {
      monotonic += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}

/** Lets promises, IndexedDB stand-ins (setImmediate) and worker-less WebCrypto get on with it for a few turns. */
export async function settle(turns = 4): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
