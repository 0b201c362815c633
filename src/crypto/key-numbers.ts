// Public keys by number: a crypto worker that was told a key once is told its number from then on. A group of a thousand is
// 300 KB of keys otherwise, for each message anew. An array handed in as a key is never changed.

/** Keys that a worker remembers; then it forgets them all. */
const MOST = 20_000;

/** The pool's side: one number for each array. */
export class KeyNumbers {
  readonly #numbers = new WeakMap<Uint8Array, number>();
  #last = 0;

  of(spki: Uint8Array): number {
    const known = this.#numbers.get(spki);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#numbers.set(spki, this.#last);
    return this.#last;
  }
}

/** What one worker has been told. */
export class ToldKeys {
  readonly #told = new Set<number>();

  /** True when the worker has to forget everything before it is told more. */
  get isFull(): boolean {
    return this.#told.size > MOST;
  }

  forget(): void {
    this.#told.clear();
  }

  /** True the first time. */
  tell(number: number): boolean {
    const { size } = this.#told;
    return this.#told.add(number).size > size;
  }
}

/** The worker's side. */
export class HeardKeys {
  readonly #keys = new Map<number, Uint8Array<ArrayBuffer>>();

  forget(): void {
    this.#keys.clear();
  }

  /** The keys of `numbers`; `fresh` are the numbers of those in `spkis`, told for the first time. */
  resolve(
    numbers: readonly number[],
    fresh: readonly number[],
    spkis: readonly Uint8Array<ArrayBuffer>[],
  ): readonly Uint8Array<ArrayBuffer>[] {
    // Copies: they must not keep the whole message alive.
    for (const [at, number] of fresh.entries()) this.#keys.set(number, (spkis[at] ?? NONE).slice());
    return numbers.map((number) => this.#keys.get(number) ?? NONE);
  }
}

const NONE = new Uint8Array(0);
