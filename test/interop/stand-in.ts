// What all stand-ins for other people's servers share: sockets, who is there, lists, files, and a book of what was done to
// them. Each program is a class in a file of its own; its faults are in it, so that a test can say that nobody ran into them.
import type { IncomingMessage } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { openPorts, type Ports } from './ports.ts';
import { FileShelf, type UploadHabits } from './uploads.ts';

/** A socket and who said hello on it. */
export interface Guest {
  readonly socket: WebSocket;
  /** The public key as it came; undefined before hello. */
  pem: string | undefined;
  /** Of the hello, and of the last frame taken. */
  hello: number;
  last: number;
}

export interface Frame {
  readonly type: string;
  readonly data: unknown;
  readonly counter: number;
  readonly signature: string;
}

export interface StandInOptions {
  readonly uploads: UploadHabits;
  /** Longer frames close the socket with 1009. */
  readonly maxPayload: number;
  /** True: a subprotocol is echoed; false: whoever offers one gets no connection. */
  readonly takesSubprotocol?: boolean;
}

export const MIB = 1024 * 1024;
/** An address no list ever names. */
export const NOWHERE = 'nowhere.example:1';

export abstract class StandIn {
  /** Why a real one would be down now; undefined: it is well. */
  died: string | undefined;
  /** What a real one would have suffered from without dying. */
  readonly hurts: string[] = [];
  /** Every text that came, in order. */
  readonly heard: string[] = [];
  /** Counters of hellos, in the order they came, taken or not. */
  readonly hellos: number[] = [];
  /** How often each socket was opened, by time (ms since 1970). */
  readonly opened: number[] = [];
  readonly guests = new Set<Guest>();
  readonly #options: StandInOptions;
  #ports: Ports | undefined;
  #sockets: WebSocketServer | undefined;
  #thaw: Promise<void> = Promise.resolve();

  constructor(options: StandInOptions) {
    this.#options = options;
  }

  /** How it names itself in lists. */
  abstract label(): string;
  /** One text from one socket. */
  protected abstract take(guest: Guest, text: string): void;
  /** The socket is gone. */
  protected abstract left(guest: Guest): void;
  /** Keys as they stand in its list. */
  abstract listed(): readonly string[];

  get port(): number {
    return this.#ports?.port ?? 0;
  }
  /** What a user types. */
  get address(): string {
    return `localhost:${this.port}`;
  }

  async start(): Promise<this> {
    const { uploads, maxPayload, takesSubprotocol = false } = this.#options;
    const shelf = new FileShelf(uploads, () => this.port);
    this.#ports = await openPorts(uploads.port, (request, response) => void shelf.serve(request, response));
    this.#sockets = new WebSocketServer({
      server: this.#ports.server,
      maxPayload,
      perMessageDeflate: false,
      verifyClient: (
        { req }: { readonly req: IncomingMessage },
        answer: (isTaken: boolean, code?: number) => void,
      ) => {
        const offers = req.headers['sec-websocket-protocol'] !== undefined;
        if (offers && !takesSubprotocol) this.hurts.push('a subprotocol was offered');
        void this.#thaw.then(() => answer(!offers || takesSubprotocol, 500));
      },
    });
    this.#sockets.on('connection', (socket) => this.#welcome(socket));
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets?.clients ?? []) socket.terminate();
    await this.#ports?.close();
  }

  /** Takes nothing in for so long, new sockets included; what comes meanwhile is taken after it. */
  freeze(ms: number): void {
    this.#thaw = new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Sends this to everybody who is there. */
  tell(text: string, except?: Guest): void {
    for (const guest of this.guests) if (guest.pem !== undefined && guest !== except) this.send(guest, text);
  }

  /** As if an older socket of everybody's key, long forgotten by its owner, ended now. */
  olderSocketsEnd(): void {
    for (const guest of this.guests) this.left({ ...guest });
  }

  listText(): string {
    const servers = [{ address: this.label(), clients: this.listed() }];
    return JSON.stringify({ type: 'client_list', servers });
  }

  protected send({ socket }: Guest, text: string): void {
    if (socket.readyState === socket.OPEN) socket.send(text);
  }

  /** As the real one: everything is gone for everybody. */
  protected die(why: string): void {
    this.died ??= why;
    for (const socket of this.#sockets?.clients ?? []) socket.terminate();
    this.#ports?.server.close();
  }

  #welcome(socket: WebSocket): void {
    const guest: Guest = { socket, pem: undefined, hello: -1, last: -1 };
    this.guests.add(guest);
    this.opened.push(Date.now());
    socket.on('message', (bytes: Buffer) => {
      const text = bytes.toString('utf8');
      this.heard.push(text);
      void this.#thaw.then(() => this.died === undefined && this.take(guest, text));
    });
    socket.on('error', () => undefined); // too long a frame: `close` follows
    socket.on('close', () => {
      this.guests.delete(guest);
      if (this.died === undefined) this.left(guest);
    });
  }
}

/** The frame of a text, or undefined where it is no JSON object. */
export function frameOf(text: string): Frame | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Frame)
      : undefined;
  } catch {
    return undefined;
  }
}
