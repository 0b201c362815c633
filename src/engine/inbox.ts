// What happens to a message that comes in. The steps carry the numbers of PROTOCOL.md rule 1:
//   1 parse (done at the edge)  2 find the signer  3 verify  4 check the participants
//   5 compare-and-set the counter and store, in one transaction  6 show
// Nothing can be observed before step 3 has held.
import { CryptoError } from '../crypto/problem.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { judgeParticipants } from '../domain/conversation.ts';
import type { Frame, SignedFrame } from '../protocol/frame.ts';
import type { XPart } from '../protocol/x.ts';
import { Arrivals } from './arrivals.ts';
import { Lane } from './lane.ts';
import { Opener, type Opened } from './opener.ts';
import { Park } from './park.ts';
import type { Directory, Ground, Link, Self, Tally } from './parts.ts';
import { SeenFrames } from './seen-frames.ts';
import { isSignedBy } from './verifier.ts';

/** A frame on its way through the steps. */
interface Job {
  readonly frame: SignedFrame;
  /** Its place in the order of arrival. */
  readonly arrival: number;
  /** Keys that are still to be tried, in the slow lane. */
  readonly rest?: readonly number[];
}
/** A message whose signature and participants hold. */
export interface Proven {
  readonly kind: 'chat' | 'public';
  readonly signer: Fingerprint;
  /** Everybody in it, the signer first; empty in the square. */
  readonly people: readonly Fingerprint[];
  readonly text: string;
  readonly x: XPart | undefined;
  readonly counter: number;
  readonly signature: string;
  readonly arrival: number;
}
type Verdict =
  | { readonly kind: 'proven'; readonly job: Job; readonly message: Proven }
  | { readonly kind: 'parked'; readonly job: Job; readonly signer: Fingerprint }
  | { readonly kind: 'later' | 'dropped'; readonly job: Job };
/** Who claims to have signed, and what the frame says. */
interface Claim {
  readonly signer: Fingerprint;
  readonly participants: readonly string[];
  readonly text: string;
  readonly x: XPart | undefined;
  readonly verified: () => void;
}

export interface InboxOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly link: Link;
  readonly directory: Directory;
  readonly tally: Tally;
  readonly arrivals: Arrivals;
  /** True when the frame, received as `raw`, is the echo of one of ours; then it is dealt with. */
  readonly isEcho: (frame: SignedFrame, raw: string) => boolean;
  /** Steps 5 and 6. Must not reject. */
  readonly store: (batch: readonly Proven[]) => Promise<void>;
}

/** Messages in one commit. */
const BATCH = 50;
/** Frames being opened at once in each lane: enough of them that no crypto worker is ever idle. */
const FAST_WIDTH = 64;
const SLOW_WIDTH = 1;
/** Frames that may wait in each lane; beyond it the oldest is dropped and counted (T24). */
const FAST_WAITING = 20_000;
const SLOW_WAITING = 256;
/** Most characters of a received text; no person writes more, and the page must show it. */
const TEXT_LIMIT = 256 * 1024;

export class Inbox {
  readonly #options: InboxOptions;
  readonly #opener: Opener;
  readonly #seen = new SeenFrames();
  readonly #park: Park<Job>;
  readonly #fast: Lane<Job, Verdict>;
  readonly #slow: Lane<Job, Verdict>;
  #isAsking = false;

  constructor(options: InboxOptions) {
    this.#options = options;
    const { ground, self, directory } = options;
    this.#opener = new Opener({ runner: ground.runner, clock: ground.clock, self, directory });
    this.#park = new Park({ clock: ground.clock, dropped: (job) => this.#drop(job, 'unproven') });
    const lane = (width: number): Lane<Job, Verdict> =>
      new Lane({
        width,
        batch: BATCH,
        clock: ground.clock,
        work: (job) => this.#judge(job),
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
    this.#queue(this.#fast, FAST_WAITING, { frame, arrival: this.#options.arrivals.open() });
  }

  #queue(lane: Lane<Job, Verdict>, room: number, job: Job): void {
    const crowded = lane.size >= room ? lane.dropOldest() : undefined;
    if (crowded !== undefined) this.#drop(crowded, 'unproven');
    lane.push(job);
  }

  /** Steps 2 to 4 of one frame. */
  async #judge(job: Job): Promise<Verdict> {
    try {
      return await this.#steps(job);
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      // The crypto workers were lost or closed: nothing is known about the frame, and a copy may be judged anew.
      this.#seen.leave(job.frame);
      return this.#rejected(job, 'unproven');
    }
  }

