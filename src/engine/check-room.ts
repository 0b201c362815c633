// Where a connection is checked: the list of checks that a connect of the user's shows, and the self-check. What they send
// and how they look is loaded when it is wanted (later.ts).
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { Dialect } from '../protocol/dialect.ts';
import type { Frame } from '../protocol/frame.ts';
import { StoreError } from '../store/problem.ts';
import type { Checks } from './checks.ts';
import { connecting } from './later.ts';
import type { LoopBack, LoopBackDeps } from './loop-back.ts';
import type { Link, Self } from './parts.ts';
import type { Platform } from './platform.ts';
import type { EngineEvent, Finding, PageFacts, ServerRef } from './port.ts';
import type { ServerBook } from './servers.ts';
import type { Session } from './session.ts';
import type { UploadMemory } from './upload-route.ts';

export interface CheckRoomDeps {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly runner: CryptoRunner;
  readonly publish: (event: EngineEvent) => void;
  readonly self: Self;
  readonly link: Link;
  readonly uploads: UploadMemory;
  readonly noteDeps: LoopBackDeps;
  readonly session: () => Session;
  readonly dialect: () => Dialect;
  readonly isElsewhere: () => boolean;
}

export class CheckRoom {
  readonly #deps: CheckRoomDeps;
  #loopBack: LoopBack | undefined;
  #asked = 0;
  #checks: Checks | undefined;
  #running: Promise<readonly Finding[]> | undefined;

  constructor(deps: CheckRoomDeps) {
    this.#deps = deps;
  }

  /** The user's connect, with its list of checks. Refuses with `part-missing`. */
  async connect(server: ServerRef): Promise<void> {
    const { clock, publish, session } = this.#deps;
    const asked = (this.#asked += 1);
    const parts = await connecting();
    if (asked !== this.#asked) return; // another connect, or a leave, while this one's part loaded
    this.#checks?.stop();
    this.#checks = new parts.Checks({
      clock,
      publish: (checks) => publish({ type: 'checks', checks }),
      note: () => this.#notes(parts).run(),
      file: () => this.#file(parts, server),
    });
    session().connect(server, this.#checks);
  }

  /** Looks over everything with the connection there is. Refuses with `part-missing`. */
  selfCheck(facts: PageFacts): Promise<readonly Finding[]> {
    this.#running ??= this.#look(facts).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** True when the frame is a note of ours come home; then nobody else is to see it. */
  take(frame: Frame): boolean {
    return this.#loopBack?.take(frame) === true;
  }

  /** Nothing is told any more: the user leaves. */
  stop(): void {
    this.#asked += 1;
    this.#checks?.stop();
  }

  async #look(facts: PageFacts): Promise<readonly Finding[]> {
    const { platform, session, link, dialect, isElsewhere, self, publish } = this.#deps;
    const parts = await connecting();
    const doctor = new parts.Doctor({
      clock: this.#deps.clock,
      publish: (findings) => publish({ type: 'findings', findings }),
      view: () => session().view(),
      dialect,
      look: platform.explain,
      keysWork: () => parts.keysWork({ ...this.#deps, spki: self.spki }),
      barrier: () => link.barrier(),
      isElsewhere,
      note: () => this.#notes(parts).run(),
      file: (server) => this.#file(parts, server),
    });
    return doctor.run(facts);
  }

  #notes({ LoopBack }: Parts): LoopBack {
    return (this.#loopBack ??= new LoopBack(this.#deps.noteDeps));
  }

  #file({ checkFile }: Parts, server: ServerRef): ReturnType<Parts['checkFile']> {
    const { platform, dialect, uploads } = this.#deps;
    return checkFile(server, dialect().manners.upload, { ...platform, memory: uploads });
  }
}
type Parts = Awaited<ReturnType<typeof connecting>>;

/** Kept with the servers; what cannot be stored is learned again. */
export function uploadMemory(servers: Pick<ServerBook, 'uploadPlace' | 'learnUpload'>): UploadMemory {
  return {
    read: (server) => servers.uploadPlace(server),
    async keep(server, place) {
      try {
        await servers.learnUpload(server, place);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
      }
    },
  };
}
