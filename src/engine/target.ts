// What is being connected to, and what is tried next when a hello is not taken (DIALECTS.md, "Finding a server's
// dialect"): `data` as a string always goes first, because a server that wants a string may die of an object.
import { DIALECTS, type Dialect } from '../protocol/dialect.ts';
import type { Stage } from './line.ts';
import type { ConnectionProblem, ServerRef } from './port.ts';

/** Follows one connect of the user's, step by step (checks.ts). */
export interface Watch {
  stage(stage: Stage): void;
  failed(problem: ConnectionProblem): void;
}

export class Target {
  readonly server: ServerRef;
  readonly watch: Watch | undefined;
  /** Until the first join of a connect that the user asked for, a failure is final. */
  mayRetry: boolean;
  readonly #dialects: readonly Dialect[];
  #at = 0;
  #counterRefused = false;

  private constructor(server: ServerRef, dialects: readonly Dialect[], watch: Watch | undefined) {
    this.server = server;
    this.#dialects = dialects;
    this.watch = watch;
    this.mayRetry = watch === undefined;
  }

  /** The user's connect; `row` is what is known of the server, or v1.2. */
  static asked(server: ServerRef, row: Dialect, watch: Watch): Target {
    return new Target(server, row.speech.dataForm === 'string' ? [row, DIALECTS.seed] : [row], watch);
  }

  /** A server that was joined before: what worked is what is spoken. */
  static known(server: ServerRef, row: Dialect): Target {
    return new Target(server, [row], undefined);
  }

  dialect(): Dialect {
    return this.#dialects[this.#at] ?? DIALECTS.v12;
  }

  /** True when, after this failure of a first connect, there is something else to try at once. */
  next(problem: ConnectionProblem): boolean {
    if (problem === 'counter' && !this.#counterRefused) {
      this.#counterRefused = true;
      return true;
    }
    const isRefused = problem === 'refused-hello' || problem === 'no-list' || problem === 'not-listed';
    if (!isRefused || this.#at + 1 >= this.#dialects.length) return false;
    this.#at += 1;
    return true;
  }
}
