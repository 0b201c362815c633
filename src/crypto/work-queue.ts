// Takes turns: many jobs share one thread in small units, urgent ones first, and the event loop gets its turn too.
// Chromium runs WebCrypto synchronously, so without this a job of a thousand trials would hold its thread for 0.6 s.
import { makeTurns } from './next-turn.ts';
import type { Priority } from './runner.ts';

/** Units in flight at once: Firefox reaches its best at eight; where WebCrypto is synchronous it changes nothing. */
const WIDTH = 8;
/** Milliseconds of work after which messages are let in. */
const TURN_MS = 12;

export interface Task {
  readonly priority: Priority;
  /** Runs one unit of a few milliseconds at most; true when the task is finished. Never rejects. */
  step(): Promise<boolean>;
}

/** Runs tasks unit by unit, round-robin within a priority. */
export class WorkQueue {
  readonly #queues: Record<Priority, Task[]> = { high: [], low: [] };
  readonly #onTurn: () => void;
  readonly #afterTurn = makeTurns();
  #inFlight = 0;
  #lastTurn = 0;
  #turning = false;

  /** `onTurn` is called after every turn that the event loop was given. */
  constructor(onTurn: () => void = () => undefined) {
    this.#onTurn = onTurn;
  }

  add(task: Task): void {
    if (this.#inFlight === 0 && !this.#turning) this.#lastTurn = performance.now();
    this.#queues[task.priority].push(task);
    this.#pump();
  }

  #pump(): void {
    while (!this.#turning && this.#inFlight < WIDTH) {
      const task = this.#queues.high.shift() ?? this.#queues.low.shift();
      if (task === undefined) break;
      this.#inFlight += 1;
      void task.step().then((finished) => this.#stepped(task, finished));
      if (performance.now() - this.#lastTurn > TURN_MS) this.#turn();
    }
  }

  #stepped(task: Task, finished: boolean): void {
    this.#inFlight -= 1;
    if (!finished) this.#queues[task.priority].push(task);
    this.#pump();
  }

  #turn(): void {
    this.#turning = true;
    this.#afterTurn(() => {
      this.#turning = false;
      this.#lastTurn = performance.now();
      this.#onTurn();
      this.#pump();
    });
  }
}

/** A task that steps until `step` gives a value. */
export function taskOf<Value>(
  priority: Priority,
  step: () => Promise<{ readonly value: Value } | undefined>,
  settle: { resolve(value: Value): void; reject(error: unknown): void },
): Task {
  return {
    priority,
    step: async () => {
      try {
        const result = await step();
        if (result === undefined) return false;
        settle.resolve(result.value);
      } catch (error) {
        settle.reject(error);
      }
      return true;
    },
  };
}
