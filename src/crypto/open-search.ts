// Looks for our key among the wrapped ones of a frame, slice by slice: the first alone, because a good guess usually
// comes first, then several at once, so that both workers search and nobody else waits long.
import type { OpenJob, OpenResult, SealedReading } from './runner.ts';
import { CryptoError } from './problem.ts';
import type { JobBody, ReadingParts, WireOutcome } from './worker-messages.ts';

/** Trials per slice: about 10 ms in Chromium. */
const SLICE = 16;

/** The pool, as a search sees it. */
export interface SliceRunner {
  /** Queues a piece of work; gives its id. */
  submit(
    body: JobBody,
    parts: readonly Uint8Array[],
    cost: number,
    settle: (outcome: WireOutcome) => void,
  ): number;
  cancel(ids: readonly number[]): void;
  /** Slices of one search that may run at once. */
  readonly width: number;
}

/** Resolves as `CryptoRunner.open` does. */
export function searchKey(runner: SliceRunner, job: OpenJob): Promise<OpenResult> {
  if (job.order.length === 0) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => new OpenSearch(runner, job, { resolve, reject }).next());
}

interface Settle {
  resolve(result: OpenResult): void;
  reject(error: CryptoError): void;
}

class OpenSearch {
  readonly #runner: SliceRunner;
  readonly #job: OpenJob;
  readonly #settle: Settle;
  readonly #body: JobBody;
  readonly #shared: readonly Uint8Array[];
  readonly #running = new Set<number>();
  #at = 0;
  #width = 1;
  #broken = false;
  #done = false;

  constructor(runner: SliceRunner, job: OpenJob, settle: Settle) {
    this.#runner = runner;
    this.#job = job;
    this.#settle = settle;
    const { readings, shared } = partsOf(job.readings);
    this.#shared = shared;
    const { priority, oaep = 'SHA-256' } = job;
    this.#body = { kind: 'open', priority, oaep, readings, shared: shared.length };
  }

  next(): void {
    while (!this.#done && this.#running.size < this.#width && this.#at < this.#job.order.length)
      this.#submit();
    if (this.#done || this.#running.size > 0) return;
    this.#finish(() => this.#settle.resolve(this.#broken ? 'broken' : undefined));
  }

  #submit(): void {
    const { order, wrapped } = this.#job;
    const slice = order.slice(this.#at, this.#at + SLICE);
    this.#at += slice.length;
    const keys = slice.map((index) => wrapped[index] ?? new Uint8Array(0));
    const id = this.#runner.submit(this.#body, [...this.#shared, ...keys], slice.length, (outcome) => {
      this.#running.delete(id);
      this.#take(outcome, slice);
    });
    this.#running.add(id);
  }

  #take(outcome: WireOutcome, slice: readonly number[]): void {
    if (this.#done) return;
    if (outcome.kind === 'opened') {
      const index = slice[outcome.index] ?? -1;
      const { bytes: plain, reading, key } = outcome;
      this.#finish(() => this.#settle.resolve({ plain, index, reading, key }));
    } else if (outcome.kind === 'failed') {
      const { problem, detail } = outcome;
      this.#finish(() => this.#settle.reject(new CryptoError(problem, detail)));
    } else {
      this.#broken ||= outcome.kind === 'broken';
      this.#width = this.#runner.width;
      this.next();
    }
  }

  #finish(settle: () => void): void {
    this.#done = true;
    if (this.#running.size > 0) this.#runner.cancel([...this.#running]);
    settle();
  }
}

/** The bytes of all readings, each array once, and where each reading finds its own. */
function partsOf(all: readonly SealedReading[]): {
  readonly readings: readonly ReadingParts[];
  readonly shared: readonly Uint8Array[];
} {
  const shared: Uint8Array[] = [];
  const place = (bytes: Uint8Array): number => {
    const at = shared.indexOf(bytes);
    return at >= 0 ? at : shared.push(bytes) - 1;
  };
  const readings = all.map(({ iv, sealed, tagged }) => ({ iv: place(iv), sealed: place(sealed), tagged }));
  return { readings, shared };
}
