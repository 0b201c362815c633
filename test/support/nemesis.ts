// Bad luck by numbers: a seeded stream of faults for a town (chaos-town.ts), each with its end.
import type { ChaosConnection, Toxic } from './chaos-proxy.ts';
import type { Citizen, Seat } from './chaos-town.ts';

export type Chance = () => number;

/** The same numbers for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface NemesisOptions {
  readonly seats: readonly Seat[];
  readonly citizens: readonly Citizen[];
  readonly chance: Chance;
}

const YEAR_MS = 365 * 86_400_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Nemesis {
  readonly counts = new Map<string, number>();
  readonly #options: NemesisOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #busy = new Set<Seat | Citizen>();

  constructor(options: NemesisOptions) {
    this.#options = options;
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, one) => sum + one, 0);
  }

  /** One fault; it ends by itself within a few seconds. */
  strike(): void {
    const seat = this.#pick(this.#options.seats);
    const citizen = this.#pick(this.#options.citizens);
    const roll = this.#options.chance();
    if (roll < 0.07) this.#run('kill -9 of a relay', seat, () => this.#killRelay(seat));
    else if (roll < 0.12) this.#run('relay out of reach', seat, () => this.#shut(seat));
    else if (roll < 0.2) this.#run('engine dies', citizen, () => this.#killEngine(citizen));
    else if (roll < 0.23) this.#run('clock jumps', citizen, () => this.#jump(citizen));
    else this.#harm(seat);
  }

  /** The end of a relay, and of nothing else. */
  killARelay(): void {
    const seat = this.#pick(this.#options.seats.filter((one) => !this.#busy.has(one)));
    if (seat !== undefined) this.#run('kill -9 of a relay', seat, () => this.#killRelay(seat));
  }

  /** When every fault has ended. */
  async over(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #harm(seat: Seat): void {
    const connection = this.#pick(seat.proxy.connections);
    if (connection === undefined) return this.strike();
    const between = (from: number, to: number): number =>
      Math.round(from + (to - from) * this.#options.chance());
    const faults: readonly (readonly [string, Toxic | 'reset', number])[] = [
      ['latency', { kind: 'latency', ms: between(30, 400), jitter: 25 }, between(500, 2500)],
      ['bandwidth', { kind: 'bandwidth', bytesPerSecond: between(3000, 60_000) }, between(500, 2500)],
      ['slicer', { kind: 'slicer', bytes: between(1, 400), ms: 1 }, between(300, 1500)],
      ['timeout', { kind: 'timeout' }, between(300, 5000)],
      ['limit_data', { kind: 'limit_data', bytes: between(1, 20_000) }, between(500, 2500)],
      ['reset_peer', 'reset', 0],
      ['slow_close', { kind: 'slow_close', ms: between(200, 1500) }, between(500, 2500)],
    ];
    const [name, toxic, ms] = this.#pick(faults) ?? ['reset_peer', 'reset', 0];
    const way = this.#pick(['up', 'down', undefined] as const);
    this.#count(name);
    const harm = async (): Promise<void> => {
      if (toxic === 'reset') return connection.reset();
      connection.poison([toxic], way);
      await sleep(ms);
      await this.#relieve(connection, toxic);
      return undefined;
    };
    this.#follow(harm().finally(() => this.#calm(seat)));
  }

  /** A black hole may end in a reset as well as in a late flood; a slow close needs an end. */
  async #relieve(connection: ChaosConnection, toxic: Toxic): Promise<void> {
    const isCut = toxic.kind === 'slow_close' || (toxic.kind === 'timeout' && this.#options.chance() < 0.5);
    if (isCut) connection.reset();
    else connection.poison([]);
  }

  async #killRelay(seat: Seat): Promise<void> {
    await seat.relay.kill();
    await sleep(1000 * this.#options.chance());
    await seat.relay.start();
    this.#calm(seat);
  }

  async #shut({ proxy }: Seat): Promise<void> {
    proxy.isDown = true;
    for (const connection of proxy.connections) connection.reset();
    await sleep(2000 * this.#options.chance());
    proxy.isDown = false;
  }

  async #killEngine(citizen: Citizen): Promise<void> {
    citizen.die();
    await sleep(1000 * this.#options.chance());
    await citizen.live();
  }

  async #jump({ clock }: Citizen): Promise<void> {
    const by = this.#options.chance() < 0.5 ? YEAR_MS : -YEAR_MS;
    clock.jump(by);
    await sleep(2000 * this.#options.chance());
    clock.jump(-by);
  }

  #run(name: string, of: Seat | Citizen, fault: () => Promise<void>): void {
    if (this.#busy.has(of)) return this.strike();
    this.#busy.add(of);
    this.#count(name);
    const done = fault().finally(() => {
      this.#busy.delete(of);
      if ('proxy' in of) this.#calm(of);
    });
    return this.#follow(done);
  }

  #follow(fault: Promise<void>): void {
    const followed = fault.finally(() => this.#running.delete(followed));
    this.#running.add(followed);
  }

  #calm(seat: Seat): void {
    for (const citizen of this.#options.citizens) if (citizen.seat === seat) citizen.calm();
  }

  #count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#options.chance() * items.length)] as Item;
  }
}
