// What the parts of the engine know of each other. Each part gets these by constructor; engine.ts ties them.
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Speech } from '../protocol/speech.ts';
import type { Store } from '../store/store.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type { LedgerRow } from '../store/rows.ts';
import type { EngineEvent } from './port.ts';
import type { Preferences } from './port/preferences.ts';

/** Things the whole engine runs on. */
export interface Ground {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly store: Store;
  readonly runner: CryptoRunner;
  /** Tells every page. */
  readonly publish: (event: EngineEvent) => void;
  readonly preferences: () => Preferences;
}

/** The identity once it exists. */
export interface Self {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  readonly spki: Uint8Array<ArrayBuffer>;
  name(): string;
}

/** The socket as the message side sees it (session.ts). */
export interface Link {
  /** Grows with every socket; tells which socket a frame was written on. */
  readonly epoch: number;
  /** True from "own key seen in a list" until the socket closes. */
  readonly joined: boolean;
  /** False when it is not joined or the socket's buffer is above 256 KiB (R22): try again on `onWritable`. */
  write(frame: string): boolean;
  /** Asks for a list; true when a `client_list` arrived after the question, false when the socket died or 8 s passed. */
  barrier(): Promise<boolean>;
  onFrame(listener: (frame: Frame, raw: string) => void): () => void;
  onJoined(listener: () => void): () => void;
  onClosed(listener: () => void): () => void;
  onWritable(listener: () => void): () => void;
  /** Stops reading: nothing may be consumed that cannot be saved (R04). */
  pause(): void;
  resume(): void;
  /** The outbox asks for a new hello with a fresh counter (rule 9: no number left below the lowest uncertain frame). */
  helloAgain(): void;
}

/** Who is listed where, and their keys (roster.ts). */
export interface Directory {
  lookup(person: Fingerprint): Listed | undefined;
  /** Own server's address exactly as the list gives it. */
  ownAddress(): string | undefined;
  /** True when this connection's newest list has this address. */
  isServer(address: string): boolean;
  /** Everybody whose key is known (listed now or stored), most recently heard first; for verify-first. */
  known(): Iterable<Listed>;
  /** True when this connection's newest list names the person. */
  isListed(person: Fingerprint): boolean;
  /** Marks somebody as heard from, so that they come first next time. */
  heard(person: Fingerprint): void;
  /** Fires after each applied list, with what changed. */
  onChange(
    listener: (change: { readonly on: readonly Fingerprint[]; readonly off: readonly Fingerprint[] }) => void,
  ): () => void;
}
export interface Listed {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  /** PEM text exactly as the list gives it: some programs hash that (speech.ts, `as-received`). */
  readonly received: string;
  readonly spki: Uint8Array<ArrayBuffer>;
  readonly usable: boolean; // key policy (T27)
  /** Addresses exactly as listed, all of them (T20); empty when off. */
  readonly servers: readonly string[];
}

/** Own counters, rule 9 (ledger.ts). Numbers are reserved in memory and stored with what uses them. */
export interface Ledger {
  nextFrame(): number;
  /** Undefined when no number is left below the lowest uncertain frame: frames become held, then `freshHello`. */
  nextHello(lowestUncertain: number | undefined): number | undefined;
  freshHello(): number;
  /** An own counter was seen or accepted somewhere (echo, other device). */
  noteAccepted(counter: number): void;
  /** Another device with our key was seen. */
  noteTwin(): void;
  row(): LedgerRow;
}

/**
 * What is stored about people; roster.ts keeps the rows in memory. Whoever changes a row does it in `Desk.edit`
 * or `Desk.join` (desk.ts): read here, put into the draft; `stored` hears of it, so that no change is lost to another one.
 */
export interface People {
  row(person: Fingerprint): PersonRow | undefined;
  /** These rows have just been committed: updates memory and tells the pages. */
  stored(rows: readonly PersonRow[]): void;
}

/** How people's programs write (voices.ts): learned from what verified, kept in their rows (DIALECTS.md, rule 5). */
export interface Voices {
  /** How to write to `person`: as they do, else as the server's row says; never in a form that our server refuses. */
  speechTo(person: Fingerprint): Speech;
  /** True when the part that knows was asked for and is not here: nothing may be written in what was answered. */
  readonly isLacking: boolean;
  /** Loads that part. Rejects with `CryptoError` where it does not come. */
  complete(): Promise<void>;
  /** What has been learned of `person`; empty for a stranger. */
  habits(person: Fingerprint): Habits;
}

/** Counts for the pages (tally.ts); the session counts here what it could not parse. */
export interface Tally {
  malformed(): void;
  unproven(): void;
  /** Proven, of a blocked key, and let go. */
  blocked(): void;
}
