// A TCP proxy that makes a network bad, in toxiproxy's vocabulary; each connection and each way of it on its own. Bytes are
// delayed, cut into pieces, held or ended, never lost inside a stream that goes on: that is what TCP promises.
import { connect, createServer, type Server, type Socket } from 'node:net';

export type Toxic =
  | { readonly kind: 'latency'; readonly ms: number; readonly jitter: number }
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /** Pieces of so many bytes, so far apart. */
  | { readonly kind: 'slicer'; readonly bytes: number; readonly ms: number }
  /** A black hole: nothing comes through, nothing ends. What was held comes late, should it be taken away again. */
  | { readonly kind: 'timeout' }
  /** The connection ends without a farewell after so many more bytes. */
  | { readonly kind: 'limit_data'; readonly bytes: number }
  /** The end of one side reaches the other so much later. */
  | { readonly kind: 'slow_close'; readonly ms: number };
export type Way = 'up' | 'down';

export interface ChaosConnection {
  readonly id: number;
  readonly isOpen: boolean;
  /** Bytes that came through. */
  readonly passed: Readonly<Record<Way, number>>;
  /** These and no others from now on; both ways unless one is named. */
  poison(toxics: readonly Toxic[], way?: Way): void;
  /** toxiproxy's `reset_peer`: both ends get a reset at once. */
  reset(): void;
}
export interface ChaosProxy {
  readonly port: number;
  readonly connections: readonly ChaosConnection[];
  /** What new connections begin with. */
  toxics: readonly Toxic[];
  /** True: nobody is let in. */
  isDown: boolean;
  close(): Promise<void>;
}
export interface ChaosOptions {
  /** Where the real thing listens. */
  readonly target: number;
  readonly port?: number;
  /** 0 … 1, for jitter. */
  readonly random: () => number;
}

/** Bytes held for one way before its source is not read any more. */
const HELD_BYTES = 64 * 1024;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One way of one connection: what comes from `source` goes to `sink`, in order, as the toxics have it. */
class Pipe {
  passed = 0;
  readonly #source: Socket;
  readonly #sink: Socket;
  readonly #random: () => number;
  readonly #reset: () => void;
  readonly #held: { readonly bytes: Buffer; readonly at: number }[] = [];
  #heldBytes = 0;
  #toxics: readonly Toxic[] = [];
  #left = Infinity;
  #isRunning = false;
  #hasEnded = false;
  #poisoned: () => void = () => undefined;

  constructor(source: Socket, sink: Socket, random: () => number, reset: () => void) {
    this.#source = source;
    this.#sink = sink;
    this.#random = random;
    this.#reset = reset;
    source.on('data', (bytes: Buffer) => this.#take(bytes));
    source.on('end', () => {
      this.#hasEnded = true;
      void this.#run();
    });
  }

  set toxics(toxics: readonly Toxic[]) {
    this.#toxics = toxics;
    this.#left = this.#find('limit_data')?.bytes ?? Infinity;
    this.#poisoned();
  }

  #find<Kind extends Toxic['kind']>(kind: Kind): Extract<Toxic, { kind: Kind }> | undefined {
    return this.#toxics.find((one): one is Extract<Toxic, { kind: Kind }> => one.kind === kind);
  }

  #take(bytes: Buffer): void {
    const { ms = 0, jitter = 0 } = this.#find('latency') ?? {};
    this.#held.push({ bytes, at: Date.now() + ms + jitter * (2 * this.#random() - 1) });
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > HELD_BYTES) this.#source.pause();
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let next = this.#held.shift(); next !== undefined; next = this.#held.shift()) {
      if (next.at > Date.now()) await sleep(next.at - Date.now());
      await this.#pass(next.bytes);
      this.#heldBytes -= next.bytes.length;
      if (this.#heldBytes <= HELD_BYTES) this.#source.resume();
    }
    this.#isRunning = false;
    if (!this.#hasEnded) return;
    await sleep(this.#find('slow_close')?.ms ?? 0);
    this.#sink.end();
  }

  async #pass(bytes: Buffer): Promise<void> {
    const size = this.#find('slicer')?.bytes ?? bytes.length;
    for (let at = 0; at < bytes.length && !this.#sink.destroyed; at += size) {
      while (this.#find('timeout') !== undefined && !this.#sink.destroyed)
        await new Promise<void>((go) => (this.#poisoned = go));
      const piece = bytes.subarray(at, Math.min(at + size, at + this.#left));
      this.#left -= piece.length;
      this.passed += piece.length;
      if (this.#sink.writable) this.#sink.write(piece);
      if (this.#left <= 0) return this.#reset();
      const rate = this.#find('bandwidth')?.bytesPerSecond ?? Infinity;
      const wait = (1000 * piece.length) / rate + (this.#find('slicer')?.ms ?? 0);
      if (wait >= 1) await sleep(wait);
    }
  }

  /** Nobody waits in a black hole whose ends are gone. */
  wake(): void {
    this.#poisoned();
  }
}

function join(id: number, client: Socket, { target, random }: ChaosOptions): ChaosConnection {
  const server = connect({ port: target, host: '127.0.0.1' });
  const both = [client, server];
  const reset = (): void => both.forEach((socket) => socket.resetAndDestroy());
  const pipes = {
    up: new Pipe(client, server, random, reset),
    down: new Pipe(server, client, random, reset),
  };
  for (const socket of both) {
    socket.setNoDelay(true);
    socket.on('error', reset);
    socket.on('close', () => {
      for (const pipe of [pipes.up, pipes.down]) pipe.wake();
    });
  }
  return {
    id,
    get isOpen() {
      return both.every((socket) => !socket.destroyed);
    },
    get passed() {
      return { up: pipes.up.passed, down: pipes.down.passed };
    },
    poison(toxics, way) {
      for (const one of way === undefined ? (['up', 'down'] as const) : [way]) pipes[one].toxics = toxics;
    },
    reset,
  };
}

/** Listens on localhost; everything goes to `target` until told otherwise. */
export async function startChaosProxy(options: ChaosOptions): Promise<ChaosProxy> {
  let all: ChaosConnection[] = [];
  let count = 0;
  const server: Server = createServer({ allowHalfOpen: true }, (client) => {
    if (proxy.isDown) return void client.resetAndDestroy();
    count += 1;
    const joined = join(count, client, options);
    joined.poison(proxy.toxics);
    all = [...all, joined];
    return undefined;
  });
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));
  const bound = server.address();
  const proxy: ChaosProxy = {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0,
    get connections() {
      return all.filter(({ isOpen }) => isOpen);
    },
    toxics: [],
    isDown: false,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const one of all) one.reset();
      await closed;
    },
  };
  return proxy;
}
