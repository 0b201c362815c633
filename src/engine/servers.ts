// Servers the user has joined, and the one in use: it is joined again at the next start, and no other is ever contacted.
import type { Clock } from '../lib/clock.ts';
import { hostClass } from '../protocol/address.ts';
import { DIALECTS, type Dialect } from '../protocol/dialect.ts';
import type { UploadPlace } from '../protocol/upload-place.ts';
import type { ServerRow } from '../store/rows.ts';
import type { Loaded } from '../store/load.ts';
import type { Store } from '../store/store.ts';
import type { EngineEvent, ServerRef, ServerView } from './port.ts';

export interface ServerBookDeps {
  readonly clock: Clock;
  readonly store: Pick<Store, 'commit'>;
  readonly publish: (event: EngineEvent) => void;
  readonly loaded: Pick<Loaded, 'servers' | 'currentServer'>;
}

export class ServerBook {
  readonly #deps: ServerBookDeps;
  readonly #rows = new Map<string, ServerRow>();
  #current: ServerRef | undefined;

  constructor(deps: ServerBookDeps) {
    this.#deps = deps;
    for (const row of deps.loaded.servers) this.#rows.set(keyOf(row), row);
    this.#current = deps.loaded.currentServer;
  }

  /** The one that was in use last; undefined after the user left it. */
  current(): ServerRef | undefined {
    return this.#current;
  }

  /** What the server was found to speak; a server never joined is addressed in v1.2. */
  dialect(server: ServerRef): Dialect {
    return rowOf(this.#rows.get(keyOf(server))?.dialect ?? 'v12');
  }

  isKnown(server: ServerRef): boolean {
    return this.#rows.has(keyOf(server));
  }

  views(): readonly ServerView[] {
    return [...this.#rows.values()]
      .sort((a, b) => (b.lastJoinedAt ?? 0) - (a.lastJoinedAt ?? 0))
      .map(({ address, scheme, lastJoinedAt }) => ({
        address,
        scheme,
        lastJoinedAt,
        isCurrent: this.#current !== undefined && isSameServer(this.#current, { address, scheme }),
        hostClass: hostClass(hostOf(address)),
      }));
  }

  /** Saves it as the one in use. */
  async joined(server: ServerRef, dialect: Dialect): Promise<void> {
    const { address, scheme } = server;
    const now = this.#deps.clock.now();
    const known = this.#rows.get(keyOf(server));
    const addedAt = known?.addedAt ?? now;
    const row: ServerRow = { ...known, address, scheme, dialect: dialect.id, addedAt, lastJoinedAt: now };
    await this.#deps.store.commit({ put: { servers: [row], currentServer: { address, scheme } } });
    this.#rows.set(keyOf(server), row);
    this.#current = { address, scheme };
    this.#tell();
  }

  /** Where it was found to take files. */
  uploadPlace(server: ServerRef): UploadPlace | undefined {
    return this.#rows.get(keyOf(server))?.upload;
  }

  /** Remembers that; only of servers that are kept. Rejects with `StoreError`. */
  async learnUpload(server: ServerRef, upload: UploadPlace): Promise<void> {
    const known = this.#rows.get(keyOf(server));
    if (known === undefined) return;
    const row: ServerRow = { ...known, upload };
    this.#rows.set(keyOf(server), row);
    await this.#deps.store.commit({ put: { servers: [row] } });
  }

  /** The user has left: nothing is joined at the next start. */
  async left(): Promise<void> {
    if (this.#current === undefined) return;
    await this.#deps.store.commit({ remove: { currentServer: true } });
    this.#current = undefined;
    this.#tell();
  }

  async forget({ address, scheme }: ServerRef): Promise<void> {
    const wasCurrent = this.#current !== undefined && isSameServer(this.#current, { address, scheme });
    await this.#deps.store.commit({
      remove: { servers: [{ address, scheme }], ...(wasCurrent && { currentServer: true }) },
    });
    this.#rows.delete(keyOf({ address, scheme }));
    if (wasCurrent) this.#current = undefined;
    this.#tell();
  }

  #tell(): void {
    this.#deps.publish({ type: 'servers', servers: this.views() });
  }
}

/** The scheme is part of what a server is: nothing joined over TLS is ever looked for without it (T46). */
export function isSameServer(a: ServerRef, b: ServerRef): boolean {
  return a.address === b.address && a.scheme === b.scheme;
}

function keyOf({ address, scheme }: ServerRef): string {
  return `${scheme}://${address}`;
}

/** The host of `host[:port][/path]`. */
export function hostOf(address: string): string {
  return /^(\[[^\]]*\]|[^:/]*)/.exec(address)?.[1] ?? address;
}

function rowOf(id: string): Dialect {
  return Object.values(DIALECTS).find((row) => row.id === id) ?? DIALECTS.v12;
}
