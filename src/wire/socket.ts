// One WebSocket as a state that cannot lie: opening, open or closed for a reason. Text frames only; never throws.
// oxlint-disable unicorn/prefer-add-event-listener -- one owner, one handler each, and null lets go of them
import type { Clock } from '../lib/clock.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { RawSocket, RawSocketFactory } from './raw-socket.ts';
import { createWaitingLine } from './waiting-line.ts';

/**
 * - `refused`: the browser would not even try (mixed content, malformed URL)
 * - `unreachable`: closed before it opened; `explainFailure` may know more
 * - `timeout`: neither opened nor closed within 10 s
 * - `oversized`: a frame above the limit came; we closed with 4009 (T23)
 * - `overflow`: too much came while paused
 * - `dropped`: the server or the network closed it after it was open
 */
export type SocketProblem = 'refused' | 'unreachable' | 'timeout' | 'oversized' | 'overflow' | 'dropped';
export type SocketState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly since: number } // monotonic ms
  | SocketClosed;
export interface SocketClosed {
  readonly kind: 'closed';
  readonly code: number; // RFC 6455 §7.4; 1006 when no close frame came
  readonly reason: string; // the server's words: not to be trusted
  readonly wasOpen: boolean;
  readonly problem: SocketProblem | undefined; // undefined: closed by us
}

/** What the socket tells. `onOpen` and `onClosed` come at most once; nothing follows `onClosed`. */
export interface SocketHandlers {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  readonly onClosed: (closed: SocketClosed) => void;
  /** The buffer has drained after a `write` that answered false. */
  readonly onWritable?: () => void;
  /** Any frame came, also one that is ignored or waits because of `pause`: a sign of life. */
  readonly onAlive?: () => void;
}
export interface SocketDeps {
  readonly create: RawSocketFactory;
  readonly clock: Clock;
  readonly handlers: SocketHandlers;
}

export interface Socket {
  readonly state: SocketState;
  readonly bufferedAmount: number; // bytes
  /** Binary frames that were ignored. */
  readonly ignored: number;
  /** False when it is not open or more than 256 KiB wait to be sent (R22): nothing was written, `onWritable` will tell. */
  write(text: string): boolean;
  /** Frames wait here, in order, until `resume`; more than 8 MiB of them close the socket (`overflow`). */
  pause(): void;
  resume(): void;
  /** Closed by us: `onClosed` comes before this returns, the close handshake is not waited for. */
  close(code?: number, reason?: string): void;
}

const OPEN_MS = 10_000;
const FULL_BYTES = 256 * 1024;
/** Below this it takes more again: a gap, so that it does not flutter. */
const DRAINED_BYTES = 128 * 1024;
const POLL_MS = 50;

/** Close codes of our own (4000–4999 are the application's, RFC 6455 §7.4.2). */
const CLOSE_OVERSIZED = 4009;
const CLOSE_OVERFLOW = 4008;
const CLOSE_ABNORMAL = 1006;

/** Opens a WebSocket without a subprotocol. Handlers are never called before this returns. */
export function openSocket(url: string, deps: SocketDeps): Socket {
  return new LiveSocket(url, deps);
}

class LiveSocket implements Socket {
  readonly #raw: RawSocket | undefined;
  readonly #clock: Clock;
  readonly #handlers: SocketHandlers;
  readonly #line = createWaitingLine(LIMITS.inboundFrame);
  #state: SocketState = { kind: 'opening' };
  #ignored = 0;
  #stopTimer: () => void = () => undefined;

  constructor(url: string, { create, clock, handlers }: SocketDeps) {
    this.#clock = clock;
    this.#handlers = handlers;
    this.#raw = tryCreate(create, url);
    if (this.#raw === undefined) queueMicrotask(() => this.#end(CLOSE_ABNORMAL, '', 'refused'));
    else this.#listen(this.#raw);
  }

  get state(): SocketState {
    return this.#state;
  }

  get bufferedAmount(): number {
    return this.#raw?.bufferedAmount ?? 0;
  }

  get ignored(): number {
    return this.#ignored;
  }

  write(text: string): boolean {
    if (this.#raw === undefined || this.#state.kind !== 'open') return false;
    if (this.#raw.bufferedAmount <= FULL_BYTES) return trySend(this.#raw, text);
    this.#watchBuffer(this.#raw);
    return false;
  }

  pause(): void {
    this.#line.pause();
  }

  resume(): void {
    this.#line.resume(this.#handlers.onText);
  }

  close(code = 1000, reason = ''): void {
    this.#closeFor(code, reason, undefined);
  }

  #listen(raw: RawSocket): void {
    this.#stopTimer = this.#clock.after(OPEN_MS, () => this.#closeFor(1000, '', 'timeout'));
    raw.onopen = () => this.#opened();
    raw.onmessage = (event) => this.#receive(event.data);
    raw.onclose = ({ code, reason }) =>
      this.#end(code, reason, this.#state.kind === 'open' ? 'dropped' : 'unreachable');
    raw.onerror = () => undefined; // says nothing that `close` does not, but Node's sockets throw where nobody listens
  }

  #opened(): void {
    if (this.#state.kind !== 'opening') return;
    this.#stopTimer();
    this.#state = { kind: 'open', since: this.#clock.monotonic() };
    this.#handlers.onOpen();
  }

  #receive(data: unknown): void {
    if (this.#state.kind !== 'open') return;
    this.#handlers.onAlive?.();
    if (typeof data !== 'string') this.#ignored += 1;
    else if (data.length > LIMITS.inboundFrame)
      this.#closeFor(CLOSE_OVERSIZED, 'frame too large', 'oversized');
    else if (!this.#line.isPaused) this.#handlers.onText(data);
    else if (!this.#line.add(data)) this.#closeFor(CLOSE_OVERFLOW, 'cannot keep up', 'overflow');
  }

  #watchBuffer(raw: RawSocket): void {
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(POLL_MS, () => {
      if (raw.bufferedAmount > DRAINED_BYTES) this.#watchBuffer(raw);
      else this.#handlers.onWritable?.();
    });
  }

  #closeFor(code: number, reason: string, problem: SocketProblem | undefined): void {
    if (this.#state.kind === 'closed') return;
    if (this.#raw !== undefined) tryClose(this.#raw, code, reason);
    this.#end(code, reason, problem);
  }

  #end(code: number, reason: string, problem: SocketProblem | undefined): void {
    if (this.#state.kind === 'closed') return;
    const wasOpen = this.#state.kind === 'open';
    const closed: SocketClosed = { kind: 'closed', code, reason, wasOpen, problem };
    this.#state = closed;
    this.#stopTimer();
    this.#line.clear();
    if (this.#raw !== undefined) detach(this.#raw);
    this.#handlers.onClosed(closed);
  }
}

function tryCreate(create: RawSocketFactory, url: string): RawSocket | undefined {
  try {
    return create(url);
  } catch (error) {
    // SyntaxError for the URL, SecurityError for mixed content; whatever it was, there is no socket.
    void error;
    return undefined;
  }
}

function trySend(raw: RawSocket, text: string): boolean {
  try {
    raw.send(text);
    return true;
  } catch (error) {
    void error; // it closed a moment ago and `close` is on its way
    return false;
  }
}

/** `reason` has at most 123 bytes (RFC 6455 §5.5); ours are short. */
function tryClose(raw: RawSocket, code: number, reason: string): void {
  try {
    raw.close(code, reason);
  } catch (error) {
    void error; // a code the browser keeps for itself: close without one
    raw.close();
  }
}

function detach(raw: RawSocket): void {
  raw.onopen = null;
  raw.onmessage = null;
  raw.onclose = null;
}
