// The session as the message side sees it (parts.ts, Link): whichever line is up now, and the news of it.
import type { Frame } from '../protocol/frame.ts';
import type { Link } from './parts.ts';
import type { Session } from './session.ts';

type Listener = () => void;

export class SessionLink implements Link {
  readonly #session: () => Session;
  readonly #frame = new Set<(frame: Frame, raw: string) => void>();
  readonly #joined = new Set<Listener>();
  readonly #closed = new Set<Listener>();
  readonly #writable = new Set<Listener>();

  /** `session` is asked only when something happens: each of the two needs the other. */
  constructor(session: () => Session) {
    this.#session = session;
  }

  get epoch(): number {
    return this.#session().epoch;
  }
  get joined(): boolean {
    return this.#session().line?.joined ?? false;
  }
  write(frame: string): boolean {
    return this.#session().line?.write(frame) ?? false;
  }
  barrier(): Promise<boolean> {
    return this.#session().line?.ask() ?? Promise.resolve(false);
  }
  pause(): void {
    this.#session().pause();
  }
  resume(): void {
    this.#session().resume();
  }
  helloAgain(): void {
    this.#session().helloAgain();
  }

  onFrame(listener: (frame: Frame, raw: string) => void): () => void {
    return adding(this.#frame, listener);
  }
  onJoined(listener: Listener): () => void {
    return adding(this.#joined, listener);
  }
  onClosed(listener: Listener): () => void {
    return adding(this.#closed, listener);
  }
  onWritable(listener: Listener): () => void {
    return adding(this.#writable, listener);
  }

  // What the session tells.
  frame(frame: Frame, raw: string): void {
    for (const listener of this.#frame) listener(frame, raw);
  }
  nowJoined(): void {
    for (const listener of this.#joined) listener();
  }
  nowClosed(): void {
    for (const listener of this.#closed) listener();
  }
  nowWritable(): void {
    for (const listener of this.#writable) listener();
  }
}

function adding<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item);
  return () => void set.delete(item);
}
