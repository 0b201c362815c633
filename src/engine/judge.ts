// Steps 2 to 4 of PROTOCOL.md rule 1 for one frame: who signed it, does the signature hold, may the participants be so.
// What is likely is tried at once; what is not comes back as `later`, to go on in the slow lane where nobody waits for it.
import { judgeParticipants } from '../domain/conversation.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { toBase64 } from '../lib/base64.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { ProtocolError } from '../protocol/problem.ts';
import type { FingerprintForm } from '../protocol/speech.ts';
import { Chances } from './chances.ts';
import { layoutOf, Opener, type Opened } from './opener.ts';
import type { Directory, Ground, Self } from './parts.ts';
import type { Names } from './names.ts';
import { signingOf } from './verifier.ts';
import type { Claim, Job, Verdict } from './verdicts.ts';
import type { Signing, VoiceBook } from './voices.ts';

export interface JudgeOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly directory: Directory;
  readonly voices: VoiceBook;
  readonly names: Names;
}

/** Most characters of a received text; no person writes more, and the page must show it. */
const TEXT_LIMIT = 256 * 1024;
/** Searches among all keys that one frame is worth. */
const SEARCHES = 2;

interface Signed {
  readonly signer: Fingerprint;
  readonly form: FingerprintForm | undefined;
  readonly signing: Signing;
}

export class Judge {
  readonly #options: JudgeOptions;
  readonly #opener: Opener;
  readonly #names: Names;
  /** Frames that seem to be for others, looked at with the other hash too. */
  readonly #second: Chances;
  /** Searches for a signer that found nobody. */
  readonly #failures: Chances;

  constructor(options: JudgeOptions) {
    this.#options = options;
    const { ground, self, directory } = options;
    this.#opener = new Opener({ ...ground, self, directory });
    this.#names = options.names;
    this.#second = new Chances(ground.clock, 16, 4);
    this.#failures = new Chances(ground.clock, 8, 2);
  }

  /** Rejects with `CryptoError` when crypto or a part of the app was lost: then nothing is known about the frame. */
  async judge(job: Job): Promise<Verdict> {
    const { frame } = job;
    const irregular = frame.data.type === 'chat' ? frame.data.irregular : undefined;
    if (irregular === undefined) return this.#steps(job);
    const { readAnyChat } = await this.#names.others();
    try {
      return await this.#steps({ ...job, frame: { ...frame, data: readAnyChat(irregular) } });
    } catch (error) {
      if (error instanceof ProtocolError) return { kind: 'malformed', job };
      throw error;
    }
  }

