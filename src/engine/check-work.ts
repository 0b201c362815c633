// The work of checking a connection: the list of checks that a connect of the user's shows, and the self-check. Loaded when
// one of them is first asked for (check-room.ts).
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { Dialect } from '../protocol/dialect.ts';
import type { Frame } from '../protocol/frame.ts';
import { Checks } from './checks.ts';
import { Doctor } from './doctor.ts';
import { checkFile, type FileResult } from './file-check.ts';
import { keysWork } from './key-canary.ts';
import { LoopBack, type LoopBackDeps } from './loop-back.ts';
import type { Link, Self } from './parts.ts';
import type { Platform } from './platform.ts';
import type { EngineEvent } from './port.ts';
import type { Finding, PageFacts } from './port/checks.ts';
import type { ServerRef } from './port/connection.ts';
import type { Session } from './session.ts';
import { memoryOf, type UploadBook } from './upload-route.ts';

export interface CheckDeps {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly runner: CryptoRunner;
  readonly publish: (event: EngineEvent) => void;
  readonly self: Self;
  readonly link: Link;
  readonly uploads: UploadBook;
  readonly noteDeps: LoopBackDeps;
  readonly session: () => Session;
  /** How to begin with that server is here then; refuses with `part-missing`. */
  readonly ready: (server: ServerRef) => Promise<unknown>;
  readonly dialect: () => Dialect;
  readonly isElsewhere: () => boolean;
}

export class CheckWork {
  readonly #deps: CheckDeps;
  readonly #loopBack: LoopBack;
  #checks: Checks | undefined;
  #running: Promise<readonly Finding[]> | undefined;

  constructor(deps: CheckDeps) {
    this.#deps = deps;
    this.#loopBack = new LoopBack(deps.noteDeps);
  }

  /** The user's connect, with its list of checks. */
  connect(server: ServerRef): void {
    const { clock, publish, session } = this.#deps;
    this.#checks?.stop();
    this.#checks = new Checks({
      clock,
      publish: (checks) => publish({ type: 'checks', checks }),
      note: () => this.#loopBack.run(),
      file: () => this.#file(server),
    });
    session().connect(server, this.#checks);
  }

  /** Looks over everything with the connection there is; one look at a time. */
  selfCheck(facts: PageFacts): Promise<readonly Finding[]> {
    this.#running ??= this.#look(facts).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** True when the frame is a note of ours come home; then nobody else is to see it. */
  take(frame: Frame): boolean {
    return this.#loopBack.take(frame);
  }

  /** Nothing is told any more: the user leaves. */
  stop(): void {
    this.#checks?.stop();
  }

  #look(facts: PageFacts): Promise<readonly Finding[]> {
    const { platform, session, link, dialect, isElsewhere, self, publish } = this.#deps;
    const doctor = new Doctor({
      clock: this.#deps.clock,
      publish: (findings) => publish({ type: 'findings', findings }),
      view: () => session().view(),
      dialect,
      look: platform.explain,
      keysWork: () => keysWork({ ...this.#deps, spki: self.spki }),
      barrier: () => link.barrier(),
      isElsewhere,
      note: () => this.#loopBack.run(),
      file: (server) => this.#file(server),
    });
    return doctor.run(facts);
  }

  #file(server: ServerRef): Promise<FileResult> {
    const { platform, dialect, uploads } = this.#deps;
    return checkFile(server, dialect().manners.upload, { ...platform, memory: memoryOf(uploads) });
  }
}
