// Many tabs, one engine: whoever holds the lock runs it, the others pass intents and events on, and when it dies or
// freezes the next one takes over without the pages having to know.
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { INTENTS, type EngineApi, type EngineEvent, type Snapshot } from '../../src/engine/port.ts';
import { type PersonView } from '../../src/engine/port/people.ts';
import { DEFAULT_PREFERENCES } from '../../src/engine/preferences.ts';
import { openTab } from '../../src/engine/tab.ts';
import { callerFrom, callerOf, PortError, type Channel } from '../../src/lib/port.ts';
import { channelBus, channelPair } from '../support/channel-pair.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeLocks } from '../support/fake-locks.ts';

const ME = 'PRQH2K7MPRQH2K7MPRQH2K7MPRQH2K7MPRQH2K7MPRQ=';
if (!isFingerprint(ME)) throw new Error('not a fingerprint');
const fingerprint: Fingerprint = ME;

/** A profile with tabs; every engine writes down what it was asked. */
function profile() {
  const clock = createFakeClock();
  const locks = createFakeLocks();
  const join = channelBus();
  const asked: string[] = [];
  const running = new Set<number>();
  let stored: Fingerprint | undefined;
  let engines = 0;
  let tabs = 0;

  const snapshot = (from: number): Snapshot => ({
    identity:
      stored === undefined
        ? { phase: 'none' }
        : {
            phase: 'ready',
            me: { fingerprint: stored, name: `of engine ${from}`, createdAt: 0, recovery: { kind: 'none' } },
          },
    connection: { phase: 'none' },
    servers: [],
    conversations: [],
    preferences: DEFAULT_PREFERENCES,
    counts: { unproven: from, malformed: 0, held: 0, blocked: 0 },
    elsewhere: false,
    storageProblem: undefined,
  });

  const makeEngine = (claim: (fingerprint: Fingerprint) => Promise<void>, hang: Set<string>): Engine => {
    engines += 1;
    const number = engines;
    running.add(number);
    let isMaking = false;
    const listeners = new Set<(event: EngineEvent) => void>();
    const publish = (event: EngineEvent): void => listeners.forEach((listener) => listener(event));
    const api = callerFrom<EngineApi>(INTENTS, async (method) => {
      asked.push(`${number} ${method}`);
      if (hang.has(method)) await new Promise(() => undefined);
      throw new PortError('not-played');
    });
    return {
      ...api,
      start: () => {
        asked.push(`${number} start`);
        return Promise.resolve(snapshot(number));
      },
      async createIdentity() {
        if (stored !== undefined || isMaking) throw new PortError('exists');
        isMaking = true;
        await claim(fingerprint);
        stored = fingerprint;
        publish({ type: 'identity', identity: snapshot(number).identity });
      },
      wipe() {
        stored = undefined;
        publish({ type: 'notice', notice: { kind: 'wiped' } });
        return Promise.resolve();
      },
      setPreferences() {
        asked.push(`${number} setPreferences`);
        publish({ type: 'preferences', preferences: DEFAULT_PREFERENCES });
        return Promise.resolve();
      },
      setDraft() {
        const person = { fingerprint, petname: 'Otto' } as PersonView;
        publish({ type: 'people', upsert: [person], removed: [] });
        return Promise.resolve();
      },
      onEvent: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      close() {
        running.delete(number);
        return Promise.resolve();
      },
    };
  };

  return {
    clock,
    asked,
    running,
    /** Opens a tab with its page; `hang` names intents that its engine never answers. */
    tab: (...hang: string[]) => {
      tabs += 1;
      const mine = locks();
      const [page, worker] = channelPair();
      const bus = freezable(join());
      const here = tabs;
      openTab({
        page: worker,
        bus,
        locks: mine,
        clock,
        random: (length) => new Uint8Array(length).fill(here),
        fingerprint: () => Promise.resolve(stored),
        makeEngine: (claim) => makeEngine(claim, new Set(hang)),
      });
      const remote = callerOf<EngineApi, EngineEvent>(page, INTENTS);
      const events: EngineEvent[] = [];
      remote.onEvent((event) => events.push(event));
      return {
        api: remote.api,
        events,
        /** The tab is closed: its lock is free, it says and hears nothing any more. */
        die() {
          bus.freeze();
          mine.die();
        },
        /** It keeps its lock and answers nothing. */
        freeze: () => bus.freeze(),
        thaw: () => bus.thaw(),
      };
    },
  };
}

function freezable(channel: Channel): Channel & { freeze(): void; thaw(): void } {
  let isFrozen = false;
  const late: (() => void)[] = [];
  return {
    post: (message) => void (isFrozen || channel.post(message)),
    listen: (listener) =>
      channel.listen((message) => (isFrozen ? void late.push(() => listener(message)) : listener(message))),
    freeze: () => (isFrozen = true),
    thaw() {
      isFrozen = false;
      for (const one of late.splice(0)) one();
    },
  };
}

const types = (events: readonly EngineEvent[]) => events.map(({ type }) => type);

