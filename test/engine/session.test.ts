// The connection's life, with a server played by the test: what the pages are told, what goes over the wire, and when.
import { otherDialects } from '../../src/engine/later.ts';
import { describe, expect, it } from 'vitest';
import { Checks } from '../../src/engine/checks.ts';
import type { CheckView } from '../../src/engine/port/checks.ts';
import type { ConnectionProblem, ConnectionView, ServerRef } from '../../src/engine/port/connection.ts';
import * as joiningPlan from '../../src/engine/joining-plan.ts';
import type { JoiningPlan } from '../../src/engine/later.ts';
import { Session } from '../../src/engine/session.ts';
import type { Start } from '../../src/engine/target.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSockets, type FakeSocket } from '../support/fake-socket.ts';

// The table of other dialects is here, as it is wherever one is spoken.
await otherDialects();

const HOME: ServerRef = { address: 'my.awesomeserver.net', scheme: 'wss' };
const LIST = { type: 'client_list', servers: [{ address: 'home', clients: ['me'] }] };
const WITHOUT_ME = { type: 'client_list', servers: [{ address: 'home', clients: [] }] };
const REQUEST = '{"type":"client_list_request"}';

function rig(
  explained: 'unreachable' | 'not-websocket' = 'unreachable',
  start: Start = { row: DIALECTS.v12, isPicked: false },
) {
  const clock = createFakeClock();
  const sockets = createFakeSockets();
  const views: ConnectionView[] = [];
  const checks: (readonly CheckView[])[] = [];
  const frames: string[] = [];
  const hellos: string[] = [];
  const joins: string[] = [];
  const explains: string[] = [];
  let canHello = true;
  let plan: JoiningPlan | undefined = joiningPlan;
  const session: Session = new Session({
    clock,
    random: (length) => new Uint8Array(length).fill(128),
    createSocket: sockets.create,
    explain: ({ address }) => {
      explains.push(address);
      return Promise.resolve(explained);
    },
    start: () => start,
    ready: () => Promise.resolve(start),
    hello: ({ id }, want) => {
      hellos.push(`${id} ${want}`);
      return Promise.resolve(canHello ? `hello ${id} ${want}` : undefined);
    },
    plan: () => Promise.resolve(plan),
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
    /** The part with the plan does not load. */
    lose: () => (plan = undefined),
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
    expect(socket.sent).toEqual(['hello v12 next']);
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
    expect(socket.sent).toEqual(['hello v12 next', REQUEST]);
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
        for (let way = 0; way < 5; way += 1) {
          (await one.open()).drop(1008);
          await one.clock.run(1000);
        }
      },
    ],
    [
      'neighbour-down',
      'hello',
      async (one) => {
        for (let way = 0; way < 5; way += 1) {
          (await one.open()).drop(1011);
          await one.clock.run(1000);
        }
      },
    ],
    [
      'no-list',
      'hello',
      async (one) => {
        for (let way = 0; way < 4; way += 1) {
          await one.open();
          await one.clock.run(16_000);
        }
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

  it('not-listed after every way that may be right was tried, strings first, each on a new socket', async () => {
    const one = rig();
    one.connect();
    for (let way = 0; way < 4; way += 1) {
      (await one.open()).receiveJson(WITHOUT_ME);
      await one.clock.run(4000);
    }
    expect(one.view()).toMatchObject({ phase: 'stopped', problem: 'not-listed' });
    expect(one.hellos).toEqual(['v12 next', 'v12-222 fresh', 'seed fresh', 'kat fresh']);
    expect(one.sockets.all).toHaveLength(4);
  });

  it('never sends an object to a server whose line broke: that is no answer to the string', async () => {
    const one = rig();
    one.connect();
    (await one.open()).drop();
    await one.clock.run(1000);
    (await one.open()).drop();
    await one.clock.run(5000);
    expect(one.view()).toMatchObject({ phase: 'stopped', problem: 'refused-hello' });
    expect(one.hellos).toEqual(['v12 next', 'v12 next']);
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
    expect(one.hellos).toEqual(['v12 next', 'v12 fresh']);
    expect(one.view().phase).toBe('online');
  });
});

describe('a server of another habit', () => {
  it('is found by what it does to a string, one second and one socket later, and said to be looked for', async () => {
    const one = rig();
    one.connect();
    (await one.open()).receive('{"error":"data must be an object"}');
    await one.clock.run(900);
    expect(one.sockets.all).toHaveLength(1);
    await one.clock.run(100);
    expect(one.view()).toMatchObject({ phase: 'connecting', again: false, way: { at: 2, of: 5 } });
    await one.join();
    expect(one.hellos).toEqual(['v12 next', 'g17 next']);
    expect(one.view().phase).toBe('online');
    expect(one.session.dialect().id).toBe('g17');
    expect(one.frames).toEqual([]);
  });

  it('stays unknown where the plan does not load: nothing else is tried', async () => {
    const one = rig();
    one.lose();
    one.connect();
    (await one.open()).drop(1011);
    await one.clock.run(5000);
    expect(one.view()).toMatchObject({ phase: 'stopped', problem: 'refused-hello' });
    expect(one.hellos).toEqual(['v12 next']);
  });

  it('is told by its addresses once it has taken a hello', async () => {
    const one = rig();
    one.connect();
    (await one.open()).drop(1008);
    await one.clock.run(1000);
    const socket = await one.open();
    socket.receiveJson({ type: 'client_list', servers: [{ address: 'ws://a:1', clients: ['me'] }] });
    await one.clock.run(0);
    expect(one.hellos).toEqual(['v12 next', 'seed next']);
    expect(one.session.dialect().id).toBe('kat');
  });

  it('is spoken to in the way the user picked and in no other', async () => {
    const one = rig('unreachable', { row: DIALECTS.frew, isPicked: true });
    one.connect();
    (await one.open()).drop(1000);
    await one.clock.run(5000);
    expect(one.view()).toMatchObject({ phase: 'stopped', problem: 'refused-hello' });
    expect(one.hellos).toEqual(['frew next']);
  });

  const known = async (code: number): Promise<Rig> => {
    const one = rig('unreachable', { row: DIALECTS.kat, isPicked: false });
    one.session.rejoin(HOME);
    for (let tries = 0; tries < 2; tries += 1) {
      (await one.open()).drop(code);
      await one.clock.run(10_000);
    }
    return one;
  };

  it('that has changed is found anew, beginning with the string', async () => {
    const one = await known(1008);
    expect(one.hellos).toEqual(['kat next', 'kat fresh']);
    await one.join();
    expect(one.hellos).toEqual(['kat next', 'kat fresh', 'v12 fresh']);
    expect(one.session.dialect().id).toBe('v12');
  });

  it('that was joined before and closes with 1011 has a neighbour that is down: it is left alone for five seconds', async () => {
    const one = await known(1011);
    expect(one.hellos).toEqual(['kat next', 'kat next']);
    (await one.open()).drop(1011);
    await one.clock.run(0);
    expect(one.view()).toMatchObject({ phase: 'waiting', problem: 'neighbour-down' });
    const count = one.sockets.all.length;
    await one.clock.run(4900);
    expect(one.sockets.all).toHaveLength(count);
  });

  it('that pushes no lists is asked every ten seconds while the page is in sight', async () => {
    const one = await joined(rig('unreachable', { row: DIALECTS.frew, isPicked: true }));
    const asked = () => one.socket.sent.filter((text) => text === REQUEST).length;
    const before = asked();
    for (let at = 0; at < 3; at += 1) {
      await one.clock.run(10_000);
      one.socket.receiveJson(LIST);
      await one.clock.run(0);
    }
    expect(asked()).toBe(before + 3);
    one.session.wake('hidden');
    await one.clock.run(12_000);
    expect(asked()).toBe(before + 3);
  });

  it.each([
    ['v12', 30_000, 6000],
    ['g17', 15_000, 6000],
  ] as const)('that pushes lists (%s) is asked only for a sign of life', async (id, quiet, more) => {
    const one = await joined(rig('unreachable', { row: DIALECTS[id], isPicked: true }));
    const sent = one.socket.sent.length;
    await one.clock.run(quiet);
    expect(one.socket.sent).toHaveLength(sent);
    await one.clock.run(more);
    expect(one.socket.sent.slice(sent)).toEqual([REQUEST]);
  });
});

describe('a deaf socket', () => {
  const own = (name: string) => `{"type":"signed_data","data":"{}","counter":1,"signature":"${name}"}`;
  const echo = (name: string) =>
    JSON.stringify({
      type: 'signed_data',
      data: '{"message":"Hi","sender":"x","type":"public_chat"}',
      counter: 1,
      signature: name,
    });
  const alive = async (one: Rig, ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 1000) {
      await one.clock.run(1000);
      one.last().receiveJson(LIST);
      await one.clock.run(0);
    }
  };
  const at = (id: 'v12' | 'kat') => joined(rig('unreachable', { row: DIALECTS[id], isPicked: true }));

  it('is left for a new hello where sockets go deaf, once, and not again while nothing comes back', async () => {
    const one = await at('kat');
    one.session.line!.write(own('AAAA'));
    await alive(one, 16_000);
    expect(one.sockets.all).toHaveLength(2);
    expect(one.socket.closedWith).toBeDefined();
    await one.join();
    one.session.line!.write(own('BBBB'));
    await alive(one, 30_000);
    expect(one.sockets.all).toHaveLength(2);
  });

  it('is one that has echoed before; a server that never does is no reason', async () => {
    const one = await at('v12');
    one.session.line!.write(own('AAAA'));
    await alive(one, 30_000);
    expect(one.sockets.all).toHaveLength(1);
    expect(one.session.isMute).toBe(true);
    one.session.line!.write(own('BBBB'));
    one.last().receive(echo('BBBB'));
    await one.clock.run(0);
    expect(one.session.isMute).toBe(false);
    one.session.line!.write(own('CCCC'));
    await alive(one, 16_000);
    expect(one.sockets.all).toHaveLength(2);
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

  it('is not given up on a slow line: who waited twelve seconds for the first list waits as long for the next (R14)', async () => {
    const one = rig();
    one.connect();
    const socket = await one.open();
    await one.clock.run(12_000);
    socket.receiveJson(LIST);
    const asked = socket.sent.length;
    await one.clock.run(36_000);
    expect(socket.sent.slice(asked)).toEqual([REQUEST]);
    await one.clock.run(12_000);
    expect(one.view().phase).toBe('online');
    await one.clock.run(15_000);
    expect(one.view()).toMatchObject({ problem: 'silent' });
  });

  it('is noticed eight seconds after something was sent into it, the wait for an echo included (R01)', async () => {
    const one = await joined();
    await one.clock.run(1000);
    expect(one.session.line?.write('frame')).toBe(true);
    await one.clock.run(1500); // no echo: the list is asked for
    void one.session.line?.ask();
    await one.clock.run(6400);
    expect(one.view().phase).toBe('online');
    await one.clock.run(200);
    expect(one.problem()).toBe('silent');
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
    expect(one.hellos).toEqual(['v12 next', 'v12 next']);
  });

  it('says hello with a fresh counter when the outbox wants one', async () => {
    const one = await joined();
    one.session.helloAgain();
    await one.clock.run(1000);
    await one.join();
    expect(one.hellos).toEqual(['v12 next', 'v12 fresh']);
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

describe('frames that come while a list is being read', () => {
  const big = '!'.repeat(LIMITS.inboundFrame);

  it('have a bound in size: beyond it the socket is given up (T24)', async () => {
    const one = await joined();
    one.socket.receiveJson(LIST);
    for (let count = 0; count < 5; count += 1) one.socket.receive(big);
    expect(one.socket.closedWith?.code).toBe(4008);
    await one.clock.run(0);
    expect(one.view()).toMatchObject({ phase: 'waiting', problem: 'dropped' });
  });

  it('are all taken afterwards, and none while the disk is awaited', async () => {
    const one = await joined();
    one.socket.receiveJson(LIST);
    for (const text of [big, big, '!', big]) one.socket.receive(text);
    await one.clock.run(0);
    expect(one.frames).toHaveLength(4);
    one.socket.receiveJson(LIST);
    for (const text of [big, big, '!', big]) one.socket.receive(text);
    one.session.pause();
    await one.clock.run(0);
    expect(one.frames).toHaveLength(7);
    one.session.resume();
    expect(one.frames).toHaveLength(8);
    expect(one.view().phase).toBe('online');
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
