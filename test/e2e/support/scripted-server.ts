// A server that does what a test tells it: well-behaved until then, so that an app joins it like any other.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { fingerprintOf } from '../../../src/crypto/fingerprint.ts';
import { pemToDer } from '../../../src/protocol/pem.ts';
import type { ChatTarget, SeenFrame } from '../../support/relay-client.ts';
import { later } from './cleanup.ts';

export interface ListedServer {
  readonly address: string;
  readonly clients: readonly string[];
}
export interface ScriptedServer {
  /** `localhost:PORT` */
  readonly address: string;
  /** How often somebody has said hello. */
  readonly hellos: number;
  /** Who said hello last: their key as a recipient. */
  target(): Promise<ChatTarget>;
  /** Their PEM as it came. */
  pem(): string;
  /** Sends to everybody, exactly this. */
  send(frame: string | Buffer): void;
  /** From now on this stands in its lists besides whoever is connected; the list goes out at once. */
  list(keys: readonly string[], others?: readonly ListedServer[]): void;
  /** Half-open: takes nothing and answers nothing, while the link looks fine. False: as before. */
  freeze(isFrozen: boolean): void;
  /** Closes all links. */
  hangUp(): void;
  /** Signed frames that came, in order. */
  readonly frames: readonly string[];
}

interface Member {
  readonly socket: WebSocket;
  readonly pem: string;
}

/** Listens until the test file ends. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const http = createServer((_request, response) => {
    response.writeHead(404, { 'access-control-allow-origin': '*' }).end();
  });
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  const members = new Map<WebSocket, Member>();
  const frames: string[] = [];
  let hellos = 0;
  let lastPem = '';
  let keys: readonly string[] = [];
  let others: readonly ListedServer[] = [];
  let isFrozen = false;

  const listText = (): string => {
    const clients = [...[...members.values()].map(({ pem }) => pem), ...keys];
    return JSON.stringify({
      type: 'client_list',
      servers: [{ address: server.address, clients }, ...others],
    });
  };
  const tell = (text: string | Buffer): void => {
    if (!isFrozen) for (const { socket } of members.values()) socket.send(text);
  };
  const take = (socket: WebSocket, text: string): void => {
    const frame = JSON.parse(text) as SeenFrame;
    if (frame.type === 'client_list_request') return socket.send(listText());
    const data = JSON.parse(String(frame.data)) as { readonly type: string; readonly public_key?: string };
    if (data.type !== 'hello') {
      frames.push(text);
      return socket.send(text); // the echo
    }
    hellos += 1;
    lastPem = data.public_key ?? '';
    members.set(socket, { socket, pem: lastPem });
    return tell(listText());
  };
  sockets.on('connection', (socket) => {
    socket.on('message', (bytes: Buffer) => {
      if (!isFrozen) take(socket, bytes.toString('utf8'));
    });
    socket.on('close', () => void members.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  later(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });

  const server: ScriptedServer = {
    address: `localhost:${(http.address() as AddressInfo).port}`,
    get hellos() {
      return hellos;
    },
    async target() {
      const spki = pemToDer(lastPem);
      if (spki === undefined) throw new Error('Nobody has said hello.');
      return { server: server.address, key: { spki, fingerprint: await fingerprintOf(lastPem) } };
    },
    pem: () => lastPem,
    send: tell,
    list(more, elsewhere = []) {
      keys = more;
      others = elsewhere;
      tell(listText());
    },
    freeze: (now) => void (isFrozen = now),
    hangUp() {
      for (const socket of sockets.clients) socket.terminate();
    },
    frames,
  };
  return server;
}
