// The link this relay dials to one neighbour: it only sends there. Dials again with back-off until it is stopped.
import { WebSocket } from 'ws';
import { backoffDelay, randomUnit } from '../lib/backoff.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';

export interface Link {
  isOpen(): boolean;
  /** The IP address at its other end while it is open. */
  place(): string | undefined;
  /** False when the link is down or its queue full; the frame is then lost, as the protocol has no store. */
  send(bytes: Buffer): boolean;
  /** The neighbour was just heard of: dial now rather than at the end of the wait. */
  hurry(): void;
  beat(): void;
  stop(): void;
}

export interface LinkParts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The first frame on every new link. */
  hello(): Promise<string>;
  /** Called when the link can be used, with hello already sent. */
  opened(): void;
  /** Called when a link that could be used no longer can; the code and reason the neighbour gave. */
  closed(code: number, reason: string): void;
}

const RANGE = { min: 500, max: 10_000 };
const DIAL_WITHIN = 5000;
/** A link that lasted so long was good: the next failure is the first one again. */
const STEADY = 10_000;
const QUEUE = 16 * 1024 * 1024;
/** Nothing is read here; other programs answer with at most this much before they are cut off. */
const LARGEST_ANSWER = 8 * 1024 * 1024;

export function createLink(url: string, parts: LinkParts): Link {
  let socket: WebSocket | undefined;
  let ready = false;
  let place: string | undefined;
  let stopped = false;
  let readyAt = 0;
  let attempt = 0;
  let missed = 0;
  let stopWait: (() => void) | undefined;

  async function greet(opened: WebSocket): Promise<void> {
    const hello = await parts.hello();
    if (opened !== socket || opened.readyState !== WebSocket.OPEN) return;
    opened.send(hello);
    ready = true;
    readyAt = parts.clock.monotonic();
    missed = 0;
    parts.opened();
  }

  function lost(closed: WebSocket, code: number, reason: string): void {
    if (closed !== socket) return;
    socket = undefined;
    const wasReady = ready;
    ready = false;
    if (stopped) return;
    // A neighbour that refuses our hello closes each link at once: it is not to be dialled ever faster.
    if (wasReady && parts.clock.monotonic() - readyAt > STEADY) attempt = 0;
    stopWait = parts.clock.after(backoffDelay(attempt, randomUnit(parts.random), RANGE), dial);
    attempt += 1;
    if (wasReady) parts.closed(code, reason);
  }

  function dial(): void {
    stopWait = undefined;
    const dialled = new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: DIAL_WITHIN,
      maxPayload: LARGEST_ANSWER,
      followRedirects: false,
    });
    socket = dialled;
    dialled.on('upgrade', (response) => {
      place = response.socket.remoteAddress;
    });
    dialled.on('open', () => {
      greet(dialled).catch(() => dialled.terminate());
    });
    for (const sign of ['message', 'pong'] as const) dialled.on(sign, () => (missed = 0));
    dialled.on('error', () => dialled.terminate());
    dialled.on('close', (code, reason) => lost(dialled, code, reason.toString()));
  }

  function send(bytes: Buffer): boolean {
    if (socket === undefined || !ready || socket.readyState !== WebSocket.OPEN) return false;
    if (socket.bufferedAmount + bytes.length > QUEUE) {
      socket.terminate();
      return false;
    }
    socket.send(bytes, { binary: false });
    return true;
  }

  dial();
  return {
    isOpen: () => ready,
    place: () => (ready ? place : undefined),
    send,
    hurry: () => {
      if (stopWait === undefined) return;
      stopWait();
      dial();
    },
    beat: () => {
      if (socket === undefined || !ready) return;
      if (missed >= 2) socket.terminate();
      else if (socket.readyState === WebSocket.OPEN) socket.ping();
      missed += 1;
    },
    stop: () => {
      stopped = true;
      stopWait?.();
      stopWait = undefined;
      socket?.terminate();
    },
  };
}
