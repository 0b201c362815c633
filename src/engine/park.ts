// Frames whose sender is not known yet: kept for a moment while a list is asked for, bounded in number, size and time
// (T01, T29). Nothing of them is shown or stored.
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';

export const PARK_FRAMES = 64;
export const PARK_CHARACTERS = 1024 * 1024;
export const PARK_MS = 10_000;

interface Parked<Job> {
  readonly job: Job;
  readonly signer: Fingerprint;
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

  add(signer: Fingerprint, characters: number, job: Job): void {
    const hasRoom = this.#parked.size < PARK_FRAMES && this.#characters + characters <= PARK_CHARACTERS;
    if (!hasRoom) return this.#options.dropped(job);
    const unpark = this.#options.clock.after(PARK_MS, () => {
      this.#remove(parked);
      this.#options.dropped(job);
    });
    const parked: Parked<Job> = { job, signer, characters, unpark };
    this.#parked.add(parked);
    this.#characters += characters;
  }

  /** Takes out, in the order of arrival, what came from people who are known now. */
  takeKnown(isKnown: (signer: Fingerprint) => boolean): Job[] {
    const known = [...this.#parked].filter(({ signer }) => isKnown(signer));
    for (const parked of known) {
      parked.unpark();
      this.#remove(parked);
    }
    return known.map(({ job }) => job);
  }

  #remove(parked: Parked<Job>): void {
    this.#parked.delete(parked);
    this.#characters -= parked.characters;
  }
}
