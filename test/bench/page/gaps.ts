// How long the page was kept from doing anything: time between two turns of its event loop.

export interface Gaps {
  /** Milliseconds. */
  readonly longest: number;
  readonly p99: number;
  readonly turns: number;
  /** The longest single task, as far as it was longer than 50 ms; else 0. */
  readonly task: number;
}

/** Part of every gap. */
const REST_MS = 4;

export class GapMeter {
  readonly #channel = new MessageChannel();
  readonly #gaps: number[] = [];
  readonly #tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) this.#task = Math.max(this.#task, duration);
  });
  #task = 0;
  #last = 0;
  #isOn = false;

  start(): void {
    this.#isOn = true;
    this.#tasks.observe({ type: 'longtask' });
    this.#last = performance.now();
    this.#channel.port1.addEventListener('message', () => this.#turn());
    this.#channel.port1.start();
    this.#next();
  }

  stop(): Gaps {
    this.#isOn = false;
    this.#channel.port1.close();
    for (const { duration } of this.#tasks.takeRecords()) this.#task = Math.max(this.#task, duration);
    this.#tasks.disconnect();
    const sorted = this.#gaps.toSorted((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
    return { longest: sorted.at(-1) ?? 0, p99, turns: sorted.length, task: this.#task };
  }

  /** A timer lets the page sleep between two looks: a loop of messages alone would take a core from what is measured. */
  #next(): void {
    setTimeout(() => this.#channel.port2.postMessage(undefined), REST_MS);
  }

  #turn(): void {
    const now = performance.now();
    this.#gaps.push(now - this.#last);
    this.#last = now;
    if (this.#isOn) this.#next();
  }
}
