// One accepted WebSocket: reads it one frame after the other and no faster than allowed, never lets its unsent bytes
// pile up, notices when it is dead.
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../lib/clock.ts';
import type { Standing } from './handler.ts';
import { createMeter } from './meter.ts';
import { hold, release } from './outflow.ts';

export interface Connection {
  readonly id: number;
  standing: Standing;
  /** The list version this client saw last; the roster's own note. */
  seenList: number;
  /** Sends one text frame; a client that does not read closes with 1013 instead. */
  send(bytes: Buffer): void;
  /** Sends a list: however long, it does not count against a client that is still reading it. */
  sendList(bytes: Buffer): void;
  /** Bytes not yet taken by the operating system. */
  waiting(): number;
  close(code: number, reason: string): void;
  /** A ping; ends the socket when two went unanswered. */
  beat(): void;
}

export interface ConnectionRules {
  readonly clock: Clock;
  readonly rate: number;
  readonly burst: number;
  readonly queue: number;
  readonly clientFrame: number;
  readonly helloWithin: number;
  readonly closeWithin: number;
  /** Handles one text frame; frames of a connection never overlap. */
  text(connection: Connection, bytes: Buffer): Promise<void>;
  /** Called once, after the socket's end. */
  gone(connection: Connection): void;
  /** A fault in the relay itself: never caused by input, if the tests are right. */
  fault(error: unknown): void;
}

const PENDING_FRAMES = 256;
const PENDING_BYTES = 2 * 1024 * 1024;
const BEATS_MISSED = 2;
const PONG_QUEUE = 65_536;
const OPEN = 1;
let lastId = 0;

/** A WebSocket that was just accepted. */
export interface Accepted {
  readonly socket: WebSocket;
  /** What lies below it. */
  readonly wire: Duplex;
  /** The IP address it came from. */
  readonly place: string | undefined;
}

/** Takes over a socket. */
export function adopt({ socket, wire, place }: Accepted, rules: ConnectionRules): Connection {
  const meter = createMeter(rules.rate, rules.burst, () => rules.clock.monotonic());
  const nothing = (): void => undefined;
  let stopRest = nothing;
  let stopClose = nothing;
  let pending = 0;
  let pendingBytes = 0;
  let metered = false;
  let missed = 0;
  let listBytes = 0;
  let closing = false;
  let line: Promise<void> = Promise.resolve();

  function close(code: number, reason: string): void {
    if (closing) return;
    closing = true;
    socket.resume(); // a paused socket would not see the answering close frame
    socket.close(code, reason);
    stopClose = rules.clock.after(rules.closeWithin, () => socket.terminate());
  }

  function isTooMuch(more: number): boolean {
    const waiting = socket.bufferedAmount - listBytes;
    return waiting > 0 && waiting + more > rules.queue;
  }

  function settle(): void {
    const full = pending >= PENDING_FRAMES || pendingBytes >= PENDING_BYTES;
    const stop = !closing && (metered || full);
    if (stop && !socket.isPaused) socket.pause();
    if (!stop && socket.isPaused) socket.resume();
  }

  function count(): void {
    const wait = connection.standing.role === 'neighbour' ? 0 : meter();
    if (wait === 0 || metered) return;
    metered = true;
    stopRest = rules.clock.after(wait, () => {
      metered = false;
      settle();
    });
    settle();
  }

  const connection: Connection = {
    id: (lastId += 1),
    standing: { role: 'new', place },
    seenList: 0,
    waiting: () => {
      release(wire);
      return socket.bufferedAmount;
    },
    send: (bytes) => {
      if (closing || socket.readyState !== OPEN) return;
      // What we hold ourselves is not the client's fault.
      if (isTooMuch(bytes.length)) release(wire);
      if (isTooMuch(bytes.length)) return close(1013, 'slow');
      hold(wire);
      socket.send(bytes, { binary: false });
    },
    sendList: (bytes) => {
      if (closing || socket.readyState !== OPEN) return;
      listBytes += bytes.length;
      socket.send(bytes, { binary: false }, () => (listBytes -= bytes.length));
    },
    close,
    beat: () => {
      if (missed >= BEATS_MISSED) return socket.terminate();
      missed += socket.isPaused ? 0 : 1;
      if (socket.readyState === OPEN) socket.ping();
      return undefined;
    },
  };

  async function handle(bytes: Buffer): Promise<void> {
    try {
      // Judged in turn, not on arrival: a neighbour's long update may follow right behind its server_hello.
      const isTooLarge = connection.standing.role !== 'neighbour' && bytes.length > rules.clientFrame;
      if (isTooLarge) close(1009, 'size');
      else if (!closing) await rules.text(connection, bytes);
    } catch (error) {
      rules.fault(error);
      close(1011, 'fault');
    } finally {
      pending -= 1;
      pendingBytes -= bytes.length;
      settle();
    }
  }

  function receive(bytes: Buffer): void {
    pending += 1;
    pendingBytes += bytes.length;
    line = line.then(() => handle(bytes));
    settle();
  }

  socket.on('message', (data, isBinary) => {
    missed = 0;
    if (closing) return;
    count();
    if (!isBinary && Buffer.isBuffer(data)) receive(data);
  });
  socket.on('pong', () => (missed = 0));
  socket.on('ping', (data) => {
    missed = 0;
    count();
    // Answered by hand: who pings without reading must not fill the memory with pongs.
    if (socket.readyState === OPEN && connection.waiting() < PONG_QUEUE) socket.pong(data);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    closing = true;
    for (const stop of [stopHello, stopRest, stopClose]) stop();
    rules.gone(connection);
  });
  const stopHello = rules.clock.after(rules.helloWithin, () => {
    if (connection.standing.role === 'new') close(1008, 'hello');
  });
  return connection;
}
