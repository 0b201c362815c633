// Takes what lies in the outbox to the socket: first, as they are, the frames whose fate is unknown; then whatever wants
// a new frame, sealed, stored strictly, and only then written (PROTOCOL.md rule 9; RELIABILITY.md, "Send states").
import { isStale } from '../domain/counter.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { carriesX } from '../protocol/payload.ts';
import type { OutboxFrame, OutboxRow } from '../store/rows.ts';
import type { Confirmations } from './confirmations.ts';
import type { Desk } from './desk.ts';
import { dueRows, type Due, type DueFacts } from './due.ts';
import type { OutboxBook } from './outbox-book.ts';
import { dropBytes, fail } from './outbox-changes.ts';
import type { Directory, Ground, Ledger, Link, Voices } from './parts.ts';
import { Press } from './press.ts';
import type { SealerOptions } from './sealer.ts';
import { isSendable } from './sendable.ts';
import type { Views } from './views.ts';

export interface PostmanOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly directory: Directory;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly views: Views;
  readonly confirmations: Confirmations;
  readonly sealer: SealerOptions;
  readonly voices: Voices;
  readonly showsX: (person: Fingerprint) => boolean;
  readonly isOverdue: DueFacts['isOverdue'];
}

/** Rows sealed for one commit. */
const BATCH = 64;
/** So long new frames wait after joining while the people of uncertain ones are not listed yet: a restarted server
 *  lists them one after the other, and a frame with a higher counter would make the uncertain ones worthless. */
const GRACE_MS = 2000;
/** Until it is tried again after a fault. */
const AGAIN_MS = 5000;

type Resent = {
  readonly kind: 'done' | 'behind' | 'full';
  readonly waiting: readonly OutboxFrame[];
};

export class Postman {
  readonly #options: PostmanOptions;
  readonly #facts: DueFacts;
  readonly #press: Press;
  /** Frames made in this run that were never handed to a socket. */
  readonly #unsent = new Set<string>();
  #joinedAt = 0;
  #isRunning = false;
  #isAgain = false;

