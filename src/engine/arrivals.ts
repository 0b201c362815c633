// Counters are judged in the order in which frames arrived, not in which their crypto got done: a frame with a thousand
// keys, or one whose sender was not listed yet, is not "old" because a later one overtook it.
import type { Fingerprint } from '../domain/ids.ts';

interface Overtaken {
  /** Highest counter accepted before any frame that is still being judged arrived. */
  base: number;
  /** Accepted since, while earlier frames were still being judged. */
  accepted: { readonly arrival: number; readonly counter: number }[];
}

/** Accepted frames remembered per signer; beyond it an overtaken frame counts as old and is held, not lost. */
const REMEMBERED = 256;

export class Arrivals {
  readonly #open = new Set<number>();
  readonly #overtaken = new Map<Fingerprint, Overtaken>();
  #last = 0;

  /** Numbers a frame that has just arrived; `close` it when its fate is stored. */
  open(): number {
    this.#last += 1;
    this.#open.add(this.#last);
    return this.#last;
  }

  close(arrival: number): void {
    this.#open.delete(arrival);
    if (this.#open.size === 0) this.#overtaken.clear();
  }

  /** The counter that a frame of `signer` must exceed; `heard` is the highest ever accepted, -1 for none. */
  limit(signer: Fingerprint, arrival: number, heard: number): number {
    const overtaken = this.#overtaken.get(signer);
    if (overtaken === undefined) return heard;
    let limit = overtaken.base;
    for (const one of overtaken.accepted) if (one.arrival < arrival) limit = Math.max(limit, one.counter);
    return limit;
  }

  /** Notes an accepted frame; `heardBefore` is what was the highest until then, -1 for none. */
  accepted(signer: Fingerprint, arrival: number, counter: number, heardBefore: number): void {
    const [oldest = arrival] = this.#open;
    const known = this.#overtaken.get(signer);
    if (oldest >= arrival && known === undefined) return;
    const overtaken = known ?? { base: heardBefore, accepted: [] };
    overtaken.accepted.push({ arrival, counter });
    this.#fold(overtaken, oldest);
    this.#overtaken.set(signer, overtaken);
  }

  #fold(overtaken: Overtaken, oldest: number): void {
    const excess = overtaken.accepted.length - REMEMBERED;
    overtaken.accepted = overtaken.accepted.filter((one, at) => {
      const stays = one.arrival > oldest && at >= excess;
      if (!stays) overtaken.base = Math.max(overtaken.base, one.counter);
      return stays;
    });
  }
}
