// Time and chance as things that are handed in, so that every engine test can own them.

/** Wall time, monotonic time and timers. */
export interface Clock {
  /** Milliseconds since 1970; may jump (R10). */
  now(): number;
  /** Milliseconds of a clock that never goes back. */
  monotonic(): number;
  /** Runs `task` once after `ms`; returns its cancellation. */
  after(ms: number, task: () => void): () => void;
}

/** A clock whose timers can all be ended at once; from then on it starts none. */
export function endableClock(clock: Clock): Clock & { end(): void } {
  const running = new Set<() => void>();
  let isOver = false;
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after(ms, task) {
      if (isOver) return () => undefined;
      const end = (): void => {
        cancel();
        running.delete(end);
      };
      const cancel = clock.after(ms, () => {
        running.delete(end);
        task();
      });
      running.add(end);
      return end;
    },
    end() {
      isOver = true;
      for (const end of running) end();
    },
  };
}

/** `length` bytes nobody can guess. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
