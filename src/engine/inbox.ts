// What happens to a message that comes in. The steps carry the numbers of PROTOCOL.md rule 1:
//   1 parse (done at the edge)  2 find the signer  3 verify  4 check the participants (2 to 4: judge.ts)
//   5 compare-and-set the counter and store, in one transaction  6 show
// Nothing can be observed before step 3 has held.
import { CryptoError } from '../crypto/problem.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { Frame, SignedFrame } from '../protocol/frame.ts';
import type { ActsDoor } from './acts-door.ts';
import { Arrivals } from './arrivals.ts';
import { Judge, type JudgeOptions } from './judge.ts';
import { Lane } from './lane.ts';
import { fileTrust, withoutIt } from './later.ts';
import { Park, PARK_MS } from './park.ts';
import type { Link, Tally } from './parts.ts';
import { SeenFrames } from './seen-frames.ts';
import type { Job, Proven, Verdict } from './verdicts.ts';

export type { Proven };

export interface InboxOptions extends JudgeOptions {
  readonly link: Link;
  readonly tally: Tally;
  readonly arrivals: Arrivals;
  readonly door: ActsDoor;
  /** True when the frame, received as `raw`, is the echo of one of ours; then it is dealt with. */
  readonly isEcho: (frame: SignedFrame, raw: string) => boolean;
  /** Told of frames that were sealed for others. */
  readonly onForeign?: (frame: SignedFrame) => void;
  /** Steps 5 and 6. Must not reject. */
  readonly store: (batch: readonly Proven[]) => Promise<void>;
  /** Once for each proven message of somebody else, stored or held: how people here write. */
  readonly onHeard?: (habits: Habits, from: Fingerprint) => void;
}

/** Messages in one commit at most. */
const BATCH = 50;
/** Frames being opened at once in each lane: enough of them that no crypto worker is ever idle. */
const FAST_WIDTH = 64;
const SLOW_WIDTH = 1;
/** Frames that may wait in each lane; beyond it the oldest is dropped and counted (T24). */
const FAST_WAITING = 20_000;
const SLOW_WAITING = 256;
/** The same for the characters of all that is under way, waits or is parked: a frame may have eight million. */
const CHARACTERS = 64 * 1024 * 1024;

export class Inbox {
  readonly #options: InboxOptions;
  readonly #judge: Judge;
  readonly #seen = new SeenFrames();
  readonly #park: Park<Job>;
  readonly #fast: Lane<Job, Verdict>;
  readonly #slow: Lane<Job, Verdict>;
  #isAsking = false;
  /** In the frames that came in and are not dealt with. */
  #characters = 0;

