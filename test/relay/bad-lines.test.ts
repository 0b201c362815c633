// Whole engines with real crypto, on a clock that runs faster than ours, over lines and servers that do not do as they should: how
// soon it is noticed, what is said of it, and that nothing is lost over it (RELIABILITY.md: R01, R12, R18, R20, R21, R22).
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import { startRelay } from '../../src/relay/relay.ts';
import { explainFailure } from '../../src/wire/probe.ts';
import { startChaosProxy, type ChaosProxy, type Way } from '../support/chaos-proxy.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';
import { startOddServer, type OddServer } from '../support/odd-server.ts';
import { quickClock, type QuickClock } from '../support/quick-clock.ts';
import { nodeSocket } from '../support/ws-socket.ts';

const isLong = process.env['TEST_LONG'] !== undefined;
const SPEED = 10;
/** What a busy machine may take, in the engines' time. */
// A busy machine's pauses count tenfold; without the question after a message it would be 35 s and more.
const SLACK = 15_000;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Somebody {
  readonly rig: Rig;
  readonly clock: QuickClock;
  readonly phase: () => string;
}

async function somebody(name: string, address: string, createSocket = nodeSocket): Promise<Somebody> {
  const clock = quickClock(SPEED);
  const explain = (server: Parameters<typeof explainFailure>[0]) => explainFailure(server, false);
  const rig = await startRig({ ...nodePlatform(), clock, createSocket, explain });
  ends.push(() => rig.engine.close());
  await rig.engine.createIdentity(name);
  await rig.engine.finishIdentity();
  await rig.engine.connect({ address, scheme: 'ws' });
  const phase = (): string => rig.last('connection')?.connection.phase ?? 'none';
  await rig.until(`${name} online`, () => phase() === 'online', 10_000);
  return { rig, clock, phase };
}

async function relayPort(): Promise<number> {
  const relay = await startRelay({ port: 0 });
  ends.push(() => relay.close());
  return relay.port;
}

async function behindProxy(): Promise<{ readonly proxy: ChaosProxy; readonly port: number }> {
  const port = await relayPort();
  const proxy = await startChaosProxy({ target: port, random: () => 0.5 });
  ends.push(() => proxy.close());
  return { proxy, port };
}

async function behindOdd(): Promise<{ readonly odd: OddServer; readonly port: number }> {
  const port = await relayPort();
  const odd = await startOddServer(port);
  ends.push(() => odd.close());
  return { odd, port };
}

/** They have written to each other. */
async function acquainted(one: Somebody, other: Somebody): Promise<ConversationId> {
  for (const [a, b] of [
    [one, other],
    [other, one],
  ] as const)
    await a.rig.until('a light', () => a.rig.people.get(b.rig.me())?.light === 'on', 10_000);
  const there = await other.rig.engine.openDirect(one.rig.me());
  const here = await one.rig.engine.openDirect(other.rig.me());
  await one.rig.engine.sendText(here, 'It is me');
  await other.rig.engine.sendText(there, 'And me');
  await stateOf(one, here, 'It is me', 'delivered');
  await stateOf(other, there, 'And me', 'delivered');
  return here;
}

async function stateOf({ rig }: Somebody, chat: ConversationId, text: string, state: string): Promise<void> {
  const now = async (): Promise<string | undefined> =>
    (await rig.engine.messages(chat, 'newest', 100)).messages.find((one) => one.text === text)?.state?.kind;
  await expect.poll(now, { timeout: 15_000 }).toBe(state);
}

const textsOf = async (one: Somebody, chat: ConversationId): Promise<readonly string[]> =>
  (await one.rig.engine.messages(chat, 'newest', 1000)).messages
    .filter(({ author }) => author !== 'me')
    .map(({ text }) => text);

/** How long, in their own time, until their page is told that the light is out. */
async function untilNoticed({ rig, clock, phase }: Somebody): Promise<number> {
  const start = clock.monotonic();
  await rig.until('that it is noticed', () => phase() !== 'online', 10_000);
  return clock.monotonic() - start;
}

