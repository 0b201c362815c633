// The connection to the one server in use: which line is up, what comes after its end, and what the pages are told of it.
import type { Clock, RandomBytes } from '../lib/clock.ts';
import { PortError } from '../lib/port.ts';
import { hostClass, socketUrl } from '../protocol/address.ts';
import type { ClientList } from '../protocol/client-list.ts';
import { V12, type Dialect } from '../protocol/dialect.ts';
import type { Frame } from '../protocol/frame.ts';
import type { FailureReason } from '../wire/probe.ts';
import type { RawSocketFactory } from '../wire/raw-socket.ts';
import { createReconnect, type Reconnect } from '../wire/reconnect.ts';
import { ConnectionBoard, type Neighbourhood } from './connection-view.ts';
import type { JoiningPlan } from './later.ts';
import { Line, type LineEnd, type Stage } from './line.ts';
import { Outage } from './outage.ts';
import type { ConnectionProblem, ConnectionView, ServerRef } from './port/connection.ts';
import type { Applied } from './roster.ts';
import { hostOf } from './servers.ts';
import { Target, type Start, type Watch } from './target.ts';

/** A closed socket may linger at the server as a ghost; a second try waits that long. */
const APART_MS = 1000;
/** After oversized data: come back later than usual. */
const HEAVY = 4;
/** A server whose neighbours are down closes every hello (1011): so long it is left alone. */
const NEIGHBOUR_MS = 5000;

