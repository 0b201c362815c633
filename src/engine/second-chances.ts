// How many frames that seem to be for others may be looked at twice: a server floods many, and few of them are ours.
import type { Clock } from '../lib/clock.ts';

/** So many at once, and so many more a second. */
const BURST = 16;
const RATE = 4;

export class SecondChances {
  readonly #clock: Clock;
  #left = BURST;
  #at = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when one more is allowed. */
  take(): boolean {
    const now = this.#clock.monotonic();
    this.#left = Math.min(BURST, this.#left + ((now - this.#at) / 1000) * RATE);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