  constructor(options: PostmanOptions) {
    this.#options = options;
    const { link, directory, voices, sealer, showsX, isOverdue } = options;
    this.#press = new Press({
      ...options,
      stored: (frame) => this.#unsent.add(frame.signature),
      write: (frame) => !this.#isMisfit(frame) && this.#write(frame),
    });
    this.#facts = {
      speechTo: (person) => voices.speechTo(person),
      serverSpeech: () => sealer.dialect().speech,
      listed: (person) => (directory.isListed(person) ? directory.lookup(person) : undefined),
      // What cannot carry `x.id` would be shown twice.
      showsX: (person) => showsX(person) && carriesX(voices.speechTo(person).payload),
      isOverdue,
      isDead: (frame) => this.isDead(frame) || this.#isStuck(frame),
      mayHaveLeft: (frame) => !this.#unsent.has(frame.signature),
    };
    link.onJoined(() => this.#joined());
    link.onWritable(() => this.go());
    directory.onChange(() => this.go());
  }

  /** The lowest counter of a frame that may still be accepted as it is; the next hello must stay below it. */
  lowestUncertain(): number | undefined {
    const ledger = this.#options.ledger.row();
    const counters = [...this.#press.counters()];
    for (const { frame } of this.#options.book.unaccepted()) {
      if (frame.text !== '' && !isStale(frame.counter, ledger)) counters.push(frame.counter);
    }
    return counters.length === 0 ? undefined : Math.min(...counters);
  }

  /** True when an unaccepted frame can no longer be accepted as it is. */
  isDead(frame: OutboxFrame): boolean {
    const { ledger, confirmations, book } = this.#options;
    if (book.isAccepted(frame) || confirmations.wroteHere(frame)) return false;
    if (frame.text === '' || frame.counter < confirmations.highest) return true;
    return isStale(frame.counter, ledger.row());
  }

  /** True while frames are being sealed, stored or written. */
  get isBusy(): boolean {
    return this.#isRunning;
  }

  /** Looks what there is to do; comes back by itself when something changes. */
  go(): void {
    this.#isAgain = true;
    if (!this.#isRunning) void this.#run();
  }

  #joined(): void {
    const { clock } = this.#options.ground;
    this.#joinedAt = clock.monotonic();
    clock.after(GRACE_MS, () => this.go());
    this.go();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isAgain) {
      this.#isAgain = false;
      try {
        await this.#round();
      } catch (error) {
        void error; // store, crypto workers or what nobody thought of: what is not stored was not written
        this.#options.ground.clock.after(AGAIN_MS, () => this.go());
      }
    }
    this.#isRunning = false;
  }

  async #round(): Promise<void> {
    try {
      while (this.#options.link.joined && (await this.#step()));
    } finally {
      await this.#press.empty();
    }
  }

  /** False when there is nothing more to do for now. */
  async #step(): Promise<boolean> {
    const resent = this.#resend();
    if (resent.kind === 'full') return false;
    const due = resent.kind === 'behind' ? [] : await this.#due();
    const isNext = resent.kind === 'behind' || due.length > 0;
    if (!isNext || (resent.waiting.length > 0 && this.#isGrace())) {
      if (!this.#press.isRunning) return false;
      await this.#press.settled();
    } else if (resent.waiting.length > 0) await this.#passOver(resent.waiting);
    else await this.#press.send(due);
    return true;
  }

  #isGrace(): boolean {
    return this.#options.ground.clock.monotonic() < this.#joinedAt + GRACE_MS;
  }

  /**
   * Writes the identical bytes of uncertain frames in the order of their counters. `waiting`: frames whose people are not
   * listed, or that this server must not get; `behind`: there is one to be written above them.
   */
  #resend(): Resent {
    const { book, confirmations } = this.#options;
    const waiting: OutboxFrame[] = [];
    for (const { frame } of book.unaccepted()) {
      if (confirmations.wroteHere(frame) || this.#press.holds(frame) || this.isDead(frame)) continue;
      if (this.#isMisfit(frame)) waiting.push(frame);
      else if (waiting.length > 0) return { kind: 'behind', waiting };
      else if (!this.#write(frame)) return { kind: 'full', waiting };
    }
    this.#press.hasGap = waiting.length > 0;
    return { kind: 'done', waiting };
  }

  /**
   * An absent recipient blocks nobody else. But once a higher counter is out, servers that keep one per key drop these
   * frames without a word, and the echo of the higher one would seem to confirm them: so their bytes go first, for good.
   */
  async #passOver(frames: readonly OutboxFrame[]): Promise<void> {
    await this.#press.settled();
    const signatures = new Set(frames.map((frame) => frame.signature));
    await this.#options.desk.edit((draft) => dropBytes(draft, this.#options, signatures));
  }

  #write(frame: OutboxFrame): boolean {
    if (!this.#options.link.write(frame.text)) return false;
    this.#unsent.delete(frame.signature);
    this.#options.confirmations.wrote(frame);
    return true;
  }

  /** Made for another server, or leads to nobody who is listed. */
  #isMisfit(frame: OutboxFrame): boolean {
    const { sealer, directory } = this.#options;
    return !isSendable(frame, sealer.dialect(), {
      isServer: (address) => directory.isServer(address),
      serversOf: (person) => this.#facts.listed(person)?.servers ?? [],
    });
  }

  /** It has waited for another list as long as others do, and this server never got it. */
  #isStuck(frame: OutboxFrame): boolean {
    const { book, confirmations } = this.#options;
    const isUnderWay = book.isAccepted(frame) || confirmations.wroteHere(frame);
    return !isUnderWay && this.#isMisfit(frame) && !this.#isGrace();
  }

  async #due(): Promise<readonly Due[]> {
    const rows = [...this.#options.book.rows.values()].filter((row) => !this.#press.isAt(row));
    const found = dueRows(rows, this.#facts, BATCH);
    const { voices } = this.#options;
    if (voices.isLacking) {
      await voices.complete();
      return this.#due();
    }
    const { due, hopeless } = found;
    for (const row of hopeless) await this.#giveUp(row);
    return due;
  }

  async #giveUp(row: OutboxRow): Promise<void> {
    await this.#options.desk.join((draft) => fail(draft, this.#options, row, 'no-recipients'));
  }
}
