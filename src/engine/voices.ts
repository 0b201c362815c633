// How people's programs write: learned from what verified, asked before something is read from them or written to them.
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { DIALECTS, type Dialect } from '../protocol/dialect.ts';
import type { FingerprintForm, Speech } from '../protocol/speech.ts';
import { speechFor } from '../protocol/speech-for.ts';
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

interface Answered {
  readonly habits: Habits | undefined;
  readonly fresh: Habits | undefined;
  readonly dialect: Dialect;
  readonly speech: Speech;
}

export class VoiceBook implements Voices {
  readonly #deps: VoiceDeps;
  /** Learned in this run: their rows may not be stored yet. */
  readonly #fresh = new Map<Fingerprint, Habits>();
  /** Counters of the frames that taught these. */
  readonly #taught = new Map<Fingerprint, number>();
  /** What `speechTo` answered, and from what. */
  readonly #speeches = new Map<Fingerprint, Answered>();
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
    const habits = this.#deps.people.row(person)?.habits;
    const fresh = this.#fresh.get(person);
    const dialect = this.#deps.dialect();
    const known = this.#speeches.get(person);
    // Asked for a thousand people again and again, and hardly ever another one.
    if (known?.habits === habits && known?.fresh === fresh && known?.dialect === dialect) return known.speech;
    const speech = speechFor({ ...habits, ...fresh }, dialect);
    if (this.#speeches.size > SPEECHES) this.#speeches.clear();
    this.#speeches.set(person, { habits, fresh, dialect, speech });
    return speech;
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
    const { speech } = layout === 'frew' ? DIALECTS.frew : this.#deps.dialect();
    return [...new Set([speech.oaepHash, ...(this.#hashes.get(layout) ?? [])])];
  }
}

const PLAIN: Signing = { signed: DIALECTS.v12.speech.signed, saltLength: DIALECTS.v12.speech.saltLength };

/** Equal by what they hold, in whatever order. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => same(value, right.get(name)));
}
