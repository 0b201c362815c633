// One list request at a time: its answer proves that the server has read all that was written before (rule 6, rule 9).
import type { Clock } from '../lib/clock.ts';

/** A `client_list` that takes longer is no answer. */
const ANSWER_MS = 8000;

type Answer = (came: boolean) => void;

export class Questions {
  readonly #clock: Clock;
  /** Writes the request; false when the socket takes nothing now. */
  readonly #send: () => boolean;
  #asking: readonly Answer[] | undefined;
  /** Asked while an answer was awaited: that one says nothing about what was written since. */
  #next: Answer[] = [];
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, send: () => boolean) {
    this.#clock = clock;
    this.#send = send;
  }

  get isAsking(): boolean {
    return this.#asking !== undefined;
  }

  /** True when a list came after this call's request, false when none did within 8 s or the socket closed. */
  ask(): Promise<boolean> {
    return new Promise((answer) => {
      this.#next.push(answer);
      if (this.#asking === undefined) this.#begin();
    });
  }

  /** A list has come (and has been applied). */
  listCame(): void {
    this.#end(true);
  }

  close(): void {
    this.#next.push(...(this.#asking ?? []));
    this.#asking = undefined;
    this.#cancel();
    for (const answer of this.#next.splice(0)) answer(false);
  }

  #begin(): void {
    this.#asking = this.#next;
    this.#next = [];
    this.#cancel = this.#clock.after(ANSWER_MS, () => this.#end(false));
    if (!this.#send()) this.#end(false);
  }

  #end(came: boolean): void {
    const answers = this.#asking;
    if (answers === undefined) return;
    this.#asking = undefined;
    this.#cancel();
    for (const answer of answers) answer(came);
    if (this.#next.length > 0) this.#begin();
  }
}
