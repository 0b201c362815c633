// Takes what lies in the outbox to the socket: first, as they are, the frames whose fate is unknown; then whatever wants
// a new frame, sealed, stored strictly, and only then written (PROTOCOL.md rule 9; RELIABILITY.md, "Send states").
import { CryptoError } from '../crypto/problem.ts';
import { isStale } from '../domain/counter.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { StoreError } from '../store/problem.ts';
import type { MessageRow, OutboxFrame, OutboxRow } from '../store/rows.ts';
import type { Confirmations } from './confirmations.ts';
import type { Desk } from './desk.ts';
import { isHopeless, targetsOf, type DueFacts } from './due.ts';
import type { OutboxBook } from './outbox-book.ts';
import { dropBytes, fail, keepSealed, type Sealed, type Stored } from './outbox-changes.ts';
import type { Directory, Ground, Ledger, Link, Listed } from './parts.ts';
import { seal, type SealerOptions } from './sealer.ts';
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
  readonly showsX: (person: Fingerprint) => boolean;
  readonly isOverdue: DueFacts['isOverdue'];
}

/** Rows sealed for one commit; while it runs, the next are being sealed. */
const BATCH = 64;
/** So long new frames wait after joining while the people of uncertain ones are not listed yet: a restarted server
 *  lists them one after the other, and a frame with a higher counter would make the uncertain ones worthless. */
const GRACE_MS = 2000;
/** Until store or crypto workers are tried again. */
const AGAIN_MS = 5000;

interface Due {
  readonly row: OutboxRow;
  readonly targets: readonly Listed[];
}

type Resent = {
  readonly kind: 'done' | 'behind' | 'full';
  readonly waiting: readonly OutboxFrame[];
};

export class Postman {
  readonly #options: PostmanOptions;
  readonly #facts: DueFacts;
  /** Counters of frames that are being sealed or stored, and the keys of their rows. */
  readonly #reserved = new Set<number>();
  readonly #inWork = new Set<string>();
  /** Frames that are being stored, and written right after. */
  readonly #inHand = new Set<string>();
  /** The batch that is being stored. */
  #storing: Promise<void> = Promise.resolve();
  /** Something stored was not written: nothing may be written past it. */
  #hasGap = false;
  /** Frames made in this run that were never handed to a socket. */
  readonly #unsent = new Set<string>();
  #joinedAt = 0;
  #isRunning = false;
  #isAgain = false;

  constructor(options: PostmanOptions) {
    this.#options = options;
    const { link, directory, showsX, isOverdue } = options;
    this.#facts = {
      listed: (person) => (directory.isListed(person) ? directory.lookup(person) : undefined),
      showsX,
      isOverdue,
      isDead: (frame) => this.isDead(frame),
      mayHaveLeft: (frame) => !this.#unsent.has(frame.signature),
    };
    link.onJoined(() => this.#joined());
    link.onWritable(() => this.go());
    directory.onChange(() => this.go());
  }

