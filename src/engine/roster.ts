// Who is listed where: applies each `client_list` to what was there before, and answers for keys (parts.ts, Directory).
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import type { ClientList } from '../protocol/client-list.ts';
import type { PersonRow } from '../store/person-rows.ts';
import { KeyReader } from './key-reader.ts';
import { ListedKey } from './listed-key.ts';
import type { Directory } from './parts.ts';
import { ownServer } from './own-server.ts';
import type { NeighbourServerView } from './port/connection.ts';

/** A stranger's message may still be under way when the light goes off; then the key is forgotten. */
const FORGET_MS = 600_000;
/** Addresses kept as lists of their own. */
const MOST_ADDRESSES = 1024;
const NOWHERE: readonly string[] = [];
/** How many of those heard from last are tried first. */
const RECENT = 256;

export interface RosterChange {
  readonly on: readonly Fingerprint[];
  readonly off: readonly Fingerprint[];
  /** Listed before and now, but on other servers. */
  readonly moved: readonly Fingerprint[];
  /** Keys forgotten: strangers whose light has been off for long. */
  readonly forgotten: readonly Fingerprint[];
}
export interface RosterDeps {
  readonly clock: Clock;
  /** Own fingerprint; undefined before there is an identity. */
  readonly me: () => Fingerprint | undefined;
  /** Address the user gave for the server in use. */
  readonly home: () => string | undefined;
  readonly people: readonly PersonRow[];
}
export interface Roster extends Directory {
  /** Applies a list; changes are told before it resolves. One at a time. */
  apply(list: ClientList): Promise<Applied>;
  /** The connection is gone: nobody is listed any more, by what we know. */
  clear(): void;
  /** Somebody's key is stored from now on, and stays known. */
  remember(row: PersonRow): void;
  onChange(listener: (change: RosterChange) => void): () => void;
  entry(person: Fingerprint): ListedKey | undefined;
  servers(): readonly NeighbourServerView[];
  /** Keys whose light is on, the own one not counted. */
  lights(): number;
  listed(): Iterable<ListedKey>;
}
export interface Applied {
  /** The own key stands where it should: joined. */
  readonly me: boolean;
  /** The own key stands under another server as well (T06). */
  readonly elsewhere: boolean;
}

export function createRoster(deps: RosterDeps): Roster {
  return new KeyRoster(deps);
}

class KeyRoster implements Roster {
  readonly #deps: RosterDeps;
  readonly #byFingerprint = new Map<Fingerprint, ListedKey>();
  readonly #reader: KeyReader;
  readonly #alones = new Map<string, readonly [string]>();
  readonly #stored = new Set<Fingerprint>();
  readonly #listeners = new Set<(change: RosterChange) => void>();
  /** Heard from, the latest last. */
  readonly #recent = new Map<Fingerprint, ListedKey>();
  /** With their light on, and strangers whose light went off, the longest first. */
  readonly #lit = new Set<ListedKey>();
  readonly #out = new Set<ListedKey>();
  #pass = 0;
  #own: string | undefined;
  /** Lights by address, in the order of the list; the own one is not counted. */
  #lights = new Map<string, number>();

  constructor(deps: RosterDeps) {
    this.#deps = deps;
    this.#reader = new KeyReader(this.#byFingerprint);
    const oldestFirst = [...deps.people].sort((a, b) => a.lastSeen - b.lastSeen);
    for (const row of oldestFirst) {
      this.remember(row);
      this.heard(row.fingerprint);
    }
  }

