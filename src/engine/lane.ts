// A lane of work: several pieces at once, settled in the order they came in, in batches. A batch fills up while more
// work is under way, though not for long; the last of the work is settled at once, so nothing waits alone.
import type { Clock } from '../lib/clock.ts';

export interface LaneOptions<Job, Result> {
  /** Pieces of work under way at the same time. */
  readonly width: number;
  /** Most results in one batch. */
  readonly batch: number;
  readonly clock: Clock;
  /** Must not reject. */
  readonly work: (job: Job) => Promise<Result>;
  /** Must not reject. */
  readonly settle: (results: readonly Result[]) => Promise<void>;
}

/** A batch that is not full waits so long, in ms, for what is still under way: nobody sees a delay of two frames. */
const GATHER_MS = 40;

interface Place<Result> {
  result: { readonly value: Result } | undefined;
}

export class Lane<Job, Result> {
  readonly #options: LaneOptions<Job, Result>;
  #waiting: Job[] = [];
  #next = 0;
  #places: Place<Result>[] = [];
  #running = 0;
  #isSettling = false;
  /** Results have waited long enough for more to join them. */
  #isLate = false;
  #stopTimer: (() => void) | undefined;

  constructor(options: LaneOptions<Job, Result>) {
    this.#options = options;
  }

  /** Pieces that are not settled yet. */
  get size(): number {
    return this.#waiting.length - this.#next + this.#places.length;
  }

  push(job: Job): void {
    this.#waiting.push(job);
    this.#start();
  }

  /** Takes the oldest piece that was not begun, to make room. */
  dropOldest(): Job | undefined {
    return this.#take();
  }

  #start(): void {
    const { width, batch, work } = this.#options;
    while (this.#running < width && this.#places.length < width + batch) {
      const job = this.#take();
      if (job === undefined) return;
      const place: Place<Result> = { result: undefined };
      this.#places.push(place);
      this.#running += 1;
      void work(job).then((value) => this.#done(place, value));
    }
  }

  #take(): Job | undefined {
    const job = this.#waiting[this.#next];
    if (job === undefined) return undefined;
    this.#next += 1;
    if (this.#next > 1024 || this.#next === this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return job;
  }

  #done(place: Place<Result>, value: Result): void {
    place.result = { value };
    this.#running -= 1;
    this.#start();
    void this.#settle();
  }

  async #settle(): Promise<void> {
    if (this.#isSettling) return;
    this.#isSettling = true;
    for (let results = this.#head(); this.#isDue(results.length); results = this.#head()) {
      this.#stopTimer?.();
      this.#stopTimer = undefined;
      this.#isLate = false;
      await this.#options.settle(results);
      this.#places.splice(0, results.length);
      this.#start();
    }
    this.#isSettling = false;
  }

  /** True when `count` results are to be settled now; sees to it that they are later otherwise. */
  #isDue(count: number): boolean {
    if (count === 0) return false;
    if (this.#isLate || count === this.#options.batch || count === this.size) return true;
    this.#stopTimer ??= this.#options.clock.after(GATHER_MS, () => {
      this.#isLate = true;
      void this.#settle();
    });
    return false;
  }

  /** Results at the front that are there, up to a batch. */
  #head(): Result[] {
    const results: Result[] = [];
    for (const { result } of this.#places) {
      if (result === undefined || results.length === this.#options.batch) break;
      results.push(result.value);
    }
    return results;
  }
}
