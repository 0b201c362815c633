// The other side of everything: serves the bench page, plays the smallest server that satisfies the product (list, echo),
// and hands out prepared frames by name, to the socket as a server would and to the yardstick as text.
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';

const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.svg', 'image/svg+xml'],
  ['.css', 'text/css'],
]);

interface Seen {
  readonly type?: string;
  readonly data?: unknown;
}

export class Feeder {
  /** Frames by the name of their set. */
  readonly sets = new Map<string, readonly string[]>();
  /** PEM texts listed besides the page's own. */
  clients: readonly string[] = [];
  readonly #server: Server;
  readonly #pages: string;
  #socket: WebSocket | undefined;
  #own: string | undefined;

  private constructor(pages: string) {
    this.#pages = pages;
    this.#server = createServer((request, response) => this.#answer(request, response));
    const sockets = new WebSocketServer({ server: this.#server, perMessageDeflate: false });
    sockets.on('connection', (socket) => {
      this.#socket = socket;
      socket.on('message', (bytes: Buffer) => this.#take(socket, bytes.toString('utf8')));
      socket.on('error', () => undefined);
    });
  }

  /** @param pages Folder of the built bench page. */
  static async start(pages: string): Promise<Feeder> {
    const feeder = new Feeder(pages);
    await new Promise<void>((resolve) => feeder.#server.listen(0, '127.0.0.1', resolve));
    return feeder;
  }

  /** `127.0.0.1:PORT` */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The list as it stands, with the page's own key. */
  listText(clients: readonly string[] = this.clients): string {
    const own = this.#own === undefined ? [] : [this.#own];
    const servers = [{ address: this.address, clients: [...own, ...clients] }];
    return JSON.stringify({ type: 'client_list', servers });
  }

  pushList(): void {
    this.#socket?.send(this.listText());
  }

  /** New connections find nobody from now on. */
  async stop(): Promise<void> {
    this.#socket?.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(socket: WebSocket, text: string): void {
    const frame = JSON.parse(text) as Seen;
    if (frame.type === 'client_list_request') return socket.send(this.listText());
    const data = (typeof frame.data === 'string' ? JSON.parse(frame.data) : frame.data) as {
      readonly type?: string;
      readonly public_key?: string;
    };
    if (data.type !== 'hello') return socket.send(text);
    this.#own = data.public_key;
    socket.send(this.listText());
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://feeder');
    const [, what, name = ''] = pathname.split('/');
    if (what === 'go' || what === 'frames') return this.#hand(what, name, response);
    const file = join(this.#pages, normalize(pathname === '/' ? '/index.html' : pathname));
    if (!file.startsWith(this.#pages) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES.get(extname(file)) ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  }

  /** `/go/NAME` writes the set to the socket, `/frames/NAME` answers with it. */
  #hand(what: 'go' | 'frames', name: string, response: ServerResponse): void {
    const set = this.sets.get(name);
    if (set === undefined) return void response.writeHead(404).end();
    if (what === 'frames')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(set));
    for (const text of set) this.#socket?.send(text);
    response.writeHead(204).end();
  }
}
