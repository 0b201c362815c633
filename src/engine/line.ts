// One socket from its opening to its end: open → hello → list → own key in the list = joined (DIALECTS.md, "Finding a
// server's dialect").
import type { Clock } from '../lib/clock.ts';
import type { ClientList } from '../protocol/client-list.ts';
import type { Dialect } from '../protocol/dialect.ts';
import type { Frame } from '../protocol/frame.ts';
import { writeClientListRequest } from '../protocol/write.ts';
import type { RawSocketFactory } from '../wire/raw-socket.ts';
import { openSocket, type Socket, type SocketClosed } from '../wire/socket.ts';
import type { EchoMemory } from './echo-watch.ts';
import { Inbound } from './inbound.ts';
import type { JoiningPlan } from './later.ts';
import { LineCare } from './line-care.ts';
import type { ConnectionProblem } from './port/connection.ts';
import { Questions } from './questions.ts';
import type { Applied } from './roster.ts';

/** Some servers freeze for 5 to 10 s. */
const LIST_MS = 15_000;
/** From a list without our key to giving up. */
const OWN_LIGHT_MS = 3000;
/** Where lists are pushed, ours comes by itself: an answer on top of it would be taken for that of a later question. */
const UNASKED_MS = 400;

export type Stage = 'link' | 'list' | 'own-light' | 'joined';
/** Why a line ended. `code` is the server's close code, where it closed. */
export interface LineEnd {
  readonly problem: ConnectionProblem;
  readonly stage: Stage;
  readonly code: number | undefined;
  /** It ended because the server answered with an error that is no frame. */
  readonly hasComplained: boolean;
  /** Of the newest list. */
  readonly addresses: readonly string[];
}
export interface LineDeps {
  readonly clock: Clock;
  readonly url: string;
  readonly create: RawSocketFactory;
  readonly dialect: Dialect;
  /** The list at these addresses names our key: gives the row to go on with. */
  readonly settle: (addresses: readonly string[]) => Dialect;
  readonly echoes: EchoMemory;
  /** The signed hello with a counter that is stored; undefined when none can be stored. */
  readonly hello: () => Promise<string | undefined>;
  readonly plan: () => Promise<JoiningPlan | undefined>;
  readonly apply: (list: ClientList) => Promise<Applied>;
  readonly ownSignature?: (text: string) => string | undefined;
  readonly onFrame: (frame: Frame, raw: string) => void;
  readonly onMalformed: () => void;
  readonly onStage: (stage: Stage) => void;
  readonly onApplied: (applied: Applied) => void;
  readonly onWritable: () => void;
  /** Exactly once, unless `close` came first. */
  readonly onEnd: (end: LineEnd) => void;
}

export class Line {
  readonly #deps: LineDeps;
  readonly #socket: Socket;
  readonly #questions: Questions;
  readonly #inbound: Inbound;
  #dialect: Dialect;
  #addresses: readonly string[] = [];
  /** Once joined. */
  #care: LineCare | undefined;
  #stage: Stage = 'link';
  #hasEnded = false;
  /** Monotonic time of our hello. */
  #greetedAt = 0;
  #isVisible = true;
  /** By `pause`; the inbound side has reasons of its own. */
  #isPaused = false;
  /** The newest list was without our key. */
  #isMissing = false;
  #cancelWait: () => void = () => undefined;

