// What is being connected to, in which way it is spoken to, and what comes after a try that failed.
import { V12, type Dialect } from '../protocol/dialect.ts';
import type { EchoMemory } from './echo-watch.ts';
import { areSocketUrls } from './address-kind.ts';
import type { Tried } from './joining-plan.ts';
import { otherDialectsNow, type JoiningPlan } from './later.ts';
import type { LineEnd, Stage } from './line.ts';
import type { ConnectionProblem, ServerRef, Way } from './port/connection.ts';

/** Follows one connect of the user's, step by step (checks.ts). */
export interface Watch {
  stage(stage: Stage): void;
  failed(problem: ConnectionProblem): void;
}

/** Where a connect starts: what worked last time, or what the user picked, which nothing else is tried after. */
export interface Start {
  /** Undefined: another than v1.2, which is not loaded yet. */
  readonly row: Dialect | undefined;
  readonly isPicked: boolean;
}

/** `again`: a new socket in a moment, maybe in another way; `wait`: after a while (reconnect.ts); `stop`: it is over. */
export interface Verdict {
  readonly next: 'again' | 'wait' | 'stop';
  readonly problem: ConnectionProblem;
  /** The next hello's counter must be above everything: this one may have been refused for it (PROTOCOL.md rule 9). */
  readonly isOld?: boolean;
}

/** A server that was joined before in this way is thought to have changed when it refuses so many hellos in a row. */
const CHANGED = 2;
const NEIGHBOUR_DOWN = 1011;
/** Ends that may speak of the hello and not of the line. */
const ABOUT_HELLO: readonly ConnectionProblem[] = ['refused-hello', 'no-list', 'not-listed'];

export class Target {
  readonly server: ServerRef;
  readonly watch: Watch | undefined;
  /** Until the first join of a connect that the user asked for, a failure is final. */
  mayRetry: boolean;
  /** What is spoken there has to be loaded before a hello. */
  isLacking: boolean;
  readonly echoes: EchoMemory = { hasEchoed: false, hasMissed: false, hasHealed: false };
  readonly #isPicked: boolean;
  #row: Dialect;
  /** What worked last. */
  #known: Dialect;
  /** Ways that failed since it last worked. */
  #tried: Tried[] = [];
  #left = 0;
  #refusals = 0;
  #counterRefused = false;
  #hasDropped = false;

  private constructor(server: ServerRef, { row, isPicked }: Start, watch: Watch | undefined) {
    this.server = server;
    this.isLacking = row === undefined;
    this.#row = row ?? V12;
    this.#known = this.#row;
    this.#isPicked = isPicked;
    this.watch = watch;
    this.mayRetry = watch === undefined;
  }

  /** The user's connect. */
  static asked(server: ServerRef, start: Start, watch: Watch): Target {
    return new Target(server, start, watch);
  }

  /** A server that was joined before: what worked is what is spoken. */
  static known(server: ServerRef, start: Start): Target {
    return new Target(server, start, undefined);
  }

  dialect(): Dialect {
    return this.#row;
  }

  /** From now on `row` is spoken: it has been learned what the server's people write. */
  speak(row: Dialect): void {
    this.isLacking = false;
    this.#row = row;
    this.#known = row;
  }

  /** True once frames of ours have gone out and none has ever come back. */
  get isMute(): boolean {
    const { hasEchoed, hasMissed, hasHealed } = this.echoes;
    return hasMissed && !hasEchoed && !hasHealed;
  }

  /** Which of how many ways is being tried; undefined while it is the first. */
  way(): Way | undefined {
    const before = this.#tried.length;
    return before === 0 ? undefined : { at: before + 1, of: before + this.#left };
  }

  /** A list names our key: what it says of the server settles the way. */
  joined(addresses: readonly string[]): Dialect {
    const isKat = this.#row.speech.dataForm === 'object' && areSocketUrls(addresses);
    if (isKat && !this.#isPicked) this.#row = otherDialectsNow()?.DIALECTS.kat ?? this.#row;
    this.#known = this.#row;
    this.#tried = [];
    this.#refusals = 0;
    this.mayRetry = true;
    return this.#row;
  }

  /** After the end of a line. `problem`: why it ended, as far as that was found out. */
  async ended(
    end: LineEnd,
    problem: ConnectionProblem,
    plan: () => Promise<JoiningPlan | undefined>,
  ): Promise<Verdict> {
    const isAbout = end.stage !== 'joined' && ABOUT_HELLO.includes(problem);
    const known = isAbout ? await plan() : undefined;
    return this.mayRetry ? this.#lost(end, problem, known) : this.#notJoined(end, problem, known);
  }

  #notJoined(end: LineEnd, problem: ConnectionProblem, plan: JoiningPlan | undefined): Verdict {
    const isOld = problem === 'counter' || problem === 'not-listed';
    if (problem === 'counter' && !this.#counterRefused) {
      this.#counterRefused = true;
      return { next: 'again', problem, isOld };
    }
    const says = plan?.answerOf({ ...end, row: this.#row.id });
    if (this.#tryAnother(end, plan)) return { next: 'again', problem, isOld };
    if (problem === 'refused-hello' && says === 'none' && !this.#hasDropped) {
      this.#hasDropped = true;
      return { next: 'again', problem };
    }
    const all = this.#tried.map(({ code }) => code);
    const isDown = all.length > 1 && all.every((code) => code === NEIGHBOUR_DOWN);
    return { next: 'stop', problem: isDown ? 'neighbour-down' : problem };
  }

  /** At a server that was joined before, most failures pass. */
  #lost(end: LineEnd, problem: ConnectionProblem, plan: JoiningPlan | undefined): Verdict {
    const isTrying = this.#tried.length > 0;
    if (end.code === NEIGHBOUR_DOWN && !isTrying) return { next: 'wait', problem: 'neighbour-down' };
    if (end.stage === 'joined') return { next: 'wait', problem };
    const says = plan?.answerOf({ ...end, row: this.#row.id }) ?? 'none';
    const isRefusal = says !== 'none' && says !== 'silent';
    // Who ignores an old counter says nothing, and who closes for it need not give a reason.
    const isOld = isRefusal || problem === 'counter' || problem === 'not-listed';
    this.#refusals = isRefusal ? this.#refusals + 1 : 0;
    const hasChanged = isTrying || this.#refusals >= CHANGED;
    if (hasChanged && this.#tryAnother(end, plan)) return { next: 'again', problem, isOld };
    if (hasChanged) this.speak(this.#startAnew());
    return { next: 'wait', problem, isOld };
  }

  #startAnew(): Dialect {
    this.#tried = [];
    this.#refusals = 0;
    return this.#known;
  }

  /** Turns to the next way of the plan; false where there is none. */
  #tryAnother(end: LineEnd, plan: JoiningPlan | undefined): boolean {
    if (this.#isPicked || plan === undefined) return false;
    const tried: Tried = { ...end, row: this.#row.id };
    const ways = plan.waysLeft([...this.#tried, tried]);
    if (plan.answerOf(tried) !== 'none') this.#tried.push(tried);
    const [next] = ways;
    if (next === undefined) return false;
    this.#row = plan.rowOf(next);
    this.#left = ways.length;
    return true;
  }
}
