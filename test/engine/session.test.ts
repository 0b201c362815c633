// The connection's life, with a server played by the test: what the pages are told, what goes over the wire, and when.
import { describe, expect, it } from 'vitest';
import { Checks } from '../../src/engine/checks.ts';
import type { CheckView, ConnectionProblem, ConnectionView, ServerRef } from '../../src/engine/port.ts';
import { Session } from '../../src/engine/session.ts';
import { DIALECTS } from '../../src/protocol/dialect.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSockets, type FakeSocket } from '../support/fake-socket.ts';

const HOME: ServerRef = { address: 'my.awesomeserver.net', scheme: 'wss' };
const LIST = { type: 'client_list', servers: [{ address: 'home', clients: ['me'] }] };
const WITHOUT_ME = { type: 'client_list', servers: [{ address: 'home', clients: [] }] };
const REQUEST = '{"type":"client_list_request"}';

function rig(explained: 'unreachable' | 'not-websocket' = 'unreachable') {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const views: ConnectionView[] = [];
  const checks: (readonly CheckView[])[] = [];
  const frames: string[] = [];
  const hellos: string[] = [];
  const joins: string[] = [];
  const explains: string[] = [];
  let canHello = true;
  const session: Session = new Session({
    clock,
    random: (length) => new Uint8Array(length).fill(128),
    createSocket: sockets.create,
    explain: ({ address }) => {
      explains.push(address);
      return Promise.resolve(explained);
    },
    dialect: () => DIALECTS.v12,
    hello: (dialect, want) => {
      hellos.push(`${dialect.speech.dataForm} ${want}`);
      return Promise.resolve(canHello ? `hello ${dialect.speech.dataForm} ${want}` : undefined);
    },
    apply: async (list) => {
      await Promise.resolve();
      return { me: list.servers.some(({ clients }) => clients.includes('me')), elsewhere: false };
    },
    onFrame: (frame) => frames.push(frame.type),
    onMalformed: () => frames.push('malformed'),
    onWritable: () => frames.push('writable'),
    onUp: () => undefined,
    onDown: () => joins.push('down'),
    onJoined: () => joins.push('joined'),
    onApplied: () => undefined,
    onView: (view) => views.push(view),
    neighbours: () => ({ lights: 0, servers: [] }),
  });
  const watch = () =>
    new Checks({
      clock,
      publish: (now) => checks.push(now),
      note: () => Promise.resolve({ kind: 'no-echo' }),
      file: () => Promise.reject(new Error('no')),
    });
  const last = () => sockets.last();
  return {
    clock,
    sockets,
    session,
    views,
    checks,
    frames,
    hellos,
    joins,
    explains,
    last,
    refuseHello: () => (canHello = false),
    view: () => views.at(-1)!,
    problem: (): ConnectionProblem | undefined => {
      const view = views.at(-1)!;
      return 'problem' in view ? view.problem : undefined;
    },
    check: (id: CheckView['id']) => checks.at(-1)?.find((one) => one.id === id),
    /** Connects as the user does. */
    connect: () => session.connect(HOME, watch()),
    async open(): Promise<FakeSocket> {
      const socket = sockets.last();
      socket.open();
      await clock.run(0);
      return socket;
    },
    async join(): Promise<FakeSocket> {
      const socket = await this.open();
      socket.receiveJson(LIST);
      await clock.run(0);
      return socket;
    },
  };
}
type Rig = ReturnType<typeof rig>;

async function joined(one: Rig = rig()): Promise<Rig & { socket: FakeSocket }> {
  one.connect();
  return { ...one, socket: await one.join() };
}