  async apply(list: ClientList): Promise<Applied> {
    const found = await this.#reader.read(list.servers);
    const me = this.#deps.me();
    this.#pass += 1;
    const on: Fingerprint[] = [];
    const moved = new Set<Fingerprint>();
    const lights = new Map<string, number>();
    for (const [index, { address }] of list.servers.entries()) {
      const alone = this.#alone(address);
      let count = lights.get(address) ?? 0;
      const keys = found[index] ?? [];
      for (let at = 0; at < keys.length; at += 1) {
        const key = keys[at]?.value;
        if (key !== undefined && this.#place(key, alone, on, moved) && key.fingerprint !== me) count += 1;
      }
      lights.set(address, count);
    }
    this.#lights = lights;
    const own = me === undefined ? undefined : this.#byFingerprint.get(me);
    const mine = own?.pass === this.#pass ? own.servers : [];
    this.#own = ownServer(mine, list.servers, this.#deps.home(), this.#own);
    this.#close(on, moved);
    return { me: this.#own !== undefined, elsewhere: mine.some((address) => address !== this.#own) };
  }

  clear(): void {
    this.#pass += 1;
    this.#lights = new Map();
    this.#own = undefined;
    this.#close([], new Set());
  }

  remember(row: PersonRow): void {
    this.#stored.add(row.fingerprint);
    if (row.pem !== '' && !this.#byFingerprint.has(row.fingerprint)) {
      this.#byFingerprint.set(row.fingerprint, new ListedKey(row.fingerprint, row.pem));
    }
  }

  lookup(person: Fingerprint): ListedKey | undefined {
    return this.#byFingerprint.get(person);
  }
  entry(person: Fingerprint): ListedKey | undefined {
    return this.#byFingerprint.get(person);
  }
  ownAddress(): string | undefined {
    return this.#own;
  }
  isServer(address: string): boolean {
    return this.#lights.has(address);
  }
  isListed(person: Fingerprint): boolean {
    return (this.#byFingerprint.get(person)?.servers.length ?? 0) > 0;
  }
  lights(): number {
    const me = this.#deps.me();
    return this.#lit.size - (me !== undefined && this.isListed(me) ? 1 : 0);
  }

  *known(): Generator<ListedKey> {
    yield* [...this.#recent.values()].reverse();
    for (const key of this.#byFingerprint.values()) if (!this.#recent.has(key.fingerprint)) yield key;
  }

  listed(): Iterable<ListedKey> {
    return this.#lit;
  }

  heard(person: Fingerprint): void {
    const key = this.#byFingerprint.get(person);
    if (key === undefined) return;
    this.#recent.delete(person);
    this.#recent.set(person, key);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }

  onChange(listener: (change: RosterChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  servers(): readonly NeighbourServerView[] {
    const isOurs = (address: string): boolean => address === this.#own;
    return [...this.#lights].map(([address, lights]) => ({ address, isOurs: isOurs(address), lights }));
  }

  /** The list of this address alone, the same one for everybody: most stand on one server. */
  #alone(address: string): readonly [string] {
    const known = this.#alones.get(address) ?? ([address] as const);
    if (this.#alones.size > MOST_ADDRESSES) this.#alones.clear();
    this.#alones.set(address, known);
    return known;
  }

  /** Notes that the server of `alone` lists `key`; false when it has done so before. */
  #place(key: ListedKey, alone: readonly [string], on: Fingerprint[], moved: Set<Fingerprint>): boolean {
    if (key.pass !== this.#pass) this.#begin(key, on);
    const [address] = alone;
    if (key.servers[key.count] !== address) {
      const before = key.servers.slice(0, key.count);
      if (before.includes(address)) return false;
      key.servers = before.length === 0 ? alone : [...before, address];
      if (key.wasOn) moved.add(key.fingerprint);
    }
    key.count += 1;
    return true;
  }

  /** The first time that this list names `key`. */
  #begin(key: ListedKey, on: Fingerprint[]): void {
    key.pass = this.#pass;
    key.count = 0;
    key.wasOn = key.servers.length > 0;
    if (key.wasOn) return;
    on.push(key.fingerprint);
    this.#lit.add(key);
    this.#out.delete(key);
  }

  /** Everybody whom this pass has not named is off now. */
  #close(on: readonly Fingerprint[], moved: Set<Fingerprint>): void {
    const off: Fingerprint[] = [];
    const now = this.#deps.clock.monotonic();
    for (const key of this.#lit) {
      if (key.pass !== this.#pass) {
        key.left = key.servers;
        key.servers = NOWHERE;
        key.offAt = now;
        off.push(key.fingerprint);
        this.#lit.delete(key);
        this.#out.add(key);
      } else if (key.servers.length > key.count) {
        key.servers = key.servers.slice(0, key.count);
        moved.add(key.fingerprint);
      }
    }
    const change = { on, off, moved: [...moved], forgotten: this.#forget(now - FORGET_MS) };
    for (const listener of this.#listeners) listener(change);
  }

  #forget(before: number): readonly Fingerprint[] {
    const forgotten: Fingerprint[] = [];
    for (const key of this.#out) {
      if (key.offAt > before) break;
      this.#out.delete(key);
      const person = key.fingerprint;
      if (this.#stored.has(person)) continue;
      forgotten.push(person);
      this.#byFingerprint.delete(person);
      this.#recent.delete(person);
    }
    this.#reader.tidy(forgotten.length > 0);
    return forgotten;
  }
}
