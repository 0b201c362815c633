// Frames whose sender is not known yet: kept for a moment while a list is asked for, bounded in number, size and time
// (T01, T29). Nothing of them is shown or stored.
import type { Clock } from '../lib/clock.ts';

export const PARK_FRAMES = 64;
export const PARK_CHARACTERS = 1024 * 1024;
export const PARK_MS = 10_000;

interface Parked<Job> {
  readonly job: Job;
  readonly characters: number;
  readonly unpark: () => void;
}

export interface ParkOptions<Job> {
  readonly clock: Clock;
  /** Its time is up, or there was no room. */
  readonly dropped: (job: Job) => void;
}

export class Park<Job> {
  readonly #options: ParkOptions<Job>;
  readonly #parked = new Set<Parked<Job>>();
  #characters = 0;

  constructor(options: ParkOptions<Job>) {
    this.#options = options;
  }

  get size(): number {
    return this.#parked.size;
  }

  /** Keeps `job` for at most `ms`. */
  add(characters: number, job: Job, ms = PARK_MS): void {
    const hasRoom = this.#parked.size < PARK_FRAMES && this.#characters + characters <= PARK_CHARACTERS;
    if (!hasRoom) return this.#options.dropped(job);
    const unpark = this.#options.clock.after(ms, () => {
      this.#remove(parked);
      this.#options.dropped(job);
    });
    const parked: Parked<Job> = { job, characters, unpark };
    this.#parked.add(parked);
    this.#characters += characters;
  }

  /** Takes out everything, in the order of arrival. */
  takeAll(): Job[] {
    const all = [...this.#parked];
    for (const parked of all) {
      parked.unpark();
      this.#remove(parked);
    }
    return all.map(({ job }) => job);
  }

  #remove(parked: Parked<Job>): void {
    this.#parked.delete(parked);
    this.#characters -= parked.characters;
  }
}
