// What a socket must do, over the fake and over a real one: the fake may not promise what the real thing does not.
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import type { RawSocketFactory } from '../../src/wire/raw-socket.ts';
import { openSocket, type Socket, type SocketClosed } from '../../src/wire/socket.ts';

/** The server's end of one connection. */
export interface ServerEnd {
  readonly received: readonly string[];
  /** How the client closed it, as the server sees it. */
  readonly closedWith: number | undefined;
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Cuts the line without a word. */
  cut(): void;
}
export interface Rig {
  readonly url: string;
  readonly deadUrl: string; // nobody listens there
  readonly create: RawSocketFactory;
  /** The server's end of the newest connection, once it stands. */
  readonly accepted: () => Promise<ServerEnd>;
  readonly stop: () => Promise<void>;
}

export function describeSocket(name: string, makeRig: () => Promise<Rig>): void {
  describe(name, () => {
    let rig: Rig | undefined;
    afterEach(async () => {
      await rig?.stop();
      rig = undefined;
    });
    const start = async (): Promise<Rig> => (rig = await makeRig());

    it('opens, carries texts both ways in order, and closes when asked', async () => {
      const { url, create, accepted } = await start();
      const client = openClient(url, create);
      expect(client.socket.state).toEqual({ kind: 'opening' });
      expect(client.socket.write('too early')).toBe(false);
      const server = await accepted();
      await until(() => client.socket.state.kind === 'open');
      for (const text of ['one', 'two', 'drei ü 🏮']) expect(client.socket.write(text)).toBe(true);
      await until(() => server.received.length === 3);
      expect(server.received).toEqual(['one', 'two', 'drei ü 🏮']);
      for (const text of ['a', '', 'b']) server.send(text);
      await until(() => client.texts.length === 3);
      expect(client.texts).toEqual(['a', '', 'b']);
      client.socket.close();
      expect(client.closed).toEqual([
        { kind: 'closed', code: 1000, reason: '', wasOpen: true, problem: undefined },
      ]);
      expect(client.socket.write('too late')).toBe(false);
      await until(() => server.closedWith !== undefined);
      expect(server.closedWith).toBe(1000);
    });

    it('tells how the server closed it', async () => {
      const { url, create, accepted } = await start();
      const client = openClient(url, create);
      const server = await accepted();
      await until(() => client.socket.state.kind === 'open');
      server.close(1008, 'counter');
      await until(() => client.closed.length > 0);
      expect(client.closed).toEqual([
        { kind: 'closed', code: 1008, reason: 'counter', wasOpen: true, problem: 'dropped' },
      ]);
    });

    it('tells a cut line from a closed one', async () => {
      const { url, create, accepted } = await start();
      const client = openClient(url, create);
      const server = await accepted();
      await until(() => client.socket.state.kind === 'open');
      server.cut();
      await until(() => client.closed.length > 0);
      expect(client.closed[0]).toMatchObject({ code: 1006, wasOpen: true, problem: 'dropped' });
    });

    it('is unreachable where nobody listens, and does not throw', async () => {
      const { deadUrl, create } = await start();
      const client = openClient(deadUrl, create);
      await until(() => client.closed.length > 0);
      expect(client.closed).toHaveLength(1);
      expect(client.closed[0]).toMatchObject({ code: 1006, wasOpen: false, problem: 'unreachable' });
    });

    it('refuses a URL no socket can have', async () => {
      const { create } = await start();
      const client = openClient('not a url', create);
      expect(client.closed).toEqual([]);
      await until(() => client.closed.length > 0);
      expect(client.closed[0]).toMatchObject({ wasOpen: false, problem: 'refused' });
    });

    it('ignores and counts binary frames, which are a sign of life all the same', async () => {
      const { url, create, accepted } = await start();
      const client = openClient(url, create);
      const server = await accepted();
      await until(() => client.socket.state.kind === 'open');
      server.send(new Uint8Array(3));
      server.send('text');
      await until(() => client.texts.length === 1);
      expect(client.texts).toEqual(['text']);
      expect(client.socket.ignored).toBe(1);
      expect(client.alive).toBe(2);
    });

    it('takes a frame at the limit, and refuses the connection at one beyond it (T23)', async () => {
      const { url, create, accepted } = await start();
      const client = openClient(url, create);
      const server = await accepted();
      await until(() => client.socket.state.kind === 'open');
      server.send('x'.repeat(LIMITS.inboundFrame));
      await until(() => client.texts.length === 1);
      server.send('x'.repeat(LIMITS.inboundFrame + 1));
      server.send('after');
      await until(() => client.closed.length > 0);
      expect(client.closed[0]).toMatchObject({ code: 4009, problem: 'oversized', wasOpen: true });
      await until(() => server.closedWith !== undefined);
      expect(server.closedWith).toBe(4009);
      expect(client.texts).toHaveLength(1);
    });

    it('holds frames back while paused and hands them out in order', async () => {
      const { url, create, accepted } = await start();
      const client = openClient(url, create);
      const server = await accepted();
      await until(() => client.socket.state.kind === 'open');
      client.socket.pause();
      for (const text of ['1', '2', '3']) server.send(text);
      await until(() => client.alive === 3);
      expect(client.texts).toEqual([]);
      client.socket.resume();
      expect(client.texts).toEqual(['1', '2', '3']);
      server.send('4');
      await until(() => client.texts.length === 4);
      expect(client.closed).toEqual([]);
    });
  });
}

interface Client {
  readonly socket: Socket;
  readonly texts: string[];
  readonly closed: SocketClosed[];
  readonly alive: number;
}

function openClient(url: string, create: RawSocketFactory): Client {
  const texts: string[] = [];
  const closed: SocketClosed[] = [];
  let alive = 0;
  const socket = openSocket(url, {
    create,
    clock: systemClock,
    handlers: {
      onOpen: () => undefined,
      onText: (text) => texts.push(text),
      onClosed: (state) => closed.push(state),
      onAlive: () => (alive += 1),
    },
  });
  return {
    socket,
    texts,
    closed,
    get alive() {
      return alive;
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 4000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`never: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