  /** The lowest counter of a frame that may still be accepted as it is; the next hello must stay below it. */
  lowestUncertain(): number | undefined {
    const ledger = this.#options.ledger.row();
    const counters = [...this.#reserved];
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
        if (!(error instanceof StoreError) && !(error instanceof CryptoError)) throw error;
        this.#options.ground.clock.after(AGAIN_MS, () => this.go());
      }
    }
    this.#isRunning = false;
  }

  async #round(): Promise<void> {
    try {
      while (this.#options.link.joined && (await this.#step()));
    } finally {
      const storing = this.#storing;
      this.#storing = Promise.resolve();
      await storing;
    }
  }

  /** False when there is nothing more to do for now. */
  async #step(): Promise<boolean> {
    const resent = this.#resend();
    if (resent.kind === 'full') return false;
    const due = resent.kind === 'behind' ? [] : await this.#due();
    const isNext = resent.kind === 'behind' || due.length > 0;
    if (!isNext || (resent.waiting.length > 0 && this.#isGrace())) {
      if (this.#inWork.size === 0) return false;
      await this.#storing;
    } else if (resent.waiting.length > 0) await this.#passOver(resent.waiting);
    else await this.#send(due);
    return true;
  }

  #isGrace(): boolean {
    return this.#options.ground.clock.monotonic() < this.#joinedAt + GRACE_MS;
  }

  /**
   * Writes the identical bytes of uncertain frames in the order of their counters. `waiting`: frames whose people are not
   * listed; `behind`: there is one to be written above them.
   */
  #resend(): Resent {
    const { book, confirmations } = this.#options;
    const waiting: OutboxFrame[] = [];
    for (const { frame } of book.unaccepted()) {
      if (confirmations.wroteHere(frame) || this.#inHand.has(frame.signature) || this.isDead(frame)) continue;
      const { recipients } = frame;
      const isHere =
        recipients.length === 0 || recipients.some((person) => this.#facts.listed(person) !== undefined);
      if (!isHere) waiting.push(frame);
      else if (waiting.length > 0) return { kind: 'behind', waiting };
      else if (!this.#write(frame)) return { kind: 'full', waiting };
    }
    this.#hasGap = waiting.length > 0;
    return { kind: 'done', waiting };
  }

  /**
   * An absent recipient blocks nobody else. But once a higher counter is out, servers that keep one per key drop these
   * frames without a word, and the echo of the higher one would seem to confirm them: so their bytes go first, for good.
   */
  async #passOver(frames: readonly OutboxFrame[]): Promise<void> {
    await this.#storing;
    const signatures = new Set(frames.map((frame) => frame.signature));
    await this.#options.desk.edit((draft) => dropBytes(draft, this.#options, signatures));
  }

  #write(frame: OutboxFrame): boolean {
    if (!this.#options.link.write(frame.text)) return false;
    this.#unsent.delete(frame.signature);
    this.#options.confirmations.wrote(frame);
    return true;
  }

  async #due(): Promise<readonly Due[]> {
    const found: Due[] = [];
    for (const row of this.#options.book.rows.values()) {
      if (found.length === BATCH) break;
      if (this.#inWork.has(row.key)) continue;
      if (isHopeless(row, this.#facts)) await this.#giveUp(row);
      const targets = targetsOf(row, this.#facts);
      if (targets !== undefined) found.push({ row, targets: targets === 'everybody' ? [] : targets });
    }
    return found;
  }

  /** Seals them and, when those before are in, begins to store them. */
  async #send(due: readonly Due[]): Promise<void> {
    const { ledger, link } = this.#options;
    const counters = due.map(() => ledger.nextFrame());
    const { epoch } = link;
    for (const counter of counters) this.#reserved.add(counter);
    for (const { row } of due) this.#inWork.add(row.key);
    const over = (): void => {
      for (const counter of counters) this.#reserved.delete(counter);
      for (const { row } of due) this.#inWork.delete(row.key);
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
      for (const { frame } of stored) this.#unsent.add(frame.signature);
      // On a new socket older uncertain frames go first.
      this.#hasGap ||= epoch !== link.epoch;
      const written = stored.filter(({ frame }) => this.#writeNext(frame));
      // Not stored: after a restart "sealed" and "written" mean the same, that nobody knows.
      views.publishMessages(written.flatMap(asWritten));
    } finally {
      for (const signature of signatures) this.#inHand.delete(signature);
    }
  }

  /** False when it has to wait: it or one below it could not be written. */
  #writeNext(frame: OutboxFrame): boolean {
    this.#hasGap ||= !this.#write(frame);
    return !this.#hasGap;
  }

  async #giveUp(row: OutboxRow): Promise<void> {
    await this.#options.desk.join((draft) => fail(draft, this.#options, row, 'no-recipients'));
  }
}

function asWritten({ message }: Stored): readonly MessageRow[] {
  return message?.state?.kind === 'sealed' ? [{ ...message, state: { kind: 'written' } }] : [];
}