describe('joining', () => {
  it('opens, says hello, waits for the list, and is online with its own light in it', async () => {
    const one = rig();
    one.connect();
    expect(one.last().url).toBe('wss://my.awesomeserver.net');
    expect(one.view()).toMatchObject({
      phase: 'connecting',
      waitingFor: 'link',
      again: false,
      problem: undefined,
    });
    const socket = await one.open();
    expect(socket.sent).toEqual(['hello string next']);
    expect(one.view()).toMatchObject({ phase: 'connecting', waitingFor: 'list' });
    socket.receiveJson(LIST);
    await one.clock.run(0);
    expect(one.view()).toMatchObject({ phase: 'online', server: HOME });
    expect(one.joins).toEqual(['joined']);
  });

  it('asks for the list where it does not come by itself', async () => {
    const one = rig();
    one.connect();
    const socket = await one.open();
    await one.clock.run(500);
    expect(socket.sent).toEqual(['hello string next', REQUEST]);
  });

  it('waits for its own light for a moment, and asks once more', async () => {
    const one = rig();
    one.connect();
    const socket = await one.open();
    socket.receiveJson(WITHOUT_ME);
    await one.clock.run(0);
    expect(one.view()).toMatchObject({ waitingFor: 'own-light' });
    await one.clock.run(2000);
    expect(socket.sent.at(-1)).toBe(REQUEST);
    socket.receiveJson(LIST);
    await one.clock.run(5000);
    expect(one.view().phase).toBe('online');
  });

  it('hands on what follows a list only after the list was applied, and counts garbage', async () => {
    const one = await joined();
    one.socket.receiveJson(LIST);
    one.socket.receiveJson({ type: 'client_list_request' });
    one.socket.receive('{"error":"no"}');
    expect(one.frames).toEqual([]);
    await one.clock.run(0);
    expect(one.frames).toEqual(['client_list_request', 'malformed']);
  });

  it('keeps on with the checks after joining, and goes on without what failed', async () => {
    const one = await joined();
    await one.clock.run(100);
    expect(one.checks.at(-1)?.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'address ok',
      'link ok',
      'hello ok',
      'listed ok',
      'note warn',
      'file warn',
    ]);
    expect(one.check('note')).toMatchObject({ problem: 'no-echo' });
    expect(one.check('file')).toMatchObject({ problem: 'not-tried' });
  });
});

describe('a first connect that fails', () => {
  const failing: [ConnectionProblem, string, (one: Rig) => Promise<void>][] = [
    ['unreachable', 'link', async (one) => one.last().drop()],
    ['timeout', 'link', (one) => one.clock.run(10_000)],
    [
      'refused-hello',
      'hello',
      async (one) => {
        (await one.open()).drop(1011);
        await one.clock.run(1000);
        (await one.open()).drop(1011);
      },
    ],
    [
      'no-list',
      'hello',
      async (one) => {
        await one.open();
        await one.clock.run(16_000);
        await one.open();
        await one.clock.run(15_000);
      },
    ],
    [
      'counter',
      'hello',
      async (one) => {
        (await one.open()).drop(1008, 'counter');
        await one.clock.run(1000);
        (await one.open()).drop(1008, 'counter');
      },
    ],
    ['oversized', 'hello', async (one) => (await one.open()).receive('x'.repeat(8 * 1024 * 1024 + 1))],
    [
      'storage',
      'hello',
      async (one) => {
        one.refuseHello();
        await one.open();
      },
    ],
  ];
  it.each(failing)(
    '%s: stops, says why at the check "%s", and does not try again',
    async (problem, id, play) => {
      const one = rig();
      one.connect();
      await play(one);
      await one.clock.run(0);
      expect(one.view()).toEqual({ phase: 'stopped', server: HOME, problem });
      if (problem !== 'storage')
        expect(one.check(id as CheckView['id'])).toEqual({ id, state: 'failed', problem });
      const count = one.sockets.all.length;
      await one.clock.run(120_000);
      expect(one.sockets.all).toHaveLength(count);
      expect(new Set(one.sockets.all.map(({ url }) => url))).toEqual(new Set(['wss://my.awesomeserver.net']));
    },
  );

  it('not-listed after the object form was tried too, never before the string form', async () => {
    const one = rig();
    one.connect();
    (await one.open()).receiveJson(WITHOUT_ME);
    await one.clock.run(4000);
    (await one.open()).receiveJson(WITHOUT_ME);
    await one.clock.run(4000);
    expect(one.view()).toMatchObject({ phase: 'stopped', problem: 'not-listed' });
    expect(one.hellos).toEqual(['string next', 'object next']);
  });

  it('says what the look around found', async () => {
    const one = rig('not-websocket');
    one.connect();
    one.last().drop();
    await one.clock.run(0);
    expect(one.view()).toMatchObject({ phase: 'stopped', problem: 'not-websocket' });
  });

  it('takes a fresh counter after a refused one, on a new socket', async () => {
    const one = rig();
    one.connect();
    (await one.open()).drop(1008, 'counter');
    await one.clock.run(1000);
    await one.join();
    expect(one.hellos).toEqual(['string next', 'string fresh']);
    expect(one.view().phase).toBe('online');
  });
});

