// Real time, some times faster, whose wall clock can jump and whose timers can be stopped for good, as with a dead process.
import type { Clock } from '../../src/lib/clock.ts';

export interface QuickClock extends Clock {
  /** Moves wall time alone (R10). */
  jump(ms: number): void;
  /** No timer runs any more. */
  stop(): void;
}

export function quickClock(speed: number): QuickClock {
  const [wall, start] = [Date.now(), performance.now()];
  const timers = new Set<NodeJS.Timeout>();
  let offset = 0;
  let isStopped = false;
  const passed = (): number => (performance.now() - start) * speed;
  return {
    now: () => wall + passed() + offset,
    monotonic: passed,
    after(ms, task) {
      if (isStopped) return () => undefined;
      const timer = setTimeout(() => {
        timers.delete(timer);
        task();
      }, ms / speed);
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer);
      };
    },
    jump(ms) {
      offset += ms;
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
