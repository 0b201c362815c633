// Where rows of the outbox become frames: sealed in batches, stored strictly, and only then written, lowest counter first
// (PROTOCOL.md rule 9). While one batch is being stored the next is being sealed, so that the crypto workers do not wait.
import type { MessageRow, OutboxFrame, OutboxRow } from '../store/rows.ts';
import type { Desk } from './desk.ts';
import type { OutboxBook } from './outbox-book.ts';
import { keepSealed, type Sealed, type Stored } from './outbox-changes.ts';
import type { Due } from './due.ts';
import type { Directory, Ground, Ledger, Link } from './parts.ts';
import { seal, type SealJob, type SealerOptions } from './sealer.ts';
import type { Views } from './views.ts';

export interface PressOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly directory: Directory;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly views: Views;
  readonly sealer: SealerOptions;
  readonly showsX: (person: OutboxRow['recipients'][number]) => boolean;
  readonly stored: (frame: OutboxFrame) => void;
  /** False when the socket takes no more. */
  readonly write: (frame: OutboxFrame) => boolean;
}

export class Press {
  /** Something stored was not written: nothing may be written past it. */
  hasGap = false;
  readonly #options: PressOptions;
  /** Counters of frames that are being sealed or stored, and the keys of their rows. */
  readonly #reserved = new Set<number>();
  readonly #rows = new Set<string>();
  /** Signatures of frames that are being stored, and written right after. */
  readonly #inHand = new Set<string>();
  #storing: Promise<void> = Promise.resolve();

  constructor(options: PressOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#rows.size > 0;
  }

  /** Counters that are given out and not written yet. */
  counters(): Iterable<number> {
    return this.#reserved;
  }

  /** True while the row is being made into a frame. */
  isAt(row: OutboxRow): boolean {
    return this.#rows.has(row.key);
  }

  /** True while the frame is about to be written from here. */
  holds(frame: OutboxFrame): boolean {
    return this.#inHand.has(frame.signature);
  }

  /** When the batch that is being stored is written. Rejects with `StoreError` when it was not stored. */
  settled(): Promise<void> {
    return this.#storing;
  }

  /** As `settled`; afterwards a failure is forgotten. */
  async empty(): Promise<void> {
    const storing = this.#storing;
    this.#storing = Promise.resolve();
    await storing;
  }

  /** Seals them and, when those before are in, begins to store them. */
  async send(due: readonly Due[]): Promise<void> {
    const { epoch } = this.#options.link;
    const jobs = due.flatMap((one) => this.#jobs(one));
    for (const { counter } of jobs) this.#reserved.add(counter);
    for (const { row } of due) this.#rows.add(row.key);
    const over = (): void => {
      for (const { counter } of jobs) this.#reserved.delete(counter);
      for (const { row } of due) this.#rows.delete(row.key);
    };
    try {
      const frames = await Promise.all(jobs.map((job) => seal(this.#options.sealer, job)));
      const framesOf = new Map(due.map(({ row }) => [row, new Array<(typeof frames)[number]>()]));
      for (const [at, { row }] of jobs.entries()) framesOf.get(row)?.push(...frames.slice(at, at + 1));
      const sealed = [...framesOf].map(([row, made]): Sealed => ({ row, frames: made }));
      await this.#storing;
      this.#storing = this.#keep(sealed, epoch).finally(over);
      // Whoever waits for it next hears of a failure.
      this.#storing.catch(() => undefined);
    } catch (error) {
      over();
      throw error;
    }
  }

  /** Every frame has its own counter. */
  #jobs({ row, groups }: Due): readonly SealJob[] {
    const { ledger, directory } = this.#options;
    return groups.map(({ speech, targets }, at) => ({
      row,
      speech,
      targets,
      counter: ledger.nextFrame(),
      isFirst: at === 0,
      lookup: (person) => directory.lookup(person),
    }));
  }

  /** Stores frames, then writes them, lowest counter first. */
  async #keep(sealed: readonly Sealed[], epoch: number): Promise<void> {
    const { desk, link, views } = this.#options;
    const made = sealed.flatMap(({ frames }) => frames);
    const signatures = made.flatMap((frame) => (frame === 'too-long' ? [] : [frame.signature]));
    for (const signature of signatures) this.#inHand.add(signature);
    try {
      const stored = await desk.joinNext((draft) => keepSealed(draft, this.#options, sealed));
      for (const { frame } of stored) this.#options.stored(frame);
      // On a new socket older uncertain frames go first.
      this.hasGap ||= epoch !== link.epoch;
      const written = stored.filter(({ frame }) => this.#writeNext(frame));
      // Not stored: after a restart "sealed" and "written" mean the same, that nobody knows.
      views.publishMessages(written.flatMap(asWritten));
    } finally {
      for (const signature of signatures) this.#inHand.delete(signature);
    }
  }

  /** False when it has to wait: it or one below it could not be written. */
  #writeNext(frame: OutboxFrame): boolean {
    this.hasGap ||= !this.#options.write(frame);
    return !this.hasGap;
  }
}

function asWritten({ message }: Stored): readonly MessageRow[] {
  return message?.state?.kind === 'sealed' ? [{ ...message, state: { kind: 'written' } }] : [];
}