  async #steps(job: Job): Promise<Verdict> {
    const { left } = job;
    // 2: the signer stands inside the ciphertext, or in the open in the square
    const claim = left !== undefined && 'claim' in left ? left.claim : await this.#read(job);
    if ('job' in claim) return claim;
    if (claim.text.length > TEXT_LIMIT) return { kind: 'malformed', job };
    // 3
    const signed = await this.#prove(job, claim);
    if ('job' in signed) return signed;
    // 4
    return this.#admit(job, claim, signed);
  }

  async #read(job: Job): Promise<Claim | Verdict> {
    const { data } = job.frame;
    if (data.type === 'public_chat') {
      const { sender, message: text } = data;
      return {
        names: sender === '' ? [] : [sender],
        isBinding: true,
        text,
        x: undefined,
        habits: {},
        index: -1,
      };
    }
    if (data.type !== 'chat') return { kind: 'foreign', job };
    const hashes = this.#options.voices.hashesFor(layoutOf(data));
    const { left } = job;
    if (left?.kind === 'hash') {
      const { openSecond } = await this.#names.others();
      const options = { ...this.#options, ...this.#options.ground, opener: this.#opener };
      return this.#opened(job, await openSecond(options, job.frame, data, hashes));
    }
    const opened =
      left?.kind === 'keys'
        ? await this.#opener.patient(data, left.rest, hashes)
        : await this.#opener.quick(data, hashes);
    if (opened.kind !== 'foreign' || hashes.length > 1 || !this.#second.isOneLeft)
      return this.#opened(job, opened);
    this.#second.use();
    return { kind: 'later', job: { ...job, left: { kind: 'hash' } } };
  }

  #opened(job: Job, opened: Opened): Claim | Verdict {
    if (opened.kind === 'given-up') return { kind: 'unproven', job };
    if (opened.kind === 'later')
      return { kind: 'later', job: { ...job, left: { kind: 'keys', rest: opened.rest } } };
    if (opened.kind !== 'opened') return { kind: opened.kind, job };
    const { payload, index, habits } = opened;
    const { participants, message: text, x } = payload;
    const { data } = job.frame;
    const inTheOpen = data.type === 'chat' ? (data.participants ?? []) : [];
    const isBinding = participants.length > 0;
    return { names: isBinding ? participants : inTheOpen, isBinding, text, x, habits, index };
  }

  async #prove(job: Job, claim: Claim): Promise<Signed | Verdict> {
    const [name] = claim.names;
    const named = name === undefined ? undefined : await this.#names.resolve(name);
    if (named === undefined) return this.#search(job, claim, name);
    const { self, directory, voices } = this.#options;
    const { person: signer, form } = named;
    const spki = signer === self.fingerprint ? self.spki : directory.lookup(signer)?.spki;
    if (spki === undefined) return this.#search(job, claim, name);
    const { frame, left } = job;
    const { runner } = this.#options.ground;
    const likely = voices.signingsOf(signer);
    const quick = await signingOf(runner, frame, spki, likely, this.#names.write);
    if (quick !== undefined) return { signer, form, signing: quick };
    if (named.isGuess === true) return this.#search(job, claim, name);
    if (left?.kind !== 'forms') return { kind: 'later', job: { ...job, left: { kind: 'forms', claim } } };
    const { climb } = await this.#names.others();
    const signing = await climb(runner, frame, spki, likely);
    return signing === undefined ? { kind: 'unproven', job } : { signer, form, signing };
  }

  /** Nobody known goes by that name: their list may be on its way; else whoever has signed is looked for. */
  async #search(job: Job, claim: Claim, name: string | undefined): Promise<Signed | Verdict> {
    const { ground, self, directory, voices } = this.#options;
    const { frame, left, searches = 0, parkedAt } = job;
    const waiting: Job = { ...job, left: { kind: 'name', claim } };
    const parked: Verdict = { kind: 'parked', job: waiting, name: name ?? '' };
    const mayBeListedSoon = name !== undefined && this.#names.isHash(name) && parkedAt === undefined;
    if (mayBeListedSoon || searches >= SEARCHES || !this.#failures.isOneLeft) return parked;
    if (left?.kind !== 'signers') return { kind: 'later', job: { ...job, left: { kind: 'signers', claim } } };
    const { searchSigner } = await this.#names.others();
    const found = await searchSigner({ ...ground, self, directory }, frame, voices.signingsOf(undefined));
    if (found === undefined) {
      this.#failures.use();
      return { ...parked, job: { ...waiting, searches: searches + 1 } };
    }
    const { key, signed, saltLength } = found;
    if (name !== undefined) await this.#names.bind(name, key.fingerprint);
    return { signer: key.fingerprint, form: undefined, signing: { signed, saltLength } };
  }

  async #admit(job: Job, claim: Claim, { signer, form, signing }: Signed): Promise<Verdict> {
    const { self, voices } = this.#options;
    const { frame, arrival } = job;
    const { counter, data } = frame;
    // In one spelling: a copy with its signature in hex is a copy.
    const signature = toBase64(frame.signature);
    const { signed } = signing;
    const isCounted = signed.counter || signed.over === 'pair';
    const { text, x } = claim;
    if (data.type === 'chat') this.#opener.remember(data, signer, claim.index);
    const habits =
      signer === self.fingerprint ? {} : await this.#habits(frame, claim, { signer, form, signing });
    if (signer !== self.fingerprint) voices.learn(signer, habits, isCounted ? counter : undefined);
    const isPublic = data.type === 'public_chat';
    const judged = isPublic ? { people: [] } : await this.#people(claim, signer, form !== undefined);
    if (typeof judged === 'string') return { kind: 'malformed', job };
    const { people } = judged;
    const kind = isPublic ? 'public' : 'chat';
    const message = {
      kind,
      signer,
      people,
      text,
      x,
      counter,
      isCounted,
      signature,
      arrival,
      habits,
    } as const;
    return { kind: 'proven', job, message };
  }

  /** What the frame shows of its sender's program. */
  async #habits(frame: SignedFrame, claim: Claim, { signer, form, signing }: Signed): Promise<Habits> {
    const { directory, voices } = this.#options;
    const named = form && { fingerprint: form };
    const habits: Habits = { dataForm: frame.form, ...signing, ...named, ...claim.habits };
    if (frame.form === 'string') return habits;
    const { refined } = await this.#names.others();
    return refined(habits, frame, directory.lookup(signer)?.received, voices.naming());
  }

  /** The conversation's people, the signer first. */
  async #people(
    claim: Claim,
    signer: Fingerprint,
    isNamed: boolean,
  ): Promise<ReturnType<typeof judgeParticipants>> {
    const me = this.#options.self.fingerprint;
    const others = claim.names.slice(1);
    if (others.includes('')) return 'not-canonical';
    const named = await this.#names.all(others);
    const known = named.filter((one) => one !== undefined);
    const everybody = judgeParticipants([signer, ...known], signer, me);
    const isComplete = known.length === others.length;
    if (claim.isBinding && (isNamed || known.length > 0)) {
      if (isComplete) return everybody;
      return judgeParticipants([signer, ...(await this.#names.members(others))], signer, me);
    }
    // Names that are no keys', or none: a chat with the signer, unless each in the open is that of a key.
    if (isComplete && others.length > 1 && typeof everybody !== 'string') return everybody;
    return { people: signer === me ? [me] : [signer, me] };
  }
}