  constructor(options: InboxOptions) {
    this.#options = options;
    const { ground, directory } = options;
    this.#judge = new Judge(options);
    this.#park = new Park({ clock: ground.clock, dropped: (job) => this.#drop(job, 'unproven') });
    const lane = (width: number): Lane<Job, Verdict> =>
      new Lane({
        width,
        batch: BATCH,
        clock: ground.clock,
        work: (job) => this.#judged(job),
        settle: (all) => this.#settle(all),
      });
    this.#fast = lane(FAST_WIDTH);
    this.#slow = lane(SLOW_WIDTH);
    directory.onChange(() => this.#unpark());
  }

  /** Frames that are being judged or stored; those that wait for a list are not counted. */
  get size(): number {
    return this.#fast.size + this.#slow.size;
  }

  /** Takes a frame parsed from `raw` (step 1 is done). Echoes of ours and copies cost no crypto. */
  receive(frame: Frame, raw: string): void {
    if (frame.type !== 'signed_data') return;
    if (frame.data.type !== 'chat' && frame.data.type !== 'public_chat') return;
    if (this.#options.isEcho(frame, raw) || !this.#seen.enter(frame)) return;
    const job = { frame, arrival: this.#options.arrivals.open() };
    this.#characters += frame.dataText.length;
    if (this.#makeRoom()) this.#queue(this.#fast, FAST_WAITING, job);
    else this.#drop(job, 'unproven');
  }

  /** False when all the room there is belongs to frames that are begun. */
  #makeRoom(): boolean {
    while (this.#characters > CHARACTERS) {
      const oldest = this.#fast.dropOldest() ?? this.#slow.dropOldest();
      if (oldest === undefined) return false;
      this.#drop(oldest, 'unproven');
    }
    return true;
  }

  #queue(lane: Lane<Job, Verdict>, room: number, job: Job): void {
    const crowded = lane.size >= room ? lane.dropOldest() : undefined;
    if (crowded !== undefined) this.#drop(crowded, 'unproven');
    lane.push(job);
  }

  /** Steps 2 to 4 of one frame. */
  async #judged(job: Job): Promise<Verdict> {
    try {
      const verdict = await this.#judge.judge(job);
      if (verdict.kind !== 'proven' || (await this.#hasParts(verdict.message))) return verdict;
    } catch (error) {
      // Nobody thought of such a frame: it must not stop those behind it.
      if (!(error instanceof CryptoError)) return { kind: 'malformed', job };
    }
    // The crypto workers were lost or closed, so nothing is known about the frame; or what it takes to store it did not
    // load. A copy may be judged anew.
    this.#seen.leave(job.frame);
    return { kind: 'unproven', job };
  }

  /** What takes out a file that came inside, and what reads the richer parts: nothing of them may be lost. */
  async #hasParts(message: Proven): Promise<boolean> {
    const { door } = this.#options;
    if (isWithFile(message) && (await fileTrust()) === undefined) return false;
    return !door.concerns(message) || (await door.open().catch(withoutIt)) !== undefined;
  }

  /** Steps 5 and 6 for what has been proven, in the order of arrival; the rest goes where it belongs. */
  async #settle(verdicts: readonly Verdict[]): Promise<void> {
    const proven = verdicts.flatMap((verdict) => (verdict.kind === 'proven' ? [verdict.message] : []));
    // First, so that even what answers these goes out in the words they came in.
    for (const { signer, habits } of proven)
      if (signer !== this.#options.self.fingerprint) this.#options.onHeard?.(habits, signer);
    if (proven.length > 0) await this.#options.store(proven);
    for (const verdict of verdicts) this.#follow(verdict);
  }

  #follow(verdict: Verdict): void {
    const { job, kind } = verdict;
    if (kind === 'foreign') this.#options.onForeign?.(job.frame);
    if (kind === 'parked') return this.#parkIt(verdict.name, job);
    if (kind === 'later') return this.#queue(this.#slow, SLOW_WAITING, job);
    if (kind === 'unproven' || kind === 'malformed') this.#options.tally[kind]();
    this.#close(job);
  }

  #parkIt(name: string, job: Job): void {
    if (this.#isKnown(name)) return this.#queue(this.#fast, FAST_WAITING, job); // listed in the meantime
    const now = this.#options.ground.clock.monotonic();
    const { parkedAt = now } = job;
    this.#park.add(job.frame.dataText.length, { ...job, parkedAt }, parkedAt + PARK_MS - now);
    void this.#askForList();
  }

  #isKnown(name: string): boolean {
    return isFingerprint(name) && this.#options.directory.lookup(name) !== undefined;
  }

  async #askForList(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await this.#options.link.barrier();
    this.#isAsking = false;
  }

  /** A list has come: whoever is known now, by whatever name, is found by judging again. */
  #unpark(): void {
    for (const job of this.#park.takeAll()) this.#queue(this.#fast, FAST_WAITING, job);
  }

  #drop(job: Job, why: 'unproven' | 'malformed'): void {
    this.#options.tally[why]();
    this.#seen.leave(job.frame);
    this.#close(job);
  }

  #close({ frame, arrival }: Job): void {
    this.#characters -= frame.dataText.length;
    this.#options.arrivals.close(arrival);
  }
}

/** The bytes of a file came inside it, and nowhere else. */
const isWithFile = ({ x }: Proven): boolean => x?.file?.data !== undefined;
