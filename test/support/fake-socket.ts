// A WebSocket without a network: the test plays the server.
import type { RawSocket, RawSocketFactory } from '../../src/wire/raw-socket.ts';

export class FakeSocket implements RawSocket {
  onopen: RawSocket['onopen'] = null;
  onmessage: RawSocket['onmessage'] = null;
  onclose: RawSocket['onclose'] = null;
  onerror: RawSocket['onerror'] = null;
  /** Set it to play a slow line. */
  bufferedAmount = 0;
  /** Every text the program sent, in order. */
  readonly sent: string[] = [];
  /** How the program closed it. */
  closedWith: { code: number | undefined; reason: string | undefined } | undefined;
  /** Called for each text sent: a server in one function. */
  onSent: ((text: string) => void) | undefined;
  readonly url: string;
  state: 'connecting' | 'open' | 'closed' = 'connecting';

  constructor(url: string) {
    this.url = url;
  }

  // What the program calls.
  send(text: string): void {
    if (this.state === 'connecting') throw new DOMException('still connecting', 'InvalidStateError');
    if (this.state === 'closed') return; // a browser drops it silently
    this.sent.push(text);
    this.onSent?.(text);
  }

  close(code?: number, reason?: string): void {
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) {
      throw new DOMException('code', 'InvalidAccessError');
    }
    if (reason !== undefined && new TextEncoder().encode(reason).length > 123) {
      throw new DOMException('reason', 'SyntaxError');
    }
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.closedWith = { code, reason };
    const event = new CloseEvent(code ?? 1005, reason ?? '');
    setTimeout(() => this.onclose?.(event), 0);
  }

  // What the test calls.
  open(): void {
    this.state = 'open';
    this.onopen?.(new Event('open'));
  }

  /** A frame from the server: text, or anything else as a binary frame. */
  receive(data: unknown): void {
    if (this.state === 'open') this.onmessage?.(new MessageEvent('message', { data }));
  }

  receiveJson(value: unknown): void {
    this.receive(JSON.stringify(value));
  }

  /** The server or the network closes it; before `open` this is a connection that failed. */
  drop(code = 1006, reason = ''): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    if (code === 1006) this.onerror?.(new Event('error'));
    this.onclose?.(new CloseEvent(code, reason));
  }
}

/** Node 20 has no CloseEvent. */
class CloseEvent extends Event {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
  constructor(code: number, reason: string) {
    super('close');
    this.code = code;
    this.reason = reason;
    this.wasClean = code !== 1006;
  }
}

/** A factory that keeps its sockets; `last()` is the newest. `onCreate` sees each before the program does. */
export function createFakeSockets(onCreate?: (socket: FakeSocket) => void): {
  readonly create: RawSocketFactory;
  readonly all: readonly FakeSocket[];
  last(): FakeSocket;
} {
  const all: FakeSocket[] = [];
  return {
    all,
    create(url) {
      const socket = new FakeSocket(url);
      all.push(socket);
      onCreate?.(socket);
      return socket;
    },
    last() {
      const socket = all.at(-1);
      if (socket === undefined) throw new Error('no socket was opened');
      return socket;
    },
  };
}
