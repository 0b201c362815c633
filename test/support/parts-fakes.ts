// Small stand-ins for the parts of the engine that the message side leans on.
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { Directory, Link, Listed, People } from '../../src/engine/parts.ts';
import type { Preferences } from '../../src/engine/port/preferences.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';

export interface KeyFacts {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  readonly spki: Uint8Array<ArrayBuffer>;
  /** As the list gives it, where that is not the canonical text. */
  readonly received?: string;
}
/** A list as the fake server gives it: who is under which address. */
export type FakeList = ReadonlyMap<string, readonly KeyFacts[]>;

export const PREFERENCES: Preferences = {
  theme: 'auto',
  textSize: 1,
  contrast: 'auto',
  motion: 'auto',
  underlineLinks: false,
  receipts: true,
  typing: false,
  notifications: 'quiet',
  noticesAsked: false,
  squareConfirmed: false,
};

export function fingerprint(text: string): Fingerprint {
  if (!isFingerprint(text)) throw new RangeError('no fingerprint');
  return text;
}

export class FakeDirectory implements Directory {
  readonly me: Fingerprint;
  #own: string | undefined;
  #servers: readonly string[] = [];
  readonly #known = new Map<Fingerprint, Listed>();
  readonly #listeners: ((change: { on: Fingerprint[]; off: Fingerprint[] }) => void)[] = [];

  constructor(me: Fingerprint) {
    this.me = me;
  }

  /** Keys that were stored: known, and not listed. */
  learn(key: KeyFacts, usable = true): void {
    if (this.#known.has(key.fingerprint)) return;
    this.#known.set(key.fingerprint, { received: key.pem, ...key, usable, servers: [] });
  }

  apply(list: FakeList): void {
    this.#servers = [...list.keys()];
    const servers = new Map<Fingerprint, string[]>();
    for (const [address, keys] of list) {
      for (const key of keys) {
        this.learn(key);
        servers.set(key.fingerprint, [...(servers.get(key.fingerprint) ?? []), address]);
      }
    }
    const [on, off]: [Fingerprint[], Fingerprint[]] = [[], []];
    for (const [person, listed] of this.#known) {
      const now = servers.get(person) ?? [];
      if (listed.servers.length === 0 && now.length > 0) on.push(person);
      if (listed.servers.length > 0 && now.length === 0) off.push(person);
      this.#known.set(person, { ...listed, servers: now });
    }
    this.#own = servers.get(this.me)?.[0];
    for (const listener of this.#listeners) listener({ on, off });
  }

  lookup(person: Fingerprint): Listed | undefined {
    return this.#known.get(person);
  }
  ownAddress(): string | undefined {
    return this.#own;
  }
  isServer(address: string): boolean {
    return this.#servers.includes(address);
  }
  known(): Iterable<Listed> {
    return this.#known.values();
  }
  isListed(person: Fingerprint): boolean {
    return (this.#known.get(person)?.servers.length ?? 0) > 0;
  }
  heard(): void {
    // Nothing depends on it here.
  }
  onChange(listener: (change: { on: Fingerprint[]; off: Fingerprint[] }) => void): () => void {
    this.#listeners.push(listener);
    return () => undefined;
  }
}

export class FakePeople implements People {
  readonly rows = new Map<Fingerprint, PersonRow>();

  constructor(rows: readonly PersonRow[]) {
    this.stored(rows);
  }
  row(person: Fingerprint): PersonRow | undefined {
    return this.rows.get(person);
  }
  stored(rows: readonly PersonRow[]): void {
    for (const row of rows) this.rows.set(row.fingerprint, row);
  }
}

/** A socket that the test opens, fills and cuts. */
export class FakeLink implements Link {
  epoch = 0;
  joined = false;
  isPaused = false;
  /** Set to refuse frames, as a full buffer does. */
  isFull = false;
  /** What goes to the server: frames, and `?` for list requests. */
  readonly written: string[] = [];
  readonly #clock: Clock;
  readonly #frames: ((frame: Frame, raw: string) => void)[] = [];
  readonly #joins: (() => void)[] = [];
  readonly #closes: (() => void)[] = [];
  readonly #writables: (() => void)[] = [];
  #asking: ((came: boolean) => void)[] = [];
  hellosAgain = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new socket, on which our key has been seen in a list. */
  join(): void {
    this.epoch += 1;
    this.joined = true;
    for (const tell of this.#joins) tell();
  }
  close(): void {
    this.joined = false;
    this.#answer(false);
    for (const tell of this.#closes) tell();
  }
  frame(frame: Frame, raw = ''): void {
    for (const tell of this.#frames) tell(frame, raw);
  }
  /** The answer to a list request has come. */
  listCame(): void {
    this.#answer(true);
  }
  drained(): void {
    this.isFull = false;
    for (const tell of this.#writables) tell();
  }

  write(frame: string): boolean {
    if (!this.joined || this.isFull) return false;
    this.written.push(frame);
    return true;
  }
  barrier(): Promise<boolean> {
    if (!this.joined) return Promise.resolve(false);
    this.written.push('?');
    return new Promise((resolve) => {
      this.#asking.push(resolve);
      this.#clock.after(8000, () => resolve(false));
    });
  }
  onFrame(listener: (frame: Frame, raw: string) => void): () => void {
    return add(this.#frames, listener);
  }
  onJoined(listener: () => void): () => void {
    return add(this.#joins, listener);
  }
  onClosed(listener: () => void): () => void {
    return add(this.#closes, listener);
  }
  onWritable(listener: () => void): () => void {
    return add(this.#writables, listener);
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  helloAgain(): void {
    this.hellosAgain += 1;
  }

  #answer(came: boolean): void {
    const asking = this.#asking;
    this.#asking = [];
    for (const resolve of asking) resolve(came);
  }
}

function add<Item>(items: Item[], item: Item): () => void {
  items.push(item);
  return () => void items.splice(items.indexOf(item), 1);
}
