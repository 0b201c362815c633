// How often something costly may be tried that mostly fails: so many times at once, and so many more a second. Floods of
// what nobody can read would else keep the crypto workers from what somebody is waiting for (T24).
import type { Clock } from '../lib/clock.ts';

export class Chances {
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #rate: number;
  #left: number;
  #at = 0;

  constructor(clock: Clock, burst: number, rate: number) {
    this.#clock = clock;
    this.#burst = burst;
    this.#rate = rate;
    this.#left = burst;
  }

  get isOneLeft(): boolean {
    const now = this.#clock.monotonic();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#rate);
    this.#at = now;
    return this.#left >= 1;
  }

  use(): void {
    this.#left -= 1;
  }
}
