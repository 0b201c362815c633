// Signs of life: a half-open socket looks open for ever (F5), so silence is answered with a question.
import type { Clock } from '../lib/clock.ts';

export interface HeartbeatDeps {
  readonly clock: Clock;
  /** Sends a `client_list_request`; the answer arrives as any other frame. */
  readonly probe: () => void;
  /** Called once: nothing came after a question. */
  readonly onDead: () => void;
  /** Bytes waiting in the socket: while they get fewer, the line is slow and not dead (R14). */
  readonly buffered?: () => number;
  /** The server pushes lists to everybody at each request: ask less often. */
  readonly pushedToAll?: boolean;
  /** How long the first list took: on a slow line later ones will, too (R14). */
  readonly firstAnswerMs?: number;
}
export interface Heartbeat {
  /** A frame came, whatever it was. Cheap: call it for each. */
  heard(): void;
  /** A question was sent by somebody else (barrier, first list): the 8 s run from now, less what was waited already. */
  asked(waitedMs?: number): void;
  /** Asks at once and waits `timeoutMs` only: after a wake-up (R11). */
  probeNow(timeoutMs?: number): void;
  setVisible(visible: boolean): void;
  stop(): void;
}

const QUIET_MS = 20_000;
/** Hidden, or where every request is answered to all: still noticed within 45 s. */
const LONG_QUIET_MS = 35_000;
const ANSWER_MS = 8000;
const WAKE_ANSWER_MS = 3000;
/** On a line whose answers take long, patience grows with them, up to this. */
const MOST_ANSWER_MS = 60_000;
/** A timer that comes so late has slept with its device: what it says is out of date. */
const OVERSLEPT_MS = 2000;

/** A question without an answer yet. */
interface Question {
  readonly at: number;
  deadline: number;
  buffered: number;
}

/** Starts watching; the clock begins with this call. */
export function startHeartbeat(deps: HeartbeatDeps): Heartbeat {
  return new Watch(deps);
}

class Watch implements Heartbeat {
  readonly #deps: HeartbeatDeps;
  #lastHeard: number;
  /** Longest of the answers lately, ms. */
  #slowest: number;
  #question: Question | undefined;
  #visible = true;
  #stopped = false;
  #cancel: () => void = () => undefined;

  constructor(deps: HeartbeatDeps) {
    this.#deps = deps;
    this.#lastHeard = deps.clock.monotonic();
    this.#slowest = deps.firstAnswerMs ?? 0;
    this.#arm();
  }

  heard(): void {
    this.#lastHeard = this.#deps.clock.monotonic();
    if (this.#question === undefined) return;
    this.#slowest = Math.max(this.#slowest * 0.9, this.#lastHeard - this.#question.at);
    this.#question = undefined;
    this.#arm();
  }

  asked(waitedMs = 0): void {
    if (this.#question === undefined) this.#expect(this.#patience() - waitedMs);
  }

  probeNow(timeoutMs = WAKE_ANSWER_MS): void {
    if (!this.#stopped) this.#ask(timeoutMs);
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #ask(answerMs: number): void {
    this.#expect(answerMs);
    this.#deps.probe();
  }

  #expect(answerMs: number): void {
    const at = this.#deps.clock.monotonic();
    this.#question = { at, deadline: at + answerMs, buffered: this.#buffered() };
    this.#arm();
  }

  #arm(): void {
    this.#cancel();
    if (this.#stopped) return;
    const { clock } = this.#deps;
    const due = this.#question?.deadline ?? this.#lastHeard + this.#quietMs();
    this.#cancel = clock.after(Math.max(0, due - clock.monotonic()), () => this.#check(due));
  }

  #check(due: number): void {
    const now = this.#deps.clock.monotonic();
    const question = this.#question;
    if (now - due > OVERSLEPT_MS) this.#ask(WAKE_ANSWER_MS);
    else if (question !== undefined) this.#judge(question, now);
    else if (now < this.#lastHeard + this.#quietMs()) this.#arm();
    else this.#ask(this.#patience());
  }

  /** The time for an answer may be over. */
  #judge(question: Question, now: number): void {
    const buffered = this.#buffered();
    if (now >= question.deadline && buffered >= question.buffered) {
      this.#stopped = true;
      this.#deps.onDead();
      return;
    }
    if (now >= question.deadline) {
      question.deadline = now + ANSWER_MS;
      question.buffered = buffered;
    }
    this.#arm();
  }

  #quietMs(): number {
    return this.#visible && this.#deps.pushedToAll !== true ? QUIET_MS : LONG_QUIET_MS;
  }

  #patience(): number {
    return Math.min(MOST_ANSWER_MS, Math.max(ANSWER_MS, 2 * this.#slowest));
  }

  #buffered(): number {
    return this.#deps.buffered?.() ?? 0;
  }
}
