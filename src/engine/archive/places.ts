// Where imported messages stand among those that are here. `seq` is the order of arrival in this store, and what was imported
// did not arrive; so it takes numbers that no arrival ever gets, and nothing that is here moves:
//
// - what is older than all that is here of its chat keeps the order and the gaps it had on the other device, moved as a whole
//   below the lowest number of this store (on a new device that is everything);
// - the rest stands where it belongs by its time, between two neighbours: at fractions above the earlier one, below the next
//   whole number. That number's chat owns the fractions above it, so every number stays unique in the store.
//
// Both lists keep their own order, whatever the clocks said: the next of the list is only compared with the next of what is here.

/** A message that is here. */
export interface Local {
  readonly seq: number;
  readonly at: number;
}

export interface PlacesOptions {
  /** What is here of the chat from its first message on, one with each call. */
  readonly next: () => Promise<Local | undefined>;
  /** What is taken off the numbers of the other device. */
  readonly shift: number;
  /** No more will be placed. */
  readonly most: number;
}

/** How far the numbers of the other device move, where `highest` is its highest and `lowest` the lowest here. */
export const shiftBelow = (lowest: number, highest: number): number =>
  Math.ceil(highest) + 1 - Math.floor(Math.min(0, lowest));

export class Places {
  readonly #options: PlacesOptions;
  #left: number | undefined;
  #right: Local | undefined;
  #isBegun = false;
  #given = -Infinity;
  #step: number | undefined;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** The number for the next message of the list; undefined where there is no room left between its neighbours. */
  async place({ seq, at }: Local): Promise<number | undefined> {
    if (!this.#isBegun) this.#right = await this.#options.next();
    this.#isBegun = true;
    while (this.#right !== undefined && this.#right.at <= at) {
      this.#left = this.#given = this.#right.seq;
      this.#step = undefined;
      this.#right = await this.#options.next();
    }
    const place = this.#left === undefined ? seq - this.#options.shift : this.#between(this.#left);
    if (place === undefined || !(place > this.#given)) return undefined;
    this.#given = place;
    return place;
  }

  #between(left: number): number | undefined {
    const end = Math.min(this.#right?.seq ?? Infinity, Math.floor(left) + 1);
    // Of one size for all that may still come between these two.
    this.#step ??= (end - left) / (this.#options.most + 2);
    const place = this.#given + this.#step;
    return place < end ? place : undefined;
  }
}
