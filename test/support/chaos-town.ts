// A town in bad weather: three relays in a mesh, each behind a proxy, and people with whole engines at each, on clocks that
// run faster than ours. Everything they say and everything that leaves their sockets is written down.
import './fake-idb.ts';
import { WebSocket } from 'ws';
import type { ConversationId, Fingerprint } from '../../src/domain/ids.ts';
import { memoryMark, type Mark } from '../../src/engine/mark.ts';
import type { RawSocket } from '../../src/wire/raw-socket.ts';
import { StoreError } from '../../src/store/problem.ts';
import type { MessageRow } from '../../src/store/rows.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { startChaosProxy, type ChaosProxy } from './chaos-proxy.ts';
import { nodePlatform, startRig, type Rig } from './engine-rig.ts';
import { quickClock, type QuickClock } from './quick-clock.ts';
import { relayKey, RelayProgram, type RelayPlace } from './relay-program.ts';

export interface Seat {
  readonly proxy: ChaosProxy;
  readonly relay: RelayProgram;
  readonly address: string;
}

/** Three relays that know each other, by addresses at which the proxies listen. */
export async function buildTown(place: RelayPlace, random: () => number): Promise<readonly Seat[]> {
  const keys = [0, 1, 2].map((index) => relayKey(place, `relay-${index}`));
  const ports = await Promise.all(keys.map(() => freePort()));
  const proxies: ChaosProxy[] = [];
  for (const target of ports) proxies.push(await startChaosProxy({ target, random }));
  const addresses = proxies.map(({ port }) => `127.0.0.1:${port}`);
  const seats = proxies.map((proxy, index): Seat => {
    const others = addresses.flatMap((address, at) =>
      at === index ? [] : ['--neighbour', `${address}=${keys[at]?.fingerprint}`],
    );
    const args = ['--identity', keys[index]?.file ?? '', '--address', addresses[index] ?? '', ...others];
    return {
      proxy,
      relay: new RelayProgram(place, ports[index] ?? 0, args),
      address: addresses[index] ?? '',
    };
  });
  await Promise.all(seats.map(({ relay }) => relay.start()));
  return seats;
}

async function freePort(): Promise<number> {
  const probe = await startChaosProxy({ target: 1, random: () => 0 });
  await probe.close();
  return probe.port;
}

/** What somebody said; `isSure` when that was promised to be stored. */
export interface Said {
  readonly to: Citizen;
  readonly text: string;
  readonly isSure: boolean;
}

/** Somebody with an engine, that may die and be started again on what was stored. */
export class Citizen {
  readonly name: string;
  readonly seat: Seat;
  readonly said: Said[] = [];
  /** Everything that left their sockets under a counter: texts by counter. */
  readonly counters = new Map<number, Set<string>>();
  /** How long they were away each time, from the last trouble on (see `calm`), in their own milliseconds. */
  readonly absences: number[] = [];
  deaths = 0;
  readonly #speed: number;
  readonly #base = nodePlatform();
  readonly #mark: Mark = memoryMark();
  readonly #database: string;
  readonly #sockets = new Set<WebSocket>();
  readonly #chats = new Map<Citizen, ConversationId>();
  #rig: Rig | undefined;
  #clock: QuickClock;
  #store: Store | undefined;
  #awaySince: number | undefined;
  #me: Fingerprint | undefined;

  constructor(name: string, seat: Seat, speed: number) {
    this.name = name;
    this.seat = seat;
    this.#speed = speed;
    this.#database = `town-${name}-${Math.floor(performance.now())}`;
    this.#clock = quickClock(speed);
  }

  get me(): Fingerprint {
    if (this.#me === undefined) throw new Error('nobody yet');
    return this.#me;
  }
  get isAlive(): boolean {
    return this.#rig !== undefined;
  }
  get phase(): string {
    return this.#rig?.last('connection')?.connection.phase ?? 'none';
  }
  get rig(): Rig {
    if (this.#rig === undefined) throw new Error(`${this.name} is dead`);
    return this.#rig;
  }
  get clock(): QuickClock {
    return this.#clock;
  }

  async beBorn(): Promise<void> {
    const rig = await this.live();
    await rig.engine.createIdentity(this.name);
    await rig.engine.finishIdentity();
    this.#me = rig.me();
    await rig.engine.connect({ address: this.seat.address, scheme: 'ws' });
    await rig.until(`${this.name} online`, () => this.phase === 'online', 20_000);
  }

  /** Starts an engine on what is stored. */
  async live(): Promise<Rig> {
    const clock = quickClock(this.#speed);
    this.#clock = clock;
    const rig = await startRig({
      ...this.#base,
      clock,
      mark: this.#mark,
      openStore: async (onTrouble) => (this.#store = await openStore(this.#database, { onTrouble })),
      createSocket: (url) => this.#socket(url),
    });
    this.#rig = rig;
    this.#awaySince = clock.monotonic();
    rig.engine.onEvent((event) => {
      if (event.type === 'connection' && this.#rig === rig) this.#noted(event.connection.phase === 'online');
    });
    return rig;
  }

  /** Everything ends at once: no farewell, no further write, no timer. */
  die(): void {
    this.deaths += 1;
    this.#rig = undefined;
    this.#store?.close();
    this.#clock.stop();
    for (const socket of this.#sockets) socket.terminate();
    this.#sockets.clear();
  }

  /** A trouble of theirs has just ended: from here on absence counts. */
  calm(): void {
    if (this.#awaySince !== undefined) this.#awaySince = this.#clock.monotonic();
  }

  async say(to: Citizen, text: string): Promise<void> {
    const rig = this.#rig;
    if (rig === undefined) return;
    try {
      const chat = this.#chats.get(to) ?? (await rig.engine.openDirect(to.me));
      this.#chats.set(to, chat);
      const isSure = await rig.engine.sendText(chat, text).then(
        () => true,
        () => false,
      );
      this.said.push({ to, text, isSure });
    } catch (error) {
      // It died before anything was said.
      if (!(error instanceof StoreError) && this.#rig === rig) throw error;
    }
  }

  /** The chat with `other` as it is stored, oldest first; 'me' or `other` as author. */
  async chatWith(other: Citizen, author: 'me' | 'other'): Promise<readonly MessageRow[]> {
    const store = await openStore(this.#database, { onTrouble: () => undefined });
    const chat = await this.rig.engine.openDirect(other.me);
    const rows = await store.messagesBefore(chat, undefined, 1_000_000);
    store.close();
    return rows.filter((row) => (row.author === 'me') === (author === 'me'));
  }

  #noted(isOnline: boolean): void {
    const now = this.#clock.monotonic();
    if (!isOnline) this.#awaySince ??= now;
    else if (this.#awaySince !== undefined) {
      this.absences.push(now - this.#awaySince);
      this.#awaySince = undefined;
    }
  }

  #socket(url: string): RawSocket {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const send = socket.send.bind(socket);
    Object.assign(socket, {
      send: (text: string) => {
        const [, counter] = /"counter":(\d+)/.exec(text) ?? [];
        if (counter !== undefined) this.#wrote(Number(counter), text);
        send(text);
      },
    });
    return socket as unknown as RawSocket;
  }

  #wrote(counter: number, text: string): void {
    this.counters.set(counter, (this.counters.get(counter) ?? new Set()).add(text));
  }
}
