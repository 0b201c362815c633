// Own frames come back where the server echoes. One that does not, on a line that lives, may mean that the line is deaf: some
// servers serve one socket for each key, and forget it when an older one closes (DIALECTS.md, "second socket").
import type { Clock } from '../lib/clock.ts';

/** Later than a list can confirm the frame (confirmations.ts): what was sent is not sent twice because of this. */
const DEAF_MS = 12_000;
/** What stands before the signature, the last thing in a frame (write.ts). */
const SIGNATURE = '"signature":"';

/** What is known of a server's echoes, for as long as it is in use. */
export interface EchoMemory {
  hasEchoed: boolean;
  /** A frame did not come back. */
  hasMissed: boolean;
  /** A new hello was tried, and nothing has come back since. */
  hasHealed: boolean;
}

export interface EchoWatchDeps {
  readonly clock: Clock;
  readonly memory: EchoMemory;
  /** What kind of server it is: one that is known to leave sockets deaf is suspected before it has ever echoed. */
  readonly deafens: boolean;
  readonly onDeaf: () => void;
}

export class EchoWatch {
  readonly #deps: EchoWatchDeps;
  /** Signatures of frames that have not come back, oldest first. */
  #waiting: string[] = [];
  #cancel: () => void = () => undefined;

  constructor(deps: EchoWatchDeps) {
    this.#deps = deps;
  }

  /** A frame of ours was written, as exactly this text. */
  wrote(text: string): void {
    // From the end: half a megabyte may stand before it.
    const at = text.lastIndexOf(SIGNATURE);
    if (at < 0) return;
    this.#waiting.push(text.slice(at + SIGNATURE.length, -2));
    if (this.#waiting.length === 1) this.#arm();
  }

  /** A frame came; one of ours means that all before it were taken, too. */
  heard(signature: string): void {
    const at = this.#waiting.indexOf(signature);
    if (at < 0) return;
    this.#deps.memory.hasEchoed = true;
    this.#deps.memory.hasHealed = false;
    this.#waiting = this.#waiting.slice(at + 1);
    this.#cancel();
    if (this.#waiting.length > 0) this.#arm();
  }

  stop(): void {
    this.#waiting = [];
    this.#cancel();
  }

  #arm(): void {
    this.#cancel = this.#deps.clock.after(DEAF_MS, () => this.#missed());
  }

  #missed(): void {
    const { memory, deafens, onDeaf } = this.#deps;
    this.#waiting = [];
    const isSuspect = memory.hasEchoed || (deafens && !memory.hasHealed);
    memory.hasMissed = true;
    if (!isSuspect) return;
    memory.hasEchoed = false;
    memory.hasHealed = true;
    onDeaf();
  }
}