  async #steps(job: Job): Promise<Verdict> {
    const { self, directory, ground } = this.#options;
    // 2: the signer stands inside the ciphertext, or in the open in the square
    const claim = await this.#findSigner(job);
    if ('kind' in claim) return claim;
    const { signer } = claim;
    const spki = signer === self.fingerprint ? self.spki : directory.lookup(signer)?.spki;
    if (spki === undefined) return { kind: 'parked', job, signer };
    // 3
    if (!(await isSignedBy(ground.runner, job.frame, spki))) return this.#rejected(job, 'unproven');
    claim.verified();
    // 4
    const isPublic = job.frame.data.type === 'public_chat';
    const judged = isPublic
      ? { people: [] }
      : judgeParticipants(claim.participants, signer, self.fingerprint);
    if (typeof judged === 'string') return this.#rejected(job, 'malformed');
    const { counter, signatureText: signature } = job.frame;
    const { text, x } = claim;
    const kind = isPublic ? 'public' : 'chat';
    const message = {
      kind,
      signer,
      people: judged.people,
      text,
      x,
      counter,
      signature,
      arrival: job.arrival,
    } as const;
    return { kind: 'proven', job, message };
  }

  async #findSigner(job: Job): Promise<Claim | Verdict> {
    const { data } = job.frame;
    if (data.type === 'public_chat')
      return this.#claim(job, data.sender, [], data.message, undefined, () => undefined);
    if (data.type !== 'chat') return { kind: 'dropped', job };
    const { rest } = job;
    const opened = await (rest === undefined ? this.#opener.quick(data) : this.#opener.patient(data, rest));
    if (opened.kind !== 'opened') return this.#unopened(job, opened);
    const { payload, index } = opened;
    const { participants, message, x } = payload;
    const [signer = ''] = participants;
    const verified = (): void => {
      if (isFingerprint(signer)) this.#opener.remember(data, signer, index);
    };
    return this.#claim(job, signer, participants, message, x, verified);
  }

  #claim(
    job: Job,
    signer: string,
    participants: readonly string[],
    text: string,
    x: XPart | undefined,
    verified: () => void,
  ): Claim | Verdict {
    if (!isFingerprint(signer) || text.length > TEXT_LIMIT) return this.#rejected(job, 'malformed');
    return { signer, participants, text, x, verified };
  }

  #unopened(job: Job, opened: Exclude<Opened, { kind: 'opened' }>): Verdict {
    if (opened.kind === 'malformed') return this.#rejected(job, 'malformed');
    if (opened.kind === 'given-up') return this.#rejected(job, 'unproven');
    if (opened.kind === 'later') return { kind: 'later', job: { ...job, rest: opened.rest } };
    return { kind: 'dropped', job }; // not for us: most of what a busy server floods
  }

  #rejected(job: Job, why: 'unproven' | 'malformed'): Verdict {
    this.#options.tally[why]();
    return { kind: 'dropped', job };
  }

  /** Steps 5 and 6 for what has been proven, in the order of arrival; the rest goes where it belongs. */
  async #settle(verdicts: readonly Verdict[]): Promise<void> {
    const proven = verdicts.flatMap((verdict) => (verdict.kind === 'proven' ? [verdict.message] : []));
    if (proven.length > 0) await this.#options.store(proven);
    for (const verdict of verdicts) {
      const { job } = verdict;
      if (verdict.kind === 'parked') this.#parkIt(verdict.signer, job);
      else if (verdict.kind === 'later') this.#queue(this.#slow, SLOW_WAITING, job);
      else this.#options.arrivals.close(job.arrival);
    }
  }

  #parkIt(signer: Fingerprint, job: Job): void {
    if (this.#isKnown(signer)) return this.#queue(this.#fast, FAST_WAITING, job); // listed in the meantime
    this.#park.add(signer, job.frame.dataText.length, job);
    void this.#askForList();
  }

  #isKnown(signer: Fingerprint): boolean {
    return this.#options.directory.lookup(signer) !== undefined;
  }

  async #askForList(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    await this.#options.link.barrier();
    this.#isAsking = false;
  }

  #unpark(): void {
    for (const job of this.#park.takeKnown((signer) => this.#isKnown(signer)))
      this.#queue(this.#fast, FAST_WAITING, job);
  }

  #drop(job: Job, why: 'unproven' | 'malformed'): void {
    this.#options.tally[why]();
    this.#seen.leave(job.frame);
    this.#options.arrivals.close(job.arrival);
  }
}