  constructor(deps: LineDeps) {
    this.#deps = deps;
    this.#dialect = deps.dialect;
    this.#questions = new Questions(deps.clock, () => this.#request());
    this.#inbound = new Inbound({
      onList: (list) => this.#list(list),
      isOwn: (text) => this.#isOwn(text),
      onFrame: (frame, raw) => this.#frame(frame, raw),
      onMalformed: (other) => void this.#malformed(other),
      onFull: () => this.#flow(),
    });
    this.#socket = openSocket(deps.url, {
      create: deps.create,
      clock: deps.clock,
      handlers: {
        onOpen: () => void this.#greet(),
        onText: (text) => this.#inbound.take(text),
        onClosed: (closed) => this.#closed(closed),
        onWritable: deps.onWritable,
        onAlive: () => this.#care?.heard(),
      },
    });
  }

  get joined(): boolean {
    return this.#stage === 'joined' && !this.#hasEnded;
  }

  write(frame: string): boolean {
    const isWritten = this.joined && this.#socket.write(frame);
    if (isWritten) this.#care?.wrote(frame);
    return isWritten;
  }

  ask(): Promise<boolean> {
    return this.joined ? this.#questions.ask() : Promise.resolve(false);
  }

  /** Asks for a sign of life within `timeoutMs`. */
  probe(timeoutMs: number): void {
    this.#care?.probe(timeoutMs);
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#care?.setVisible(isVisible);
  }

  pause(): void {
    this.#isPaused = true;
    this.#flow();
  }

  resume(): void {
    this.#isPaused = false;
    this.#flow();
  }

  #flow(): void {
    if (this.#isPaused || this.#inbound.isFull) this.#socket.pause();
    else this.#socket.resume();
  }

  /** Ends it by our own wish: `onEnd` is not called. */
  close(): void {
    this.#finish();
    this.#socket.close(1000);
  }

  async #greet(): Promise<void> {
    this.#enter('list');
    this.#wait(LIST_MS, 'no-list');
    const { clock } = this.#deps;
    const hello = await this.#deps.hello();
    if (this.#hasEnded) return;
    if (hello === undefined) return this.#end('storage');
    this.#socket.write(hello);
    this.#greetedAt = clock.monotonic();
    if (!this.#dialect.manners.pushesList) return void this.#request();
    clock.after(UNASKED_MS, () => void (this.#stage === 'list' && this.#request()));
  }

  async #list(list: ClientList): Promise<void> {
    const applied = await this.#deps.apply(list);
    if (this.#hasEnded) return;
    this.#addresses = list.servers.map(({ address }) => address);
    if (applied.me) this.#join();
    else this.#missOwnLight();
    this.#questions.listCame();
    this.#deps.onApplied(applied);
  }

  #isOwn(text: string): boolean {
    const signature = this.#deps.ownSignature?.(text);
    if (signature !== undefined) this.#care?.cameBack(signature);
    return signature !== undefined;
  }

  #frame(frame: Frame, raw: string): void {
    if (frame.type === 'signed_data') this.#care?.cameBack(frame.signatureText);
    this.#deps.onFrame(frame, raw);
  }

  /** Before we have joined, an error is the answer to our hello. */
  async #malformed(other: string | undefined): Promise<void> {
    const plan = other === undefined || this.#stage === 'joined' ? undefined : await this.#deps.plan();
    const isAnswer = this.#stage !== 'joined' && plan?.isComplaint(other ?? '') === true;
    if (isAnswer) this.#end('refused-hello', undefined, true);
    else this.#deps.onMalformed();
  }

  #join(): void {
    this.#cancelWait();
    this.#isMissing = false;
    if (this.#stage === 'joined') return;
    const { clock, settle, echoes } = this.#deps;
    this.#dialect = settle(this.#addresses);
    const care = {
      clock,
      echoes,
      manners: this.#dialect.manners,
      questions: this.#questions,
      buffered: () => this.#socket.bufferedAmount,
      firstAnswerMs: clock.monotonic() - this.#greetedAt,
      onSilent: () => this.#end('silent'),
    };
    this.#care = new LineCare(care, this.#isVisible);
    this.#enter('joined');
  }

  /** A list without our key: it may be a moment too early, so the server is asked once more before we give up. */
  #missOwnLight(): void {
    if (this.#isMissing) return;
    this.#isMissing = true;
    if (this.#stage !== 'joined') this.#enter('own-light');
    this.#wait(OWN_LIGHT_MS, 'not-listed');
    this.#deps.clock.after(OWN_LIGHT_MS / 2, () => void (this.#isMissing && this.#request()));
  }

  #request(): boolean {
    if (this.#hasEnded) return false;
    const isWritten = this.#socket.write(writeClientListRequest());
    if (isWritten) this.#care?.asked();
    return isWritten;
  }

  #wait(ms: number, problem: ConnectionProblem): void {
    this.#cancelWait();
    this.#cancelWait = this.#deps.clock.after(ms, () => this.#end(problem));
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.#deps.onStage(stage);
  }

  #closed(closed: SocketClosed): void {
    if (this.#hasEnded) return;
    this.#end(problemOf(closed, this.#stage), closed.code);
  }

  #end(problem: ConnectionProblem, code?: number, hasComplained = false): void {
    if (this.#hasEnded) return;
    const stage = this.#stage;
    this.#finish();
    this.#socket.close(1000);
    this.#deps.onEnd({ problem, stage, code, hasComplained, addresses: this.#addresses });
  }

  #finish(): void {
    this.#hasEnded = true;
    this.#inbound.clear();
    this.#cancelWait();
    this.#care?.stop();
    this.#questions.close();
  }
}

function problemOf({ problem, code, reason }: SocketClosed, stage: Stage): ConnectionProblem {
  if (problem === 'timeout' || problem === 'oversized') return problem;
  if (problem === 'refused' || problem === 'unreachable') return 'unreachable';
  if (code === 1008 && reason.toLowerCase().includes('counter')) return 'counter';
  return stage === 'joined' ? 'dropped' : 'refused-hello';
}
