// How much was dropped unproven or malformed and how much is held back: rejected, but never invisible (F17).
import type { Clock } from '../lib/clock.ts';
import type { Tally } from './parts.ts';
import type { Counts, EngineEvent } from './port.ts';

/** Pages hear of a flood once in so many milliseconds. */
const QUIET_MS = 1000;

export class CountBook implements Tally {
  readonly #clock: Clock;
  readonly #publish: (event: EngineEvent) => void;
  #counts: Counts;
  #isDue = false;

  constructor(clock: Clock, publish: (event: EngineEvent) => void, held: number) {
    this.#clock = clock;
    this.#publish = publish;
    this.#counts = { unproven: 0, malformed: 0, held, blocked: 0 };
  }

  counts(): Counts {
    return this.#counts;
  }

  unproven(): void {
    this.#change({ unproven: this.#counts.unproven + 1 });
  }

  malformed(): void {
    this.#change({ malformed: this.#counts.malformed + 1 });
  }

  blocked(): void {
    this.#change({ blocked: this.#counts.blocked + 1 });
  }

  heldMore(more: number): void {
    if (more !== 0) this.#change({ held: Math.max(0, this.#counts.held + more) });
  }

  #change(change: Partial<Counts>): void {
    this.#counts = { ...this.#counts, ...change };
    if (this.#isDue) return;
    this.#isDue = true;
    this.#clock.after(QUIET_MS, () => {
      this.#isDue = false;
      this.#publish({ type: 'counts', counts: this.#counts });
    });
  }
}
