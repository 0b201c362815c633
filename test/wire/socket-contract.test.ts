// The socket contract over the fake and over `ws` on the loopback.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { WebSocketServer } from 'ws';
import { createFakeSockets, type FakeSocket } from '../support/fake-socket.ts';
import { nodeSocket } from '../support/ws-socket.ts';
import { describeSocket, type Rig, type ServerEnd } from './socket-contract.ts';

describeSocket('fake socket', async () => {
  const sockets = createFakeSockets();
  const rig: Rig = {
    url: 'ws://fake/',
    deadUrl: 'ws://dead/',
    create(url) {
      if (!URL.canParse(url)) throw new DOMException('url', 'SyntaxError');
      const socket = sockets.create(url);
      if (url === rig.deadUrl) setTimeout(() => sockets.last().drop(), 1);
      return socket;
    },
    async accepted() {
      sockets.last().open();
      return fakeEnd(sockets.last());
    },
    stop: () => Promise.resolve(),
  };
  return rig;
});

describeSocket('real socket', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const ends: ServerEnd[] = [];
  server.on('connection', (socket) => {
    const received: string[] = [];
    let closedWith: number | undefined;
    socket.on('message', (data: Buffer) => received.push(data.toString()));
    socket.on('close', (code) => (closedWith = code));
    ends.push({
      received,
      get closedWith() {
        return closedWith;
      },
      send: (data) => socket.send(data),
      close: (code, reason) => socket.close(code, reason),
      cut: () => socket.terminate(),
    });
  });
  const port = (address: unknown): number => (address as { port: number }).port;
  const dead = createServer().listen(0, '127.0.0.1');
  await once(dead, 'listening');
  const deadPort = port(dead.address());
  await new Promise((resolve) => dead.close(resolve));
  return {
    url: `ws://127.0.0.1:${port(server.address())}/`,
    deadUrl: `ws://127.0.0.1:${deadPort}/`,
    create: nodeSocket,
    async accepted() {
      for (;;) {
        const end = ends.at(-1);
        if (end !== undefined) return end;
        await once(server, 'connection');
      }
    },
    async stop() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});

function fakeEnd(socket: FakeSocket): ServerEnd {
  return {
    received: socket.sent,
    get closedWith() {
      return socket.closedWith?.code;
    },
    send: (data) => socket.receive(data),
    close: (code, reason) => socket.drop(code, reason),
    cut: () => socket.drop(),
  };
}
