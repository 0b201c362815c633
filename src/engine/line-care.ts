// What keeps a joined line honest: signs of life, lists asked for where none are pushed, own frames that come back.
import type { Clock } from '../lib/clock.ts';
import type { Manners } from '../protocol/dialect.ts';
import { startHeartbeat, type Heartbeat } from '../wire/heartbeat.ts';
import { EchoWatch, type EchoMemory } from './echo-watch.ts';
import type { Questions } from './questions.ts';

const POLL_MS = 10_000;
/** Most of the time since a frame was written that counts as waiting for an answer: an echo would have come by then (R01). */
const ECHO_MS = 1500;

export interface LineCareDeps {
  readonly clock: Clock;
  readonly manners: Manners;
  readonly echoes: EchoMemory;
  readonly questions: Questions;
  readonly buffered: () => number;
  /** How long the first list took, ms. */
  readonly firstAnswerMs: number;
  /** The line is of no use any more: nothing answers, or nothing of ours comes back. */
  readonly onSilent: () => void;
}

export class LineCare {
  readonly #deps: LineCareDeps;
  readonly #heartbeat: Heartbeat;
  readonly #echoes: EchoWatch | undefined;
  #isVisible: boolean;
  /** Monotonic time of the first frame written since anything came. */
  #wroteAt: number | undefined;
  #cancelPoll: () => void = () => undefined;

  constructor(deps: LineCareDeps, isVisible: boolean) {
    this.#deps = deps;
    this.#isVisible = isVisible;
    const { clock, manners, echoes: memory, buffered, firstAnswerMs, onSilent } = deps;
    this.#heartbeat = startHeartbeat({
      clock,
      probe: () => this.#ask(),
      onDead: onSilent,
      buffered,
      firstAnswerMs,
      pushedToAll: manners.requestPushesToAll,
    });
    this.#heartbeat.setVisible(isVisible);
    const echoes = manners.echoesChat && manners.echoesPublicChat;
    if (echoes) this.#echoes = new EchoWatch({ clock, memory, deafens: manners.deafens, onDeaf: onSilent });
    if (!manners.pushesList) this.#poll();
  }

  /** Any frame came. */
  heard(): void {
    this.#wroteAt = undefined;
    this.#heartbeat.heard();
  }

  /** A list was asked for. */
  asked(): void {
    const now = this.#deps.clock.monotonic();
    this.#heartbeat.asked(Math.min(ECHO_MS, now - (this.#wroteAt ?? now)));
  }

  /** Asks for a sign of life within `timeoutMs`. */
  probe(timeoutMs: number): void {
    this.#heartbeat.probeNow(timeoutMs);
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#heartbeat.setVisible(isVisible);
  }

  /** A frame of ours was written, as exactly this text. */
  wrote(text: string): void {
    this.#wroteAt ??= this.#deps.clock.monotonic();
    this.#echoes?.wrote(text);
  }

  /** A signed frame came. */
  cameBack(signature: string): void {
    this.#echoes?.heard(signature);
  }

  stop(): void {
    this.#cancelPoll();
    this.#heartbeat.stop();
    this.#echoes?.stop();
  }

  #ask(): void {
    const { questions } = this.#deps;
    if (!questions.isAsking) void questions.ask();
  }

  #poll(): void {
    this.#cancelPoll = this.#deps.clock.after(POLL_MS, () => {
      if (this.#isVisible) this.#ask();
      this.#poll();
    });
  }
}
