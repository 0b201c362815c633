// A server that is almost a real relay: what it reads and what it says goes through the hands of a test.
import { WebSocket, WebSocketServer } from 'ws';

export interface OddServer {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** What becomes of a text on its way to the relay; undefined: nothing. */
  up: (text: string) => string | undefined;
  /** What becomes of a text on its way to the client. */
  down: (text: string) => readonly string[];
  /** Links so far. */
  readonly links: number;
  close(): Promise<void>;
}

/** In front of the relay at `port`; passes everything on until told otherwise. */
export async function startOddServer(port: number): Promise<OddServer> {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await new Promise((listening) => sockets.once('listening', listening));
  const bound = sockets.address();
  let links = 0;
  const server: OddServer = {
    address: `127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    up: (text) => text,
    down: (text) => [text],
    get links() {
      return links;
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      await new Promise((closed) => sockets.close(closed));
    },
  };
  sockets.on('connection', (client) => {
    links += 1;
    const relay = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    const early: string[] = [];
    const pass = (text: string): void => {
      const passed = server.up(text);
      if (passed !== undefined) relay.send(passed);
    };
    client.on('message', (bytes: Buffer) => {
      if (relay.readyState === WebSocket.OPEN) pass(bytes.toString());
      else early.push(bytes.toString());
    });
    relay.on('open', () => early.splice(0).forEach(pass));
    relay.on('message', (bytes: Buffer) => {
      for (const text of server.down(bytes.toString())) client.send(text);
    });
    client.on('close', () => relay.terminate());
    relay.on('close', () => client.terminate());
    for (const one of [client, relay]) one.on('error', () => one.terminate());
  });
  return server;
}
