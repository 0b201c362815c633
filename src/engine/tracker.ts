// Follows what has left: what the server has taken, whom it should have reached by now, what got no evidence at all
// (PROTOCOL.md rule 9; RELIABILITY.md, "Send states").
import type { Fingerprint } from '../domain/ids.ts';
import { StoreError } from '../store/problem.ts';
import type { OutboxFrame, OutboxRow } from '../store/rows.ts';
import { Confirmations } from './confirmations.ts';
import type { Desk } from './desk.ts';
import { isUnfinishedFile } from './due.ts';
import { hasLeftOut, isCovered, isMessage, type OutboxBook } from './outbox-book.ts';
import { accept, fail, setState, type ChangeContext } from './outbox-changes.ts';
import type { Directory, Ground, Ledger, Link } from './parts.ts';

export interface TrackerOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly directory: Directory;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly context: ChangeContext;
  /** Something may want a frame now. */
  readonly go: () => void;
}

/** Without evidence for so long, a frame's message is "not confirmed". */
const HELD_MS = 10_000;
/** A Porchlight that says nothing about an accepted message for so long gets it again; doubled each time. */
const RECEIPT_MS = 30_000;
/** Times a message is sealed again for somebody who has never sent a receipt: a stranger's Porchlight sends none. */
const SILENT_TRIES = 3;
/** Nobody is sent a message again after so long and so many times: a clock that jumps must not end it alone (R10). */
const DAY_MS = 86_400_000;
const MOST_TRIES = 20;
/** So long a message waits for somebody it is for, a receipt for its person; so long after it was accepted a group's row
 *  counts its readers. */
const KEEP_MS = 7 * DAY_MS;
/** So long an act waits for those who were away. */
const KEEP_ACT_MS = 28 * DAY_MS;
/** What is that old stays all the same for the first hour of a run, and while the clock is known to have jumped, unless very
 *  many lie here. */
const HOUR_MS = 3_600_000;
const VERY_MANY = 1000;
const LOOK_MS = 5000;
const AGAIN_MS = 5000;

interface Moment {
  readonly turn: number;
  readonly at: number;
}

export class Tracker {
  readonly confirmations: Confirmations;
  readonly #options: TrackerOptions;
  /** When frames were accepted and lights came on: `turn` tells which was first, `at` is monotonic time. */
  readonly #acceptedAt = new Map<string, Moment>();
  readonly #cameOn = new Map<Fingerprint, Moment>();
  readonly #answering = new Set<Fingerprint>();
  readonly #startedAt: number;
  /** The same moment as wall time. */
  readonly #startedOn: number;
  #turn = 0;
  #isStoring = false;
  #isLooking = false;

  constructor(options: TrackerOptions) {
    this.#options = options;
    const { ground, link, directory, book } = options;
    this.#startedAt = ground.clock.monotonic();
    this.#startedOn = ground.clock.now();
    for (const row of book.rows.values()) row.delivered.forEach((person) => this.answered(person));
    const confirmed = (all: readonly string[]): void => this.#accepted(all);
    this.confirmations = new Confirmations({ clock: ground.clock, link, confirmed });
    directory.onChange(({ on }) => {
      const now = this.#moment();
      for (const person of on) this.#cameOn.set(person, now);
    });
  }

  get isBusy(): boolean {
    return this.#isStoring;
  }

  /** Somebody's Porchlight sends receipts to us: their silence means something from now on. */
  answered(person: Fingerprint): void {
    this.#answering.add(person);
  }

