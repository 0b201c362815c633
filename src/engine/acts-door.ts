// The near side of richer messages (PROTOCOL.md rule 5): it knows which acts wait for their message, and fetches the part
// that understands them (acts.ts) as soon as a message needs it. A chat of plain texts never does.
import type { PendingRow, MessageRow } from '../store/rows.ts';
import type { Acts, ActsOptions } from './acts.ts';
import type { Draft } from './draft.ts';
import type { Proven } from './inbox.ts';
import { acts, withoutIt } from './later.ts';
import type { RichViews } from './rich-views.ts';

const KEEP_MS = 7 * 86_400_000;
/** It has waited long enough for its message. */
export const isOver = ({ at }: PendingRow, now: number): boolean => now - at > KEEP_MS;

export class ActsDoor {
  /** By their keys. */
  readonly pending = new Map<string, PendingRow>();
  readonly #options: () => ActsOptions;
  #acts: Acts | undefined;

  /** @param options Asked for once, when everything that they name is there. */
  constructor(options: () => ActsOptions, rows: readonly PendingRow[]) {
    this.#options = options;
    for (const row of rows) this.pending.set(row.key, row);
  }

  /** At the start: what waits no longer goes. Rejects with `StoreError`. */
  async load(): Promise<void> {
    const { desk, ground } = this.#options();
    const over = [...this.pending.values()].filter((row) => isOver(row, ground.clock.now()));
    if (over.length > 0) await desk.join((draft) => over.forEach(({ key }) => draft.pending.remove(key)));
  }

  /** Undefined until it was opened. */
  get now(): Acts | undefined {
    return this.#acts;
  }

  get views(): RichViews | undefined {
    return this.#acts?.views;
  }

  /** Refuses with `part-missing`. */
  async open(): Promise<Acts> {
    if (this.#acts !== undefined) return this.#acts;
    const { createActs } = await acts();
    this.#acts ??= createActs(this.#options());
    return this.#acts;
  }

  /** True for a message that must not be stored without the part: with more in its `x`, or while acts wait for one. */
  concerns({ x }: Proven): boolean {
    return x?.more !== undefined || this.pending.size > 0;
  }

  isReady(row: MessageRow): boolean {
    const isReady = this.#acts?.views.isReady(row) === true;
    if (!isReady) void this.#showLater(row);
    return isReady;
  }

  async #showLater(row: MessageRow): Promise<void> {
    const part = await this.open().catch(withoutIt);
    if (part === undefined) this.#options().views.publishNow([row]);
    else await part.views.showLater(row);
  }

  async prepare(rows: readonly MessageRow[]): Promise<void> {
    const part = await this.open().catch(withoutIt);
    await part?.views.prepare(rows);
  }

  /** Follows what was stored. */
  stored({ pending }: Draft): void {
    for (const key of pending.gone) this.pending.delete(key);
    for (const row of pending.puts.values()) this.pending.set(row.key, row);
  }
}
