// Where rows of the outbox become frames: sealed in batches, stored strictly, and only then written, lowest counter first
// (PROTOCOL.md rule 9). While one batch is being stored the next is being sealed, so that the crypto workers do not wait.
import type { MessageRow, OutboxFrame, OutboxRow } from '../store/rows.ts';
import type { Desk } from './desk.ts';
import type { OutboxBook } from './outbox-book.ts';
import { keepSealed, type Sealed, type Stored } from './outbox-changes.ts';
import type { Ground, Ledger, Link, Listed } from './parts.ts';
import { seal, type SealerOptions } from './sealer.ts';
import type { Views } from './views.ts';

export interface Due {
  readonly row: OutboxRow;
  readonly targets: readonly Listed[];
}
export interface PressOptions {
  readonly ground: Ground;
  readonly link: Link;
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
    const { ledger, link } = this.#options;
    const counters = due.map(() => ledger.nextFrame());
    const { epoch } = link;
    for (const counter of counters) this.#reserved.add(counter);
    for (const { row } of due) this.#rows.add(row.key);
    const over = (): void => {
      for (const counter of counters) this.#reserved.delete(counter);
      for (const { row } of due) this.#rows.delete(row.key);
    };
    try {
      const sealed = await this.#seal(due, counters);
      await this.#storing;
      this.#storing = this.#keep(sealed, epoch).finally(over);
      // Whoever waits for it next hears of a failure.
      this.#storing.catch(() => undefined);
    } catch (error) {
      over();
      throw error;
    }
  }

  async #seal(due: readonly Due[], counters: readonly number[]): Promise<readonly Sealed[]> {
    const { sealer } = this.#options;
    const seals = due.map(async ({ row, targets }, at): Promise<Sealed> => {
      const frame = await seal(sealer, { row, targets, counter: counters[at] ?? 0 });
      return { key: row.key, frame };
    });
    return Promise.all(seals);
  }

  /** Stores frames, then writes them, lowest counter first. */
  async #keep(sealed: readonly Sealed[], epoch: number): Promise<void> {
    const { desk, link, views } = this.#options;
    const signatures = sealed.flatMap(({ frame }) => (frame === 'too-long' ? [] : [frame.signature]));
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
