// The corpus as it is stored, mirrored in memory: which blocks there are, and while somebody searches their texts, too.
// It follows every commit, so it never knows more or less than the database.
import { corpusKeys, corpusRows } from '../store/corpus.ts';
import type { CorpusRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { BLOCK, blockOf } from './erasing.ts';

/** From one `seq` to another, both included. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Blocks read at once: a turn of the event loop stays short. */
const AT_ONCE = 8;

export class Corpus {
  /** Blocks that lost a message since this was last emptied. */
  readonly erased = new Set<number>();
  readonly #store: Pick<Store, 'read'>;
  readonly #there = new Set<number>();
  /** Of all blocks only the newest may end too early. */
  #newest: CorpusRow | undefined;
  #rows: Map<number, CorpusRow> | undefined;

  constructor(store: Pick<Store, 'read'>, desk: Pick<Desk, 'onStored'>) {
    this.#store = store;
    desk.onStored(({ corpus }) => this.#follow(corpus));
  }

  /** Reads what there is; once, before everything else. */
  async open(): Promise<void> {
    const keys = await this.#store.read(corpusKeys);
    for (const key of keys) if (!this.erased.has(key)) this.#there.add(key);
    const last = keys.at(-1);
    const row = last === undefined ? undefined : (await this.#store.read(corpusRows(last, last)))[0];
    if (row !== undefined && row.block >= (this.#newest?.block ?? 0) && this.#there.has(row.block))
      this.#newest = row;
  }

  /** Brings the texts into memory. */
  async load(): Promise<void> {
    const rows = new Map<number, CorpusRow>();
    const there = this.#there;
    this.#rows = rows; // from here on it follows the commits, which are newer than what is read
    for (let to = Math.max(-1, ...there); to >= 0 && this.#rows === rows; to -= AT_ONCE)
      for (const row of await this.#store.read(corpusRows(Math.max(0, to - AT_ONCE + 1), to)))
        if (there.has(row.block) && !rows.has(row.block)) rows.set(row.block, row);
  }

  /** The texts leave the memory. */
  forget(): void {
    this.#rows = undefined;
  }

  /** Newest first; empty before `load`. */
  rows(): readonly CorpusRow[] {
    return [...(this.#rows?.values() ?? [])].sort((a, b) => b.block - a.block);
  }

  /** The block, where it is the newest one: what comes behind is added to it. */
  newest(block: number): CorpusRow | undefined {
    return this.#newest?.block === block ? this.#newest : undefined;
  }

  /** What up to `seq` is not in it, oldest first. */
  missing(seq: number): readonly Run[] {
    const runs: Run[] = [];
    if (seq < 1) return runs;
    const last = blockOf(seq);
    for (let block = 0; block <= last; block += 1) {
      const to = Math.min(seq, block * BLOCK + BLOCK - 1);
      const upTo = this.#upTo(block);
      if (upTo >= to) continue;
      const before = runs.at(-1);
      const from = upTo + 1;
      if (before?.to === from - 1) runs.splice(-1, 1, { from: before.from, to });
      else runs.push({ from, to });
    }
    return runs;
  }

  /** For what cannot be stored (a full disk): it is searched all the same, while it is in memory. */
  keep(rows: readonly CorpusRow[]): void {
    for (const row of rows) this.#put(row);
  }

  #upTo(block: number): number {
    const whole = block * BLOCK + BLOCK - 1;
    if (this.#newest?.block === block) return this.#newest.upTo;
    return this.#there.has(block) ? whole : block * BLOCK - 1;
  }

  #follow({ puts, gone }: Draft['corpus']): void {
    for (const row of puts.values()) this.#put(row);
    for (const block of gone) {
      this.erased.add(block);
      this.#there.delete(block);
      this.#rows?.delete(block);
      if (this.#newest?.block === block) this.#newest = undefined;
    }
  }

  #put(row: CorpusRow): void {
    this.#there.add(row.block);
    this.#rows?.set(row.block, row);
    if (row.block >= (this.#newest?.block ?? 0)) this.#newest = row;
  }
}
