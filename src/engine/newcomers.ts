// Keys that appear after their owners were named: a conversation with somebody provisional (rule 4) becomes theirs as soon
// as a list shows whose name it was.
import { CryptoError } from '../crypto/problem.ts';
import { StoreError } from '../store/problem.ts';
import { DeskConflict } from './desk.ts';
import type { MergeOptions } from './merging.ts';

export class Newcomers {
  readonly #options: MergeOptions;
  #isLooking = false;
  #again = false;

  constructor(options: MergeOptions) {
    this.#options = options;
    options.directory.onChange(({ on }) => {
      if (on.length > 0 && this.#isSomebodyUnknown()) void this.#look();
    });
  }

  get isBusy(): boolean {
    return this.#isLooking;
  }

  #isSomebodyUnknown(): boolean {
    const { desk, directory, people } = this.#options;
    for (const { members } of desk.conversations.values())
      if (members.some((one) => directory.lookup(one) === undefined && people.row(one) === undefined))
        return true;
    return false;
  }

  async #look(): Promise<void> {
    this.#again = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#again) {
      this.#again = false;
      await this.#mergeAll();
    }
    this.#isLooking = false;
  }

  /** What cannot be stored, or looked up, now is tried again with the next list. */
  async #mergeAll(): Promise<void> {
    try {
      const { mergeNewcomers } = await this.#options.names.others();
      await mergeNewcomers(this.#options);
    } catch (error) {
      const isKnown =
        error instanceof CryptoError || error instanceof StoreError || error instanceof DeskConflict;
      if (!isKnown) throw error;
    }
  }
}