export interface SessionDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly createSocket: RawSocketFactory;
  /** Why a socket did not open; looks around once. */
  readonly explain: (server: ServerRef) => Promise<FailureReason>;
  /** How to begin with a server. */
  readonly start: (server: ServerRef) => Start;
  /** The same, its row loaded. Rejects with `PortError`. */
  readonly ready: (server: ServerRef) => Promise<Start>;
  /** A signed hello; `fresh` where the last one was refused for its counter (rule 9). Undefined: nothing can be stored. */
  readonly hello: (dialect: Dialect, want: 'next' | 'fresh') => Promise<string | undefined>;
  /** What is tried when a hello is not taken (later.ts). */
  readonly plan: () => Promise<JoiningPlan | undefined>;
  readonly apply: (list: ClientList) => Promise<Applied>;
  readonly ownSignature?: (text: string) => string | undefined;
  readonly onFrame: (frame: Frame, raw: string) => void;
  readonly onMalformed: () => void;
  readonly onWritable: () => void;
  /** A socket is being opened / has ended. */
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onJoined: (server: ServerRef, dialect: Dialect) => void;
  readonly onApplied: (applied: Applied) => void;
  readonly onView: (view: ConnectionView) => void;
  readonly neighbours: () => Neighbourhood;
}
export class Session {
  readonly #deps: SessionDeps;
  readonly #reconnect: Reconnect;
  #target: Target | undefined;
  #line: Line | undefined;
  #epoch = 0;
  readonly #board: ConnectionBoard;
  readonly #outage: Outage;
  #problem: ConnectionProblem | undefined;
  #want: 'next' | 'fresh' = 'next';
  #isOffline = false;
  #isVisible = true;
  #isPaused = false;
  #cancelAgain: () => void = () => undefined;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#outage = new Outage(deps.explain);
    this.#board = new ConnectionBoard(deps.clock, deps.neighbours, deps.onView);
    this.#reconnect = createReconnect({
      clock: deps.clock,
      random: deps.random,
      connect: () => this.#open(),
      probe: (timeoutMs) => this.#line?.probe(timeoutMs),
      onWaiting: (retryAt) => this.#waiting(retryAt),
    });
  }

  get epoch(): number {
    return this.#epoch;
  }
  get line(): Line | undefined {
    return this.#line;
  }
  view(): ConnectionView {
    return this.#board.view();
  }
  server(): ServerRef | undefined {
    return this.#target?.server;
  }

  /** What is spoken with the server in use. */
  dialect(): Dialect {
    return this.#target?.dialect() ?? V12;
  }

  /** The server in use echoes nothing, as far as was seen. */
  get isMute(): boolean {
    return this.#target?.isMute ?? false;
  }

  /** `row` is spoken with the server in use from now on. */
  speak(row: Dialect): void {
    this.#target?.speak(row);
  }

  /** The user's connect: `watch` is told each step, and a first failure is final. */
  connect(server: ServerRef, watch: Watch): void {
    this.#begin(Target.asked(server, this.#deps.start(server), watch));
  }

  /** Joins again the server that was in use; goes on trying. */
  rejoin(server: ServerRef): void {
    this.#begin(Target.known(server, this.#deps.start(server)));
  }

  /** Leaves; nothing is contacted any more. */
  leave(): void {
    this.#drop();
    this.#target = undefined;
    this.#board.none();
  }

  /** Stops for a reason that trying again does not heal. */
  halt(problem: ConnectionProblem): void {
    if (this.#target === undefined) return;
    this.#drop();
    this.#board.stopped(this.#target.server, problem);
  }

  /** A new socket at once, with a hello above everything sent so far. */
  helloAgain(): void {
    if (this.#line === undefined) return;
    this.#want = 'fresh';
    this.#endLine();
    this.#reconnect.stop();
    this.#again();
  }

  wake(why: 'online' | 'offline' | 'visible' | 'hidden' | 'pageshow'): void {
    if (why === 'visible' || why === 'hidden') this.#see(why === 'visible');
    if (why === 'offline') return this.#goneOffline();
    if (why === 'hidden') return;
    const wasOffline = this.view().phase === 'offline';
    this.#isOffline = false;
    if (wasOffline) this.#reconnect.start();
    else this.#reconnect.wakeNow();
  }

  pause(): void {
    this.#isPaused = true;
    this.#line?.pause();
  }
  resume(): void {
    this.#isPaused = false;
    this.#line?.resume();
  }

  #see(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#line?.setVisible(isVisible);
  }

  #begin(target: Target): void {
    this.#drop();
    this.#target = target;
    this.#problem = undefined;
    this.#isOffline = false;
    this.#reconnect.start();
  }

  #drop(): void {
    this.#cancelAgain();
    this.#reconnect.stop();
    this.#endLine();
  }

  #endLine(): void {
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined) return;
    line.close();
    this.#deps.onDown();
  }

  #open(): void {
    const target = this.#target;
    if (target === undefined) return;
    if (target.isLacking) return void this.#prepare(target);
    const dialect = target.dialect();
    this.#epoch += 1;
    this.#deps.onUp();
    this.#progress(target, 'link');
    const line = new Line({
      ...this.#deps,
      create: this.#deps.createSocket,
      url: socketUrl(target.server),
      dialect,
      settle: (addresses) => target.joined(addresses),
      echoes: target.echoes,
      hello: () => this.#hello(dialect),
      onStage: (stage) => this.#stage(target, stage),
      onApplied: (applied) => this.#applied(applied),
      onEnd: (end) => void this.#ended(target, end),
    });
    line.setVisible(this.#isVisible);
    if (this.#isPaused) line.pause();
    this.#line = line;
  }

  /** The row of this server loads later than v1.2's; where it does not come, that is tried again as a connection is. */
  async #prepare(target: Target): Promise<void> {
    const { row } = await this.#deps.ready(target.server).catch(withoutRow);
    if (target !== this.#target || !target.isLacking) return;
    if (row === undefined) return this.#reconnect.failed();
    target.speak(row);
    if (!this.#isOffline) this.#open();
  }

  async #hello(dialect: Dialect): Promise<string | undefined> {
    const want = this.#want;
    this.#want = 'next';
    return this.#deps.hello(dialect, want);
  }

  #stage(target: Target, stage: Stage): void {
    target.watch?.stage(stage);
    if (stage !== 'joined') return this.#progress(target, stage);
    this.#problem = undefined;
    this.#outage.over();
    this.#reconnect.opened();
    this.#board.online(target.server);
    this.#deps.onJoined(target.server, target.dialect());
  }

  #applied(applied: Applied): void {
    this.#deps.onApplied(applied);
    this.#board.neighboursChanged();
  }

  async #ended(target: Target, end: LineEnd): Promise<void> {
    const epoch = this.#epoch;
    this.#line = undefined;
    this.#deps.onDown();
    const cause = end.problem === 'unreachable' ? await this.#explained(target) : end.problem;
    if (epoch !== this.#epoch || target !== this.#target) return;
    const { next, problem, isOld } = await target.ended(end, cause, this.#deps.plan);
    if (epoch !== this.#epoch || target !== this.#target) return;
    this.#problem = problem;
    if (isOld === true) this.#want = 'fresh';
    if (next === 'stop') return this.#stopped(target, problem);
    if (problem === 'storage') return this.halt(problem);
    if (this.#isOffline) return this.#showOffline(target.server);
    if (next === 'again') return this.#again();
    this.#reconnect.failed(problem === 'oversized' ? HEAVY : 1, leastWait(problem, target));
    if (end.problem === 'unreachable') void this.#lookAround(target);
  }

  /** Only a first connect waits for the reason. */
  async #explained({ mayRetry, server }: Target): Promise<FailureReason> {
    return mayRetry ? this.#outage.known() : this.#outage.look(server);
  }

  async #lookAround(target: Target): Promise<void> {
    const reason = await this.#outage.lookOnce(target.server);
    if (reason !== undefined && target === this.#target) this.#board.explained(reason);
  }

  #stopped(target: Target, problem: ConnectionProblem): void {
    this.#reconnect.stop();
    target.watch?.failed(problem);
    this.#board.stopped(target.server, problem);
  }

  #again(): void {
    this.#cancelAgain();
    this.#cancelAgain = this.#deps.clock.after(APART_MS, () => this.#reconnect.start());
  }

  /** What "offline" means for a server on this machine or network nobody knows: that one is asked instead. */
  #goneOffline(): void {
    const server = this.#target?.server;
    if (server === undefined || hostClass(hostOf(server.address)) !== 'public')
      return this.#reconnect.wakeNow();
    this.#isOffline = true;
    if (this.#line?.joined === true) return this.#reconnect.wakeNow();
    const { phase } = this.view();
    if (phase === 'waiting' || phase === 'connecting') this.#showOffline(server);
  }

  #showOffline(server: ServerRef): void {
    this.#drop();
    this.#board.offline(server);
  }

  #progress(target: Target, stage: Exclude<Stage, 'joined'>): void {
    const { server, mayRetry: again } = target;
    this.#board.connecting({ server, waitingFor: stage, again, problem: this.#problem, way: target.way() });
  }

  #waiting(retryAt: number): void {
    const server = this.#target?.server;
    if (server !== undefined) this.#board.waiting(server, retryAt, this.#problem ?? 'dropped');
  }
}

function leastWait(problem: ConnectionProblem, target: Target): number | undefined {
  if (problem === 'neighbour-down') return NEIGHBOUR_MS;
  return target.dialect().manners.deafens ? APART_MS : undefined;
}

function withoutRow(error: unknown): { readonly row: undefined } {
  if (!(error instanceof PortError)) throw error;
  return { row: undefined };
}
