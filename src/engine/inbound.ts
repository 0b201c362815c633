// Frames in the order in which they came: a list is applied before what follows it is looked at, or a message from
// somebody who was listed a moment ago would find a stranger.
import type { ClientList } from '../protocol/client-list.ts';
import { parseFrame, type Frame } from '../protocol/frame.ts';
import { LIMITS } from '../protocol/limits.ts';
import { ProtocolError } from '../protocol/problem.ts';

export interface InboundDeps {
  readonly onList: (list: ClientList) => Promise<void>;
  /** True for the very text of a frame of ours that came back, which is dealt with then. */
  readonly isOwn?: (text: string) => boolean;
  readonly onFrame: (frame: Frame, raw: string) => void;
  /** Something came that is no frame. `other`: its text, where it is an object of another kind, such as `{"error":…}`. */
  readonly onMalformed: (other: string | undefined) => void;
  /** `isFull` has changed. */
  readonly onFull?: () => void;
}

/** Characters that may wait before the socket is to pause, and down to which it does (T24). */
const FULL = 2 * LIMITS.inboundFrame;
const DRAINED = FULL / 2;

export class Inbound {
  readonly #deps: InboundDeps;
  /** Arrived and not handled yet. */
  #waiting: string[] = [];
  #characters = 0;
  #isFull = false;
  #isBusy = false;

  constructor(deps: InboundDeps) {
    this.#deps = deps;
  }

  /** Nothing more should be taken for now. */
  get isFull(): boolean {
    return this.#isFull;
  }

  take(text: string): void {
    this.#waiting.push(text);
    this.#count(text.length);
    if (!this.#isBusy) void this.#handleAll();
  }

  /** What has not been handled will not be. */
  clear(): void {
    this.#waiting = [];
    this.#characters = 0;
  }

  async #handleAll(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
        this.#count(-text.length);
        if (this.#deps.isOwn?.(text) === true) continue;
        const frame = this.#read(text);
        if (frame?.type === 'client_list') await this.#deps.onList(frame);
        else if (frame !== undefined) this.#deps.onFrame(frame, text);
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #count(more: number): void {
    this.#characters += more;
    if (this.#isFull === this.#characters > (this.#isFull ? DRAINED : FULL)) return;
    this.#isFull = !this.#isFull;
    this.#deps.onFull?.();
  }

  #read(text: string): Frame | undefined {
    try {
      return parseFrame(text, LIMITS.inboundFrame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#deps.onMalformed(error.kind === 'unknown-type' ? text : undefined);
      return undefined;
    }
  }
}
