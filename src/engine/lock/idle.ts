// When nobody has used the app for so long that it locks. By wall time, too: a device that slept counted no ticks.
import type { Clock } from '../../lib/clock.ts';
import { PortError } from '../../lib/port.ts';
import { StoreError } from '../../store/problem.ts';

const unlessBroken = (error: unknown): void => {
  if (!(error instanceof PortError || error instanceof StoreError)) throw error;
};

export class Idle {
  readonly #clock: Clock;
  /** 0: never. */
  readonly #limit: () => Promise<number>;
  #at: { readonly wall: number; readonly ticks: number } | undefined;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, limit: () => Promise<number>) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Somebody is there; `onOver` when nobody has been for the whole time. */
  async used(onOver: () => Promise<void>): Promise<void> {
    this.#at = { wall: this.#clock.now(), ticks: this.#clock.monotonic() };
    await this.#wait(onOver);
  }

  /** The time is up, though no timer has said so. */
  async isOver(): Promise<boolean> {
    const limit = await this.#limit();
    return limit > 0 && this.#rest() >= limit;
  }

  /** Nobody for so long, and it may lock at all. */
  async isRestingFor(ms: number): Promise<boolean> {
    return (await this.#limit()) > 0 && this.#rest() >= ms;
  }

  stop(): void {
    this.#cancel();
    this.#at = undefined;
  }

  async #wait(onOver: () => Promise<void>): Promise<void> {
    const limit = await this.#limit();
    this.#cancel();
    if (limit === 0 || this.#at === undefined) return;
    // What is gone needs no lock; what cannot be opened again has said so to the pages.
    const look = (): void => void this.#look(onOver).catch(unlessBroken);
    this.#cancel = this.#clock.after(Math.max(0, limit - this.#rest()), look);
  }

  async #look(onOver: () => Promise<void>): Promise<void> {
    if (await this.isOver()) await onOver();
    else await this.#wait(onOver);
  }

  #rest(): number {
    if (this.#at === undefined) return 0;
    const { wall, ticks } = this.#at;
    return Math.max(this.#clock.now() - wall, this.#clock.monotonic() - ticks);
  }
}
