// Who is listed where: applies each `client_list` to what was there before, and answers for keys (parts.ts, Directory).
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import type { ClientList } from '../protocol/client-list.ts';
import type { PersonRow } from '../store/rows.ts';
import { KeyReader } from './key-reader.ts';
import { ListedKey } from './listed-key.ts';
import type { Directory } from './parts.ts';
import { ownServer } from './own-server.ts';
import type { NeighbourServerView } from './port.ts';

/** A stranger's message may still be under way when the light goes off; then the key is forgotten. */
const FORGET_MS = 600_000;
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
  readonly #stored = new Set<Fingerprint>();
  readonly #listeners = new Set<(change: RosterChange) => void>();
  /** Heard from, the latest last. */
  readonly #recent = new Map<Fingerprint, ListedKey>();
  #pass = 0;
  #own: string | undefined;
  #servers: ClientList['servers'] = [];
  #lights = 0;

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
    this.#pass += 1;
    const on: Fingerprint[] = [];
    const moved = new Set<Fingerprint>();
    for (const [index, { address }] of list.servers.entries()) {
      for (const key of found[index] ?? []) if (key !== undefined) this.#place(key, address, on, moved);
    }
    this.#servers = list.servers;
    const me = this.#deps.me();
    const own = me === undefined ? undefined : this.#byFingerprint.get(me);
    const mine = own?.pass === this.#pass ? own.servers : [];
    this.#own = ownServer(mine, list.servers, this.#deps.home(), this.#own);
    this.#close(on, moved);
    return { me: this.#own !== undefined, elsewhere: mine.some((address) => address !== this.#own) };
  }

  clear(): void {
    this.#pass += 1;
    this.#servers = [];
    this.#own = undefined;
    this.#close([], new Set());
  }

  remember(row: PersonRow): void {
    this.#stored.add(row.fingerprint);
    if (!this.#byFingerprint.has(row.fingerprint)) {
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
    return this.#servers.some((server) => server.address === address);
  }
  isListed(person: Fingerprint): boolean {
    return (this.#byFingerprint.get(person)?.servers.length ?? 0) > 0;
  }
  lights(): number {
    return this.#lights;
  }

  *known(): Generator<ListedKey> {
    yield* [...this.#recent.values()].reverse();
    for (const key of this.#byFingerprint.values()) if (!this.#recent.has(key.fingerprint)) yield key;
  }

  *listed(): Generator<ListedKey> {
    for (const key of this.#byFingerprint.values()) if (key.servers.length > 0) yield key;
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
    const lights = new Map<string, number>();
    for (const { address } of this.#servers) lights.set(address, 0);
    for (const { fingerprint, servers } of this.listed()) {
      if (fingerprint === this.#deps.me()) continue;
      for (const address of servers) lights.set(address, (lights.get(address) ?? 0) + 1);
    }
    return [...lights].map(([address, count]) => ({ address, isOurs: address === this.#own, lights: count }));
  }

  #place(key: ListedKey, address: string, on: Fingerprint[], moved: Set<Fingerprint>): void {
    if (key.pass !== this.#pass) {
      key.pass = this.#pass;
      key.count = 0;
      if (key.servers.length === 0) on.push(key.fingerprint);
    }
    if (key.servers[key.count] !== address) {
      const before = key.servers.slice(0, key.count);
      if (before.includes(address)) return;
      key.servers = [...before, address];
      moved.add(key.fingerprint);
    }
    key.count += 1;
  }

  /** Everybody whom this pass has not named is off now. */
  #close(on: readonly Fingerprint[], moved: Set<Fingerprint>): void {
    const off: Fingerprint[] = [];
    const now = this.#deps.clock.monotonic();
    this.#lights = 0;
    for (const key of this.#byFingerprint.values()) {
      if (key.pass === this.#pass) {
        this.#lights += key.fingerprint === this.#deps.me() ? 0 : 1;
        key.offAt = undefined;
        if (key.servers.length > key.count) {
          key.servers = key.servers.slice(0, key.count);
          moved.add(key.fingerprint);
        }
      } else if (key.servers.length > 0) {
        key.servers = [];
        key.offAt = now;
        off.push(key.fingerprint);
      }
    }
    for (const person of on) moved.delete(person);
    const change = { on, off, moved: [...moved], forgotten: this.#forget(now - FORGET_MS) };
    for (const listener of this.#listeners) listener(change);
  }

  #forget(before: number): readonly Fingerprint[] {
    const forgotten: Fingerprint[] = [];
    for (const [person, { offAt }] of this.#byFingerprint) {
      if (offAt === undefined || offAt > before || this.#stored.has(person)) continue;
      forgotten.push(person);
      this.#byFingerprint.delete(person);
      this.#recent.delete(person);
    }
    this.#reader.tidy(forgotten.length > 0);
    return forgotten;
  }
}
