// Tells the pages how far an export or import is, not too often.
import type { Ground } from '../parts.ts';
import type { ProgressEvent } from '../port/archive.ts';

const EVERY_MS = 150;

export class Progress {
  readonly #ground: Pick<Ground, 'clock' | 'publish'>;
  readonly #job: ProgressEvent['job'];
  readonly #total: number;
  #done = 0;
  #told = -Infinity;

  constructor(ground: Pick<Ground, 'clock' | 'publish'>, job: ProgressEvent['job'], total: number) {
    this.#ground = ground;
    this.#job = job;
    this.#total = total;
  }

  add(messages: number): void {
    this.#done = Math.min(this.#done + messages, this.#total);
    const now = this.#ground.clock.monotonic();
    if (now - this.#told < EVERY_MS && this.#done < this.#total) return;
    this.#told = now;
    this.#ground.publish({ type: 'progress', job: this.#job, done: this.#done, total: this.#total });
  }
}
