// How people's programs write: learned from what verified, asked before something is read from them or written to them.
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { V12, type Dialect } from '../protocol/dialect.ts';
import { same, type FingerprintForm, type Speech } from '../protocol/speech.ts';
import { isV12 } from '../protocol/spoken.ts';
import { orLost, otherDialects, otherDialectsNow } from './later.ts';
import type { People, Voices } from './parts.ts';

/** What a signature is made over, and with how long a salt. */
export type Signing = Pick<Speech, 'signed' | 'saltLength'>;

export interface VoiceDeps {
  readonly people: People;
  /** The server's row, as refined by what was heard there. */
  readonly dialect: () => Dialect;
}

/** Ways of signing heard from others lately, which a stranger probably shares. */
const RECENT = 2;
/** People whose habits are remembered until they are stored. */
const FRESH = 1024;

const SPEECHES = 4096;
const DISTINCT = 16;

interface Answered {
  readonly habits: Habits | undefined;
  readonly fresh: Habits | undefined;
  readonly row: Dialect;
  readonly speech: Speech;
}

export class VoiceBook implements Voices {
  readonly #deps: VoiceDeps;
  /** Learned in this run: their rows may not be stored yet. */
  readonly #fresh = new Map<Fingerprint, Habits>();
  /** Counters of the frames that taught these. */
  readonly #taught = new Map<Fingerprint, number>();
  /** What `speechTo` answered, and from what; one answer for all who were never heard. */
  readonly #speeches = new Map<Fingerprint | undefined, Answered>();
  #distinct: readonly Speech[] = [];
  /** A speech was asked for that cannot be told yet. */
  #isLacking = false;
  #recent: readonly Signing[] = [];
  /** Hashes of OAEP heard, by the layout they came in. */
  readonly #hashes = new Map<Speech['layout'], Set<Speech['oaepHash']>>();

  constructor(deps: VoiceDeps) {
    this.#deps = deps;
  }

  habits(person: Fingerprint): Habits {
    return { ...this.#deps.people.row(person)?.habits, ...this.#fresh.get(person) };
  }

  speechTo(person: Fingerprint): Speech {
    const row = this.#deps.dialect();
    const habits = this.#deps.people.row(person)?.habits;
    const fresh = this.#fresh.get(person);
    const isUnheard = habits === undefined && fresh === undefined;
    const all = { ...habits, ...fresh };
    if (row === V12 && (isUnheard || isV12(all))) return V12.speech;
    // Asked for a thousand people again and again, and hardly ever another one.
    const key = isUnheard ? undefined : person;
    const known = this.#speeches.get(key);
    if (known?.habits === habits && known?.fresh === fresh && known?.row === row) return known.speech;
    const made = otherDialectsNow()?.speechFor(all, row);
    this.#isLacking ||= made === undefined;
    if (made === undefined) return { ...row.speech, ...all };
    if (this.#speeches.size > SPEECHES) this.#speeches.clear();
    // Who is written to alike is told by the very same one.
    const speech = this.#distinct.find((one) => same(one, made)) ?? made;
    if (speech === made) this.#distinct = [made, ...this.#distinct].slice(0, DISTINCT);
    this.#speeches.set(key, { habits, fresh, row, speech });
    return speech;
  }

  get isLacking(): boolean {
    return this.#isLacking;
  }

  async complete(): Promise<void> {
    await orLost(otherDialects());
    this.#isLacking = false;
  }

  /** A signature of theirs held. An old frame, which anybody may send again, teaches nothing; `counter` where it is signed. */
  learn(person: Fingerprint, habits: Habits, counter?: number): void {
    if (counter !== undefined && counter < (this.#taught.get(person) ?? 0)) return;
    if (counter !== undefined) this.#taught.set(person, counter);
    this.#fresh.delete(person);
    this.#fresh.set(person, { ...this.habits(person), ...habits });
    const [oldest] = this.#fresh.keys();
    if (this.#fresh.size > FRESH && oldest !== undefined) {
      this.#fresh.delete(oldest);
      this.#taught.delete(oldest);
    }
    const { signed, saltLength, oaepHash, layout } = habits;
    if (oaepHash !== undefined && layout !== undefined)
      this.#hashes.set(layout, new Set([...(this.#hashes.get(layout) ?? []), oaepHash]));
    if (signed === undefined || saltLength === undefined) return;
    const others = this.#recent.filter((one) => !same(one, { signed, saltLength }));
    this.#recent = [{ signed, saltLength }, ...others].slice(0, RECENT);
  }

  /** What to try first on a signature of `person`, likeliest first: theirs alone where it is known. */
  signingsOf(person: Fingerprint | undefined): readonly Signing[] {
    const { signed, saltLength } = person === undefined ? {} : this.habits(person);
    if (signed !== undefined && saltLength !== undefined) return [{ signed, saltLength }];
    const { speech } = this.#deps.dialect();
    const server = { signed: speech.signed, saltLength: speech.saltLength };
    const guesses = [...this.#recent, server, PLAIN];
    return guesses.filter((one, at) => guesses.findIndex((other) => same(one, other)) === at);
  }

  /** How names are made at our server. */
  naming(): FingerprintForm {
    return this.#deps.dialect().speech.fingerprint;
  }

  /** Which OAEP hashes are likely in a frame of that layout: what its row has, and what was heard in it. */
  hashesFor(layout: Speech['layout']): readonly Speech['oaepHash'][] {
    // Who has read that layout has the table.
    const row = layout === 'frew' ? otherDialectsNow()?.DIALECTS.frew : undefined;
    const { speech } = row ?? this.#deps.dialect();
    return [...new Set([speech.oaepHash, ...(this.#hashes.get(layout) ?? [])])];
  }
}

const PLAIN: Signing = { signed: V12.speech.signed, saltLength: V12.speech.saltLength };