describe('a connection that is lost', () => {
  it('comes back by itself', async () => {
    const one = await joined();
    one.socket.drop();
    await one.clock.run(0);
    expect(one.view()).toMatchObject({ phase: 'waiting', problem: 'dropped' });
    await one.clock.run(1500);
    expect(one.view()).toMatchObject({ phase: 'connecting', again: true, problem: 'dropped' });
    await one.join();
    expect(one.view().phase).toBe('online');
    expect(one.joins).toEqual(['joined', 'down', 'joined']);
  });

  it('is noticed when half-open, and looks around once in an outage (R12)', async () => {
    const one = await joined(rig('not-websocket'));
    await one.clock.run(60_000);
    expect(one.views.some((view) => 'problem' in view && view.problem === 'silent')).toBe(true);
    for (let tries = 0; tries < 3; tries += 1) {
      one.last().drop();
      await one.clock.run(1);
      expect(one.problem()).toBe('not-websocket');
      while (one.view().phase === 'waiting') await one.clock.run(100);
    }
    expect(one.explains).toHaveLength(1);
  });

  it('reconnects within a second when the device wakes (R11)', async () => {
    const one = await joined();
    for (let tries = 0; tries < 8; tries += 1) {
      one.last().drop();
      await one.clock.run(31_000);
    }
    one.last().drop();
    await one.clock.run(2000);
    const count = one.sockets.all.length;
    one.session.wake('visible');
    await one.clock.run(1000);
    expect(one.sockets.all.length).toBeGreaterThan(count);
  });

  it('asks a socket that looks open for a sign of life when the device wakes, and gives it three seconds', async () => {
    const one = await joined();
    const sent = one.socket.sent.length;
    one.session.wake('pageshow');
    await one.clock.run(0);
    expect(one.socket.sent.slice(sent)).toEqual([REQUEST]);
    await one.clock.run(3500);
    expect(one.view()).not.toMatchObject({ phase: 'online' });
  });

  it('rests while the device is offline, and starts when it is online', async () => {
    const one = await joined();
    one.session.wake('offline');
    await one.clock.run(4000);
    expect(one.view()).toEqual({ phase: 'offline', server: HOME });
    const count = one.sockets.all.length;
    await one.clock.run(600_000);
    expect(one.sockets.all).toHaveLength(count);
    one.session.wake('online');
    await one.join();
    expect(one.view().phase).toBe('online');
  });

  it('says hello again when its own key has gone from the lists', async () => {
    const one = await joined();
    one.socket.receiveJson(WITHOUT_ME);
    await one.clock.run(3500);
    expect(one.socket.closedWith).toBeDefined();
    await one.clock.run(1000);
    await one.join();
    expect(one.hellos).toEqual(['string next', 'string next']);
  });

  it('says hello with a fresh counter when the outbox wants one', async () => {
    const one = await joined();
    one.session.helloAgain();
    await one.clock.run(1000);
    await one.join();
    expect(one.hellos).toEqual(['string next', 'string fresh']);
    expect(one.view().phase).toBe('online');
  });

  it('is left alone after the user has left', async () => {
    const one = await joined();
    one.session.leave();
    expect(one.view()).toEqual({ phase: 'none' });
    expect(one.socket.closedWith?.code).toBe(1000);
    one.session.wake('online');
    await one.clock.run(120_000);
    expect(one.sockets.all).toHaveLength(1);
  });
});

describe('the barrier', () => {
  it('is one question at a time, and true only for a list that came after its own', async () => {
    const one = await joined();
    const sent = one.socket.sent.length;
    const answers: string[] = [];
    const ask = (name: string) =>
      void one.session.line!.ask().then((came) => answers.push(`${name} ${came}`));
    ask('first');
    ask('second');
    expect(one.socket.sent.slice(sent)).toEqual([REQUEST]);
    one.socket.receiveJson(LIST);
    await one.clock.run(0);
    expect(answers).toEqual(['first true']);
    expect(one.socket.sent.slice(sent)).toEqual([REQUEST, REQUEST]);
    one.socket.drop();
    await one.clock.run(0);
    expect(answers).toEqual(['first true', 'second false']);
  });
});
