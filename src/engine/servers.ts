// Servers the user has joined, and the one in use: it is joined again at the next start, and no other is ever contacted.
import type { Clock } from '../lib/clock.ts';
import { hostClass } from '../protocol/address.ts';
import type { Habits } from '../domain/habits.ts';
import { DIALECT_IDS, V12, type Dialect, type DialectId } from '../protocol/dialect.ts';
import type { UploadPlace } from '../protocol/upload-place.ts';
import type { ServerRow } from '../store/rows.ts';
import type { Loaded } from '../store/load.ts';
import type { Store } from '../store/store.ts';
import { otherDialects, otherDialectsNow, rowFit } from './later.ts';
import type { EngineEvent } from './port.ts';
import type { ServerRef, ServerView } from './port/connection.ts';
import type { Start } from './target.ts';

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

  /** How to begin: with what the user picked, else with what was found; a server never joined is addressed in v1.2. */
  start(server: ServerRef): Start {
    const row = this.#rows.get(keyOf(server));
    const id = rowOf(row);
    const isPicked = row?.picked !== undefined;
    return { row: id === 'v12' ? V12 : otherDialectsNow()?.DIALECTS[id], isPicked };
  }

  /** The same with a row; refuses with `part-missing`. */
  async ready(server: ServerRef): Promise<Start> {
    if (this.start(server).row === undefined) await otherDialects();
    return this.start(server);
  }

  isKnown(server: ServerRef): boolean {
    return this.#rows.has(keyOf(server));
  }

  views(): readonly ServerView[] {
    return [...this.#rows.values()]
      .sort((a, b) => (b.lastJoinedAt ?? 0) - (a.lastJoinedAt ?? 0))
      .map((row) => ({ ...row, speaks: rowOf(row), isPicked: row.picked !== undefined }))
      .map(({ address, scheme, lastJoinedAt, speaks, isPicked }) => ({
        address,
        scheme,
        lastJoinedAt,
        speaks,
        isPicked,
        isCurrent: this.#current !== undefined && isSameServer(this.#current, { address, scheme }),
        hostClass: hostClass(hostOf(address)),
      }));
  }

  /** Saves it as the one in use, and the row that worked for the next visit. */
  async joined(server: ServerRef, dialect: Dialect): Promise<void> {
    const { address, scheme } = server;
    const now = this.#deps.clock.now();
    const before = this.#rows.get(keyOf(server));
    const isSame = before?.dialect === dialect.id;
    const row: ServerRow = {
      address,
      scheme,
      ...(before?.upload !== undefined && { upload: before.upload }),
      dialect: dialect.id,
      ...(before?.picked !== undefined && { picked: before.picked, dialect: before.dialect }),
      ...(isSame && before.isTold === true && { isTold: true }),
      addedAt: before?.addedAt ?? now,
      lastJoinedAt: now,
    };
    await this.#deps.store.commit({ put: { servers: [row], currentServer: { address, scheme } } });
    this.#rows.set(keyOf(server), row);
    this.#current = { address, scheme };
    this.#tell();
  }

  /**
   * A message of somebody whose key stands under this very server has verified: the first that tells anything makes the row
   * that people not yet heard are written to in. `isMute`: the server has sent none of our frames back.
   * `speak` is that row; undefined where it was that before.
   */
  async refine(
    server: ServerRef,
    habits: Habits,
    isMute: boolean,
  ): Promise<{ readonly speak: Dialect | undefined; readonly saved: Promise<void> } | undefined> {
    const row = this.#rows.get(keyOf(server));
    if (row === undefined || row.isTold === true || row.picked !== undefined) return undefined;
    // Strings teach nothing of a server.
    const fit = habits.dataForm === 'object' ? await rowFit() : undefined;
    const now = rowOf(row);
    if (fit?.isTelling(now, habits, isMute) !== true || this.#rows.get(keyOf(row)) !== row) return undefined;
    const dialect = fit.rowFor(now, habits, isMute);
    const told: ServerRow = { ...row, dialect, isTold: true };
    // At once, so that answers go out in these words: what is saved catches up.
    this.#rows.set(keyOf(row), told);
    return { speak: dialect === now ? undefined : fit.DIALECTS[dialect], saved: this.#save(told) };
  }

  /** Saves how the user wants it spoken to, also where it was never joined; `auto` forgets the choice. */
  async pick({ address, scheme }: ServerRef, choice: DialectId | 'auto'): Promise<void> {
    const row = this.#rows.get(keyOf({ address, scheme }));
    const { picked: _, ...found } = row ?? this.#unjoined({ address, scheme });
    if (choice !== 'auto') await this.#save({ ...found, picked: choice });
    else if (row !== undefined) await this.#save(found);
  }

  /** Named by somebody's card or file, never joined from here; a known one stays as it is. */
  async keep(server: ServerRef): Promise<void> {
    if (!this.isKnown(server)) await this.#save(this.#unjoined(server));
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

  #unjoined({ address, scheme }: ServerRef): ServerRow {
    return { address, scheme, dialect: 'v12', addedAt: this.#deps.clock.now(), lastJoinedAt: undefined };
  }

  async #save(row: ServerRow): Promise<void> {
    await this.#deps.store.commit({ put: { servers: [row] } });
    this.#rows.set(keyOf(row), row);
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

/** The row to speak in. A name that this version does not know is none. */
function rowOf(row: ServerRow | undefined): DialectId {
  const id = row?.picked ?? row?.dialect;
  return DIALECT_IDS.find((one) => one === id) ?? 'v12';
}
