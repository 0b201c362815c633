// Makes the corpus from the messages: in the background, in short turns, a window of blocks after the other, and never a
// block out of which a message was taken meanwhile.
import type { Clock } from '../lib/clock.ts';
import { messagesOf, type Stretch } from '../store/corpus.ts';
import { StoreError } from '../store/problem.ts';
import type { CorpusRow } from '../store/rows.ts';
import type { Corpus, Run } from './corpus.ts';
import { blockRow, entryOf, type Entry } from './corpus-rows.ts';
import type { Desk } from './desk.ts';
import { BLOCK, blockOf } from './erasing.ts';
import type { Ground } from './parts.ts';
import type { Views } from './views.ts';

export interface CorpusMakerOptions {
  readonly ground: Pick<Ground, 'clock' | 'store'>;
  readonly desk: Desk;
  readonly views: Pick<Views, 'text'>;
  readonly corpus: Corpus;
}

/** Messages of one conversation in one answer. */
const PAGE = 128;
/** Conversations asked in one transaction. */
const CHATS = 16;
/** Blocks in a window, and most questions in one: with very many conversations, windows grow instead. */
const WINDOW = 16;
const QUESTIONS = 4000;
/** Blocks in one transaction. */
const BLOCKS = 8;
/** A turn of the event loop, ms. */
const TURN = 4;

export class CorpusMaker {
  readonly #options: CorpusMakerOptions;
  readonly #breathe: () => Promise<void>;
  #making: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: CorpusMakerOptions) {
    this.#options = options;
    this.#breathe = breather(options.ground.clock);
  }

  /** Makes what is missing now; those who ask meanwhile wait for the same. Throws `StoreError` when it cannot read. */
  make(): Promise<void> {
    this.#making ??= this.#makeAll().finally(() => (this.#making = undefined));
    return this.#making;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #makeAll(): Promise<void> {
    const { corpus } = this.#options;
    const upTo = this.#upTo();
    for (const run of corpus.missing(upTo).toReversed()) {
      for (const window of this.#windows(run)) {
        if (!this.#isStopped) await this.#makeWindow(window);
      }
    }
  }

  /** What is stored now, and no place that is only given out. */
  #upTo(): number {
    return Math.max(0, ...[...this.#options.desk.conversations.values()].map(({ lastSeq }) => lastSeq));
  }

  /** Newest first, as that is what is looked for; but a block that was begun is ended first, so that only the newest is short. */
  #windows({ from, to }: Run): readonly Run[] {
    const chats = this.#options.desk.conversations.size;
    const blocks = blockOf(to) - blockOf(from) + 1;
    const length = Math.max(WINDOW, Math.ceil((blocks * chats) / QUESTIONS)) * BLOCK;
    const windows: Run[] = [];
    const start = from - (from % BLOCK);
    for (let at = start; at <= to; at += length)
      windows.push({ from: Math.max(at, from), to: Math.min(to, at + length - 1) });
    return from === start ? windows.reverse() : windows;
  }

  async #makeWindow(window: Run): Promise<void> {
    const { corpus } = this.#options;
    corpus.erased.clear();
    const blocks = new Map<number, Entry[]>();
    for (let block = blockOf(window.from); block <= blockOf(window.to); block += 1) blocks.set(block, []);
    await this.#read(window, (entry) => blocks.get(blockOf(entry.seq))?.push(entry));
    const rows: CorpusRow[] = [];
    for (const [block, entries] of blocks) {
      const isWhole = window.from <= block * BLOCK;
      const upTo = Math.min(window.to, block * BLOCK + BLOCK - 1);
      rows.push(blockRow(block, upTo, entries, isWhole ? undefined : corpus.newest(block)));
      await this.#breathe();
    }
    for (let at = 0; at < rows.length; at += BLOCKS) await this.#store(rows.slice(at, at + BLOCKS));
  }

  async #read(window: Run, take: (entry: Entry) => void): Promise<void> {
    const { desk, ground, views } = this.#options;
    const chats = [...desk.conversations.values()].filter(({ lastSeq }) => lastSeq >= window.from);
    const stretches: Stretch[] = chats.map(({ id }) => ({ conversation: id, ...window }));
    while (stretches.length > 0 && !this.#isStopped) {
      const asked = stretches.splice(0, CHATS);
      const answers = await ground.store.read(messagesOf(asked, PAGE));
      for (const [at, rows] of answers.entries()) {
        for (const row of rows) {
          const entry = entryOf(row, views);
          if (entry !== undefined) take(entry);
          await this.#breathe();
        }
        const [stretch, last] = [asked[at], rows.at(-1)];
        if (stretch !== undefined && last !== undefined && rows.length === PAGE)
          stretches.push({ ...stretch, to: last.seq - 1 });
      }
    }
  }

  /** A block that lost a message since it was read is left out; the next time it is made without that. */
  async #store(rows: readonly CorpusRow[]): Promise<void> {
    const { corpus, desk } = this.#options;
    if (this.#isStopped) return;
    const isSound = (row: CorpusRow): boolean => !corpus.erased.has(row.block);
    try {
      await desk.join((draft) => {
        for (const row of rows) if (isSound(row)) draft.corpus.put(row.block, row);
      });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      corpus.keep(rows.filter(isSound));
    }
  }
}

/** Awaited often, it lets the event loop turn when a turn's time is up. */
export function breather(clock: Clock, turn = TURN): () => Promise<void> {
  let since = clock.monotonic();
  return async () => {
    if (clock.monotonic() - since < turn) return;
    await new Promise<void>((resolve) => void clock.after(0, resolve));
    since = clock.monotonic();
  };
}
