// Keys that appear after their owners were named: a conversation with somebody provisional (rule 4) becomes theirs as soon
// as a list shows whose name it was.
import { CryptoError } from '../crypto/problem.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { StoreError } from '../store/problem.ts';
import type { ConversationRow } from '../store/rows.ts';
import { DeskConflict } from './desk.ts';
import type { MergeOptions } from './merging.ts';
import type { Names } from './names.ts';
import type { Directory } from './parts.ts';

export interface NewcomerOptions extends MergeOptions {
  readonly directory: Directory;
  readonly names: Names;
}

export class Newcomers {
  readonly #options: NewcomerOptions;
  #isLooking = false;
  #again = false;

  constructor(options: NewcomerOptions) {
    this.#options = options;
    options.directory.onChange(({ on }) => {
      if (on.length > 0) void this.#look();
    });
  }

  get isBusy(): boolean {
    return this.#isLooking;
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
      for (const row of this.#options.desk.conversations.values()) await this.#mergeOne(row);
    } catch (error) {
      const isKnown =
        error instanceof CryptoError || error instanceof StoreError || error instanceof DeskConflict;
      if (!isKnown) throw error;
    }
  }

  async #mergeOne(row: ConversationRow): Promise<void> {
    const { directory, names } = this.#options;
    const found = new Map<Fingerprint, Fingerprint>();
    for (const member of row.members) {
      if (directory.lookup(member) !== undefined) continue;
      const named = await names.resolve(member, false);
      if (named !== undefined) found.set(member, named.person);
    }
    if (found.size === 0) return;
    const { mergeConversation } = await names.others();
    await mergeConversation(this.#options, row.id, found);
  }
}
