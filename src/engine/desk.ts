// One desk for everything that is stored by the message side: changes are gathered and committed one after the other,
// memory follows the database and never runs ahead of it, and the pages hear of it last.
import type { ConversationId } from '../domain/ids.ts';
import type { Loaded } from '../store/load.ts';
import type { ConversationRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { Draft } from './draft.ts';

/** A counter in the draft was not new: somebody else has written to this database; nothing was stored. */
export class DeskConflict extends Error {
  override readonly name = 'DeskConflict';
}

export class Desk {
  /** As stored; changed by commits only. */
  readonly conversations = new Map<ConversationId, ConversationRow>();
  readonly #store: Store;
  readonly #followers: ((draft: Draft) => void)[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #lastSeq: number;
  #waiting = 0;

  constructor(store: Store, loaded: Pick<Loaded, 'lastSeq' | 'conversations'>) {
    this.#store = store;
    this.#lastSeq = loaded.lastSeq;
    for (const row of loaded.conversations) this.conversations.set(row.id, row);
  }

  /** True while something is being changed. */
  get isBusy(): boolean {
    return this.#waiting > 0;
  }

  /** A message's place in the order of arrival; one that is not stored in the end leaves a gap. */
  nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }

  /** Runs `task` alone: what it reads stays true until it has written. Never call it from within. */
  exclusive<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    const run = this.#turn.then(task).finally(() => {
      this.#waiting -= 1;
    });
    this.#turn = run.catch(() => undefined);
    return run;
  }

  /**
   * Lets `build` fill a draft, commits it, then tells the followers. Runs alone, like `exclusive`.
   * Throws `StoreError` (nothing stored), `DeskConflict` (nothing stored), or what `build` throws.
   */
  edit<Result>(build: (draft: Draft) => Promise<Result> | Result): Promise<Result> {
    return this.exclusive(async () => {
      const draft = new Draft();
      const result = await build(draft);
      if (draft.isEmpty()) return result;
      if ((await this.#store.commit(draft.changes(this.#lastSeq))) === 'conflict') throw new DeskConflict();
      this.#follow(draft);
      return result;
    });
  }

  /** `listener` hears of every stored draft, in the order of subscription: memory first, pages last. */
  onStored(listener: (draft: Draft) => void): void {
    this.#followers.push(listener);
  }

  #follow(draft: Draft): void {
    for (const [id, row] of draft.conversations.puts) this.conversations.set(id, row);
    for (const id of draft.conversations.gone) this.conversations.delete(id);
    for (const tell of this.#followers) tell(draft);
  }
}
