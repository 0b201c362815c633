// One desk for everything that is stored by the message side: changes are built one after the other and committed in that
// order, memory follows the database and never runs ahead of it, and the pages hear of it last. What waits while a commit
// is running goes into the next one together: a strict transaction costs the same for one text as for fifty.
import type { ConversationId } from '../domain/ids.ts';
import type { Loaded } from '../store/load.ts';
import type { ConversationRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { Draft } from './draft.ts';
import { eraseFromCorpus } from './erasing.ts';

/** A counter in the draft was not new: somebody else has written to this database; nothing was stored. */
export class DeskConflict extends Error {
  override readonly name = 'DeskConflict';
}

/** Changes in one transaction at most. */
const MOST = 50;

/** Tells a caller what became of the transaction: why nothing was stored, or nothing. */
type Settle = (failure?: unknown) => void;
interface Change {
  /** False: it may read the database, so nothing may lie unstored under it. */
  readonly joins: boolean;
  /** Adds to the batch; undefined when its build threw, which leaves no trace. Never rejects. */
  readonly build: (batch: Draft) => Promise<Settle | undefined>;
}

export class Desk {
  /** As stored; changed by commits only. */
  readonly conversations = new Map<ConversationId, ConversationRow>();
  readonly #store: Store;
  readonly #followers: ((draft: Draft) => void)[] = [];
  readonly #line: Change[] = [];
  /** Overtake what waits. */
  readonly #urgent: Change[] = [];
  #isRunning = false;
  #lastSeq: number;

  constructor(store: Store, loaded: Pick<Loaded, 'lastSeq' | 'conversations'>) {
    this.#store = store;
    this.#lastSeq = loaded.lastSeq;
    for (const row of loaded.conversations) this.conversations.set(row.id, row);
  }

  /** True while something is being changed. */
  get isBusy(): boolean {
    return this.#isRunning;
  }

  /** The newest place given out. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** A message's place in the order of arrival; one that is not stored in the end leaves a gap. */
  nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }

  /**
   * Lets `build` fill a draft, commits it, then tells the followers. Runs alone: what it reads of memory and database stays
   * true until it has written. Never call it from within.
   * Throws `StoreError` (nothing stored), `DeskConflict` (nothing stored), or what `build` throws.
   */
  edit<Result>(build: (draft: Draft) => Promise<Result> | Result): Promise<Result> {
    return this.#enter(build, false);
  }

  /**
   * As `edit`, for a `build` that sees each row as its draft will have it (`Sheet.over`): it may be built onto changes that
   * are not stored yet, and is stored with them or, when that fails, not stored with them.
   */
  join<Result>(build: (draft: Draft) => Promise<Result> | Result): Promise<Result> {
    return this.#enter(build, true);
  }

  /** As `join`, with the very next commit: for what a hundred texts in the line must not hold up. */
  joinNext<Result>(build: (draft: Draft) => Promise<Result> | Result): Promise<Result> {
    return this.#enter(build, true, this.#urgent);
  }

  /** `listener` hears of every stored draft, in the order of subscription: memory first, pages last. */
  onStored(listener: (draft: Draft) => void): void {
    this.#followers.push(listener);
  }

  #enter<Result>(
    build: (draft: Draft) => Promise<Result> | Result,
    joins: boolean,
    line = this.#line,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const add: Change['build'] = async (batch) => {
        const draft = new Draft(batch);
        try {
          const result = await build(draft);
          batch.add(draft);
          return (failure) => (failure === undefined ? resolve(result) : reject(failure));
        } catch (error) {
          reject(error);
          return undefined;
        }
      };
      line.push({ joins, build: add });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let first = this.#first(); first !== undefined; first = this.#first()) await this.#storeSome(first);
    this.#isRunning = false;
  }

  async #storeSome(first: Change): Promise<void> {
    const batch = new Draft();
    const settled: Settle[] = [];
    let next: Change | undefined = first;
    while (next !== undefined) {
      const settle = await next.build(batch);
      if (settle !== undefined) settled.push(settle);
      next = this.#next(batch, settled.length);
    }
    const failure = await this.#commit(batch);
    for (const settle of settled) settle(failure);
  }

  /** An edit that has come to the head of the line waits no longer. */
  #first(): Change | undefined {
    const isEdit = this.#line[0]?.joins === false;
    return (isEdit ? undefined : this.#urgent.shift()) ?? this.#line.shift();
  }

  /** What may go along with `batch`. Not with a batch that hears: a conflict is the business of its reader alone. */
  #next(batch: Draft, count: number): Change | undefined {
    if (count >= MOST || batch.hear.length > 0) return undefined;
    return this.#urgent.shift() ?? (this.#line[0]?.joins === true ? this.#line.shift() : undefined);
  }

  /** Why nothing was stored; undefined when all of it is. */
  async #commit(batch: Draft): Promise<unknown> {
    if (batch.isEmpty()) return undefined;
    try {
      if (batch.messages.gone.size + batch.messages.puts.size > 0)
        await eraseFromCorpus(batch, this.#store, this.#lastSeq);
      if ((await this.#store.commit(batch.changes(this.#lastSeq))) === 'conflict') return new DeskConflict();
      this.#follow(batch);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  #follow(draft: Draft): void {
    for (const [id, row] of draft.conversations.puts) this.conversations.set(id, row);
    for (const id of draft.conversations.gone) this.conversations.delete(id);
    for (const tell of this.#followers) tell(draft);
  }
}