describe('a half-open line (R01)', () => {
  it.each<[string, Way | undefined]>([
    ['both ways', undefined],
    ['up', 'up'],
    ['down', 'down'],
  ])(
    '%s: is noticed 8 s after a message was sent into it, which is delivered later, once',
    async (_, way) => {
      const { proxy, port } = await behindProxy();
      const anna = await somebody('Anna', `127.0.0.1:${proxy.port}`);
      const ben = await somebody('Ben', `127.0.0.1:${port}`);
      const chat = await acquainted(anna, ben);
      for (const one of proxy.connections) one.poison([{ kind: 'timeout' }], way);
      await anna.rig.engine.sendText(chat, 'Into the hole');
      expect(await untilNoticed(anna)).toBeLessThan(8000 + SLACK);
      await stateOf(anna, chat, 'Into the hole', 'delivered');
      const there = await ben.rig.engine.openDirect(anna.rig.me());
      expect((await textsOf(ben, there)).filter((text) => text === 'Into the hole')).toHaveLength(1);
    },
  );

  it('is noticed without a message, too: asked after 35 s at the latest, given up 8 s later', async () => {
    const { proxy } = await behindProxy();
    const anna = await somebody('Anna', `127.0.0.1:${proxy.port}`);
    for (const one of proxy.connections) one.poison([{ kind: 'timeout' }]);
    expect(await untilNoticed(anna)).toBeLessThan(43_000 + SLACK);
    await anna.rig.until('that it comes back', () => anna.phase() === 'online', 10_000);
  });
});

