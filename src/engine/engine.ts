// The engine: one for all tabs. It opens what is stored, makes the household once there is an identity, and hands each
// intent of the pages to the part that knows how. Nothing is decided here.
import { endableClock } from '../lib/clock.ts';
import { PortError } from '../lib/port.ts';
import type { Codec } from '../store/codec.ts';
import type { StoreTrouble } from '../store/problem.ts';
import { openBase, type Base } from './base.ts';
import { Household } from './household.ts';
import { intentsOf } from './intents.ts';
import { makingRoom } from './later.ts';
import type { Platform } from './platform.ts';
import type { ConnectionView } from './port/connection.ts';
import type { EngineEvent, EnginePort, Snapshot } from './port.ts';
import type { IdentityView } from './port/identity.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';
import type { StorageProblem } from './watched-store.ts';

export interface Engine extends EnginePort {
  /** Ends connection, crypto and store; what is stored stays. */
  close(): Promise<void>;
}

/** Starts at once; the first `start` answers when everything stored is there. */
export function createEngine(platform: Platform): Engine {
  const core = new Core(platform);
  return { ...intentsOf(core), onEvent: (listener) => core.onEvent(listener), close: () => core.close() };
}

export class Core {
  readonly platform: Platform;
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #opening: Promise<Base | undefined>;
  /** Of the opening now: its timers end with it. */
  #clock: ReturnType<typeof endableClock>;
  #isClosed = false;
  /** Which opening this is: what an earlier one still tells is not heard. */
  #opened = 0;
  #identity: IdentityView = { phase: 'loading' };
  #household: Household | undefined;
  #storage: StorageProblem | undefined;

  constructor(platform: Platform) {
    this.platform = platform;
    this.#clock = endableClock(platform.clock);
    this.#opening = this.#open();
  }

  publish = (event: EngineEvent): void => {
    for (const listener of this.#listeners) listener(event);
  };

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Refuses with `no-storage` where nothing can be kept. */
  async base(): Promise<Base> {
    const base = await this.#opening;
    if (base === undefined) throw new PortError('no-storage');
    return base;
  }

  async household(): Promise<Household | undefined> {
    await this.#opening;
    return this.#household;
  }

  /** Refuses with `no-identity`. */
  async home(): Promise<Household> {
    await this.base();
    if (this.#household === undefined) throw new PortError('no-identity');
    return this.#household;
  }

  async snapshot(): Promise<Snapshot> {
    const base = await this.#opening;
    const household = this.#household;
    // People come after the answer, in chunks.
    this.platform.clock.after(0, () => household?.people.tellAll());
    return {
      identity: this.#identity,
      connection: household?.session.view() ?? { phase: 'none' },
      servers: base?.servers.views() ?? [],
      conversations: household?.messages.conversations.views() ?? [],
      preferences: base?.preferences.now() ?? DEFAULT_PREFERENCES,
      counts: household?.messages.tally.counts() ?? { unproven: 0, malformed: 0, held: 0, blocked: 0 },
      elsewhere: household?.messages.twin.isThere ?? false,
      storageProblem: this.#storage,
    };
  }

  /** Runs what may bring an identity into being, and makes the household once there is one. */
  async born<Result>(task: (base: Base) => Promise<Result>): Promise<Result> {
    const base = await this.base();
    const result = await task(base);
    await this.#settleIn(base);
    return result;
  }

  async wipe(): Promise<void> {
    const base = await this.#opening;
    this.#household?.end();
    this.#household = undefined;
    base?.identity.forget();
    base?.runner.close();
    await this.platform.mark.clear();
    await base?.store.wipe();
    this.#showIdentity({ phase: 'none' });
    this.publish({ type: 'notice', notice: { kind: 'wiped' } });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opening;
    this.#listeners.clear();
    await this.#shut();
  }

  /** Forgets everything and begins anew with what is stored: behind its app lock, or with `codec` in front of it. */
  async reopen(codec?: Codec): Promise<void> {
    if (this.#isClosed) return;
    this.#opening = this.#shut().then(() => this.#open(codec));
    await this.#opening;
  }

  async #shut(): Promise<void> {
    const base = await this.#opening;
    this.#opened += 1;
    // A page must not go on showing what is about to be forgotten, whatever becomes of the next opening.
    if (base?.identity.self() !== undefined) this.#showIdentity({ phase: 'loading' });
    this.#clock.end();
    this.#household?.end();
    this.#household = undefined;
    base?.identity.forget();
    base?.runner.close();
    base?.store.close();
  }

  async #open(codec?: Codec): Promise<Base | undefined> {
    const opened = this.#opened;
    this.#clock = endableClock(this.platform.clock);
    const base = await openBase(
      { ...this.platform, clock: this.#clock },
      {
        publish: (event) => void (opened === this.#opened && this.publish(event)),
        onIdentity: (view) => this.#showIdentity(view),
        onStorage: (problem) => this.#showStorage(problem),
        onTrouble: (trouble) => void this.#troubled(trouble),
        makeRoom: async (changes) => {
          const home = this.#household;
          if (home === undefined) return false;
          return (await makingRoom())?.makeRoom({ ...home.messages, people: home.people }, changes) ?? false;
        },
      },
      codec,
    );
    if (base !== undefined) await this.#settleIn(base);
    return base;
  }

  async #settleIn(base: Base): Promise<void> {
    const self = base.identity.self();
    if (self === undefined || this.#household?.self.fingerprint === self.fingerprint) return;
    this.#household?.end(); // of a fresh key that gave way to one behind a lock
    const onConnection = (connection: ConnectionView): void =>
      base.ground.publish({ type: 'connection', connection });
    const { isRestored } = base.identity;
    const platform = { ...this.platform, clock: this.#clock };
    const household = new Household({ ...base, platform, self, onConnection, isRestored });
    this.#household = household;
    await household.messages.load();
    const current = base.servers.current();
    if (current !== undefined) household.session.rejoin(current);
  }

  /** The database was taken away: for an update of the program, or for good (R07). */
  async #troubled(trouble: StoreTrouble): Promise<void> {
    this.#showStorage('reload-needed');
    const base = await this.#opening;
    this.#household?.session.halt('storage');
    if (trouble === 'lost') base?.identity.lose();
  }

  #showIdentity(identity: IdentityView): void {
    this.#identity = identity;
    this.publish({ type: 'identity', identity });
  }

  #showStorage(problem: StorageProblem | undefined): void {
    this.#storage = problem;
    this.publish({ type: 'notice', notice: { kind: 'storage', problem } });
  }
}