  #accepted(signatures: readonly string[]): void {
    const { book, ledger } = this.#options;
    for (const signature of signatures) {
      const known = book.bySignature(signature);
      if (known === undefined || book.isAccepted(known.frame)) continue;
      book.confirmed.add(signature);
      ledger.noteAccepted(known.frame.counter);
      this.#acceptedAt.set(signature, this.#moment());
    }
    this.confirmations.forget(signatures);
    void this.#storeAccepted();
  }

  async #storeAccepted(): Promise<void> {
    const { book, desk, ground } = this.#options;
    if (this.#isStoring) return;
    this.#isStoring = true;
    while (book.confirmed.size > 0) {
      const batch = [...book.confirmed];
      try {
        await desk.join((draft) => accept(draft, this.#options.context, batch));
        for (const signature of batch) book.confirmed.delete(signature);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        await new Promise<void>((go) => void ground.clock.after(AGAIN_MS, go));
      }
    }
    this.#isStoring = false;
    this.keepLooking();
  }

  #moment(): Moment {
    this.#turn += 1;
    return { turn: this.#turn, at: this.#options.ground.clock.monotonic() };
  }

  /** True when `person`, a Porchlight, should have said by now that the accepted `frame` arrived. */
  isOverdue(row: OutboxRow, person: Fingerprint, frame: OutboxFrame): boolean {
    const { clock } = this.#options.ground;
    const isOld = row.acceptedAt !== undefined && clock.now() - row.acceptedAt > DAY_MS;
    if (
      (isOld && row.resealed >= MOST_TRIES) ||
      (row.resealed >= SILENT_TRIES && !this.#answering.has(person))
    )
      return false;
    const accepted = this.#acceptedAt.get(frame.signature) ?? { turn: 0, at: this.#startedAt };
    // Their light came on after the server took it: nobody knows whether they had it before they went.
    if ((this.#cameOn.get(person)?.turn ?? 0) > accepted.turn) return true;
    return clock.monotonic() - accepted.at >= RECEIPT_MS * 2 ** Math.min(row.resealed, 5);
  }

  /** From time to time, while anything lies here: what got no evidence is held, what got no receipt is sent again. */
  keepLooking(): void {
    if (this.#isLooking || this.#options.book.rows.size === 0) return;
    this.#isLooking = true;
    this.#options.ground.clock.after(LOOK_MS, () => {
      this.#isLooking = false;
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    this.#options.go();
    for (const signature of this.#acceptedAt.keys()) {
      if (this.#options.book.bySignature(signature) === undefined) this.#acceptedAt.delete(signature);
    }
    const rows = [...this.#options.book.rows.values()];
    const unproven = rows.filter((row) => this.#isUnproven(row));
    const over = rows.filter((row) => this.#end(row) !== undefined);
    if (unproven.length + over.length > 0) await this.#tidy(unproven, over);
    this.keepLooking();
  }

  /** Undefined: it goes on waiting; else what becomes of it. A file that is still on its way up waits for nobody. */
  #end(row: OutboxRow): 'gone' | 'failed' | undefined {
    const isWaiting = isMessage(row) && row.acceptedAt === undefined;
    if (isWaiting && (row.state !== 'queued' || isUnfinishedFile(row))) return undefined;
    const since = isMessage(row) ? (row.acceptedAt ?? row.queuedAt) : row.queuedAt;
    const age = this.#options.ground.clock.now() - since;
    if (age <= (row.kind === 'act' ? KEEP_ACT_MS : KEEP_MS)) return undefined;
    if (!this.#knowsTime() && (isWaiting || this.#options.book.rows.size <= VERY_MANY)) return undefined;
    return isWaiting ? 'failed' : 'gone';
  }

  /** The wall clock has kept step with the other one for an hour or more. */
  #knowsTime(): boolean {
    const { clock } = this.#options.ground;
    const up = clock.monotonic() - this.#startedAt;
    return up >= HOUR_MS && Math.abs(clock.now() - this.#startedOn - up) < DAY_MS;
  }

  #isUnproven(row: OutboxRow): boolean {
    if (row.state === 'queued' || row.state === 'held' || row.state === 'failed') return false;
    const isOnItsWay = row.state === 'sealed' || row.state === 'written';
    if (isOnItsWay ? isCovered(row) : !hasLeftOut(row)) return false;
    const times = row.frames.map((frame) => this.confirmations.writtenAt(frame) ?? this.#startedAt);
    return this.#options.ground.clock.monotonic() - Math.max(...times) >= HELD_MS;
  }

  async #tidy(unproven: readonly OutboxRow[], over: readonly OutboxRow[]): Promise<void> {
    try {
      await this.#options.desk.edit(async (draft) => {
        for (const { key } of over) {
          const row = this.#options.book.rows.get(key);
          const end = row && this.#end(row);
          if (row !== undefined && end === 'failed') await fail(draft, this.#options.context, row, 'waited');
          else if (end === 'gone') draft.outbox.remove(key);
        }
        for (const { key } of unproven) {
          const row = this.#options.book.rows.get(key);
          if (row === undefined || !this.#isUnproven(row)) continue;
          draft.outbox.put(key, { ...row, state: 'held' });
          // What was passed on to others was not to somebody who came later.
          await setState(draft, this.#options.context, key, { kind: 'held' }, 'force');
        }
      });
    } catch (error) {
      // Only how it looks: the next look tries again.
      if (!(error instanceof StoreError)) throw error;
    }
  }
}