describe('tabs', () => {
  it('share one engine, and all hear its events', async () => {
    const { tab, clock, asked, running } = profile();
    const [one, two] = [tab(), tab()];
    await Promise.all([one.api.start(), two.api.start(), clock.run(10)]);
    await two.api.setPreferences({});
    await clock.run(0);
    expect(running.size).toBe(1);
    expect(asked).toEqual(['1 start', '1 start', '1 setPreferences']);
    expect([types(one.events), types(two.events)]).toEqual([['preferences'], ['preferences']]);
  });

  it('make one identity, however many are asked at once', async () => {
    const { tab, clock, running } = profile();
    const all = [tab(), tab(), tab()];
    const made = all.map((one) =>
      one.api.createIdentity('Anna').then(
        () => 'made',
        (error: PortError) => error.kind,
      ),
    );
    await clock.run(100);
    expect((await Promise.all(made)).sort()).toEqual(['exists', 'exists', 'made']);
    expect(running.size).toBe(1);
    const late = tab();
    await clock.run(100);
    expect((await late.api.start()).identity).toMatchObject({ phase: 'ready' });
    expect(running.size).toBe(1);
  });

  it('carry on when the leader dies: the state comes as events, what was open is asked again or refused', async () => {
    const { tab, clock, asked } = profile();
    const one = tab('messages', 'sendText');
    await clock.run(10);
    const two = tab();
    await clock.run(10);
    await two.api.start();
    const again = two.api.messages('square' as never, 'newest', 1).catch((error: PortError) => error.kind);
    const once = two.api.sendText('square' as never, 'hello').catch((error: PortError) => error.kind);
    await clock.run(10);
    one.die();
    await clock.run(10);
    expect(await once).toBe('interrupted');
    expect(await again).toBe('not-played'); // answered by engine 2
    expect(asked).toEqual(['1 start', '1 messages', '1 sendText', '2 messages', '2 start']);
    expect(types(two.events)).toEqual([
      'preferences',
      'identity',
      'servers',
      'connection',
      'conversations',
      'counts',
      'notice', // whatever the old one said of storage
      'new-lead', // and there may be messages it did not tell of
    ]);
  });

  it('do not wait for a frozen leader: after three seconds its lock is taken, and it steps back when it wakes (R09)', async () => {
    const { tab, clock, asked, running } = profile();
    const one = tab();
    await clock.run(10);
    await one.api.createIdentity('Anna');
    const two = tab();
    await clock.run(10);
    await two.api.start();
    one.freeze();
    const answer = two.api.setPreferences({});
    await clock.run(2900);
    expect([...running]).toEqual([1]);
    await clock.run(1500);
    await answer;
    expect(asked).toEqual(['1 start', '2 setPreferences', '2 start']);
    expect([...running]).toEqual([2]);
    one.thaw();
    await clock.run(10);
    expect(asked).toHaveLength(3);
    await one.api.setPreferences({});
    expect(asked.at(-1)).toBe('2 setPreferences');
  });

  it('that slept in the background hear of everything when they wake', async () => {
    const { tab, clock, running } = profile();
    const one = tab();
    await clock.run(10);
    const two = tab();
    await clock.run(10);
    await two.api.start();
    await two.api.wake('hidden');
    two.freeze();
    await one.api.setPreferences({});
    await clock.run(60_000);
    expect(two.events).toEqual([]);
    two.thaw();
    await clock.run(10);
    expect(types(two.events)).toEqual(['preferences']);
    expect([...running]).toEqual([1]);
  });

  it('notice a frozen leader without being asked anything, while somebody is looking', async () => {
    const { tab, clock, running } = profile();
    const one = tab();
    await clock.run(10);
    const two = tab();
    await clock.run(10);
    await two.api.start();
    one.freeze();
    await clock.run(14_000);
    expect([...running]).toEqual([2]);
  });

  it('leave a leader alone that is only slow with its answers', async () => {
    const { tab, clock, running } = profile();
    tab('messages');
    await clock.run(10);
    const two = tab();
    await clock.run(10);
    void two.api.messages('square' as never, 'newest', 1);
    await clock.run(60_000);
    expect([...running]).toEqual([1]);
  });

  it('start afresh after a wipe', async () => {
    const { tab, clock, running } = profile();
    const [one, two] = [tab(), tab()];
    await clock.run(10);
    await one.api.createIdentity('Anna');
    await two.api.start();
    const wiped = two.api.wipe();
    await clock.run(100);
    await wiped;
    expect(running.size).toBe(1);
    expect((await one.api.start()).identity).toEqual({ phase: 'none' });
    expect((await two.api.start()).identity).toEqual({ phase: 'none' });
    await one.api.createIdentity('Anna again');
  });

  it('take people away that the next leader does not know', async () => {
    const { tab, clock } = profile();
    const one = tab();
    await clock.run(10);
    const two = tab();
    await clock.run(10);
    await two.api.start();
    await two.api.setDraft('square' as never, '');
    await clock.run(10);
    expect(two.events).toHaveLength(1);
    one.die();
    await clock.run(4000);
    expect(types(two.events).filter((type) => type === 'people')).toHaveLength(1);
    await clock.run(2000);
    expect(two.events.at(-1)).toEqual({ type: 'people', upsert: [], removed: [fingerprint] });
  });
});