describe('a network that wants a login (R12)', () => {
  const portals = [
    [302, { location: '/login' }],
    [200, {}],
    [401, { 'www-authenticate': 'Basic' }],
  ] as const;
  it.each(isLong ? portals : portals.slice(0, 1))(
    'answers %i: that something else answers is said, and it is not hammered',
    async (status, headers) => {
      const { proxy, port } = await behindProxy();
      const anna = await somebody('Anna', `127.0.0.1:${proxy.port}`);
      await proxy.close();
      let asked = 0;
      const portal = createServer(({ url }, response) => {
        asked += 1;
        const [code, more] = url === '/login' ? [200, {}] : [status, headers];
        response.writeHead(code, more).end('<html>Please log in</html>');
      });
      portal.on('upgrade', (_request, socket) => {
        asked += 1;
        socket.end(`HTTP/1.1 ${status} Portal\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      });
      await new Promise<void>((up) => portal.listen(proxy.port, '127.0.0.1', up));
      const problem = (): string | undefined => {
        const view = anna.rig.last('connection')?.connection;
        return view?.phase === 'waiting' ? view.problem : undefined;
      };
      await anna.rig.until('the reason', () => problem() === 'not-websocket', 10_000);
      const start = asked;
      await new Promise((go) => setTimeout(go, 60_000 / SPEED)); // a minute of theirs
      expect(asked - start).toBeLessThan(20);
      portal.closeAllConnections();
      await new Promise((closed) => portal.close(closed));
      const again = await startChaosProxy({ target: port, port: proxy.port, random: () => 0 });
      ends.push(() => again.close());
      await anna.rig.until('that it comes back', () => anna.phase() === 'online', 10_000);
    },
  );
});

describe('a server that mixes garbage with what is good (R18)', () => {
  it('has the good shown, in order and once, and the rest counted', async () => {
    const { odd, port } = await behindOdd();
    const anna = await somebody('Anna', odd.address);
    const ben = await somebody('Ben', `127.0.0.1:${port}`);
    const chat = await acquainted(anna, ben);
    const there = await ben.rig.engine.openDirect(anna.rig.me());
    const garbage = [
      '',
      '{',
      'null',
      '[]',
      '\u0000',
      '{"type":"signed_data"}',
      '{"type":"client_list","servers":7}',
      'x'.repeat(5000),
    ];
    let at = 0;
    odd.down = (text) => [garbage[at++ % garbage.length] ?? '', text, text.slice(0, text.length / 2)];
    const said = Array.from({ length: 60 }, (_, index) => `Good ${index}`);
    for (const text of said) await ben.rig.engine.sendText(there, text);
    await expect.poll(() => textsOf(anna, chat), { timeout: 15_000 }).toEqual(['And me', ...said]);
    const dropped = (): number => {
      const counts = anna.rig.last('counts')?.counts;
      return (counts?.malformed ?? 0) + (counts?.unproven ?? 0);
    };
    await expect.poll(dropped, { timeout: 5000 }).toBeGreaterThan(60); // told once in a while
    expect(anna.phase()).toBe('online');
  });
});

describe('a server whose lists are odd (R20)', () => {
  const isRequest = (text: string): boolean => text.includes('client_list_request');
  const isList = (text: string): boolean => text.includes('"client_list"');

  it.each<[string, (odd: OddServer) => void]>([
    [
      'answers no request, and pushes what changes',
      (odd) => (odd.up = (text) => (isRequest(text) ? undefined : text)),
    ],
    [
      'gives empty lists',
      (odd) => (odd.down = (text) => [isList(text) ? '{"servers":[],"type":"client_list"}' : text]),
    ],
    ['gives no lists at all', (odd) => (odd.down = (text) => (isList(text) ? [] : [text]))],
  ])('%s: what was said stays, and what is said then arrives once it is well again', async (_, spoil) => {
    const { odd, port } = await behindOdd();
    const anna = await somebody('Anna', odd.address);
    const ben = await somebody('Ben', `127.0.0.1:${port}`);
    const chat = await acquainted(anna, ben);
    const [up, down] = [odd.up, odd.down];
    spoil(odd);
    await new Promise((go) => setTimeout(go, 20_000 / SPEED));
    await anna.rig.engine.sendText(chat, 'While it is odd');
    await new Promise((go) => setTimeout(go, 10_000 / SPEED));
    expect((await anna.rig.engine.messages(chat, 'newest', 9)).messages.map(({ text }) => text)).toContain(
      'And me',
    );
    [odd.up, odd.down] = [up, down];
    await stateOf(anna, chat, 'While it is odd', 'delivered');
    const there = await ben.rig.engine.openDirect(anna.rig.me());
    expect((await textsOf(ben, there)).filter((text) => text === 'While it is odd')).toHaveLength(1);
    expect(odd.links).toBeLessThan(30);
  });
});

describe('a server that takes a hello and then drops everything (R21)', () => {
  it('has nothing called sent: it is not confirmed after ten seconds, and arrives when it is well again', async () => {
    const { odd, port } = await behindOdd();
    const anna = await somebody('Anna', odd.address);
    const ben = await somebody('Ben', `127.0.0.1:${port}`);
    const chat = await acquainted(anna, ben);
    odd.up = (text) => (text.includes('hello') ? text : undefined);
    const states = new Set<string>();
    const stop = anna.rig.engine.onEvent((event) => {
      if (event.type !== 'messages') return;
      for (const { text, state } of event.upsert) if (text === 'Dropped' && state) states.add(state.kind);
    });
    await anna.rig.engine.sendText(chat, 'Dropped');
    await expect.poll(() => states.has('held') || anna.phase() !== 'online', { timeout: 15_000 }).toBe(true);
    expect([...states].filter((one) => ['accepted', 'delivered', 'read'].includes(one))).toEqual([]);
    odd.up = (text) => text;
    await stateOf(anna, chat, 'Dropped', 'delivered');
    stop();
  });
});

describe('a line that takes little (R22)', () => {
  it('is never given more than it takes: the socket holds 256 KiB and a frame, and all arrives in order', async () => {
    const { proxy, port } = await behindProxy();
    let most = 0;
    const anna = await somebody('Anna', `127.0.0.1:${proxy.port}`, (url) => {
      const socket = nodeSocket(url);
      const send = socket.send.bind(socket);
      return Object.assign(socket, {
        send: (text: string) => {
          send(text);
          most = Math.max(most, socket.bufferedAmount);
        },
      });
    });
    const ben = await somebody('Ben', `127.0.0.1:${port}`);
    const chat = await acquainted(anna, ben);
    for (const one of proxy.connections) one.poison([{ kind: 'bandwidth', bytesPerSecond: 600_000 }], 'up');
    const said = Array.from({ length: 60 }, (_, index) => `${index} ${'long '.repeat(3000)}`);
    await Promise.all(said.map((text) => anna.rig.engine.sendText(chat, text)));
    const there = await ben.rig.engine.openDirect(anna.rig.me());
    await expect
      .poll(async () => (await textsOf(ben, there)).map((text) => text.split(' ')[0]), { timeout: 25_000 })
      .toEqual(['It', ...said.map((_, index) => String(index))]);
    expect(most).toBeLessThan(256 * 1024 + 64 * 1024);
  });
});
