// The list applied: who is on and off, on which servers, under which one key; and what ten thousand of them cost.
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/crypto/fingerprint.ts';
import { createRoster, type Roster, type RosterChange } from '../../src/engine/roster.ts';
import { fromBase64 } from '../../src/lib/base64.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { writeClientList } from '../../src/protocol/write.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { listKeys, weakKey, wrapped64, type TestKey } from '../support/keys.ts';

let keys: readonly TestKey[];
let me: TestKey;

beforeAll(async () => {
  keys = await listKeys(8);
  me = keys[7]!;
});

type Server = { readonly address: string; readonly clients: readonly string[] };

function listOf(...servers: Server[]) {
  return { type: 'client_list', servers, ignored: 0 } as const;
}

function rosterOf(home?: string, people: readonly PersonRow[] = [], clock = createFakeClock()) {
  const roster = createRoster({ clock, me: () => me.fingerprint, home: () => home, people });
  const changes: RosterChange[] = [];
  roster.onChange((change) => changes.push(change));
  return { roster, changes, clock };
}

const key = (index: number): TestKey => keys[index]!;
const servers = (roster: Roster, one: TestKey) => roster.lookup(one.fingerprint)?.servers;

describe('the roster', () => {
  it('tells who came and who went', async () => {
    const { roster, changes } = rosterOf();
    const joined = await roster.apply(listOf({ address: 'a', clients: [me.pem, key(0).pem] }));
    expect(joined).toEqual({ me: true, elsewhere: false });
    await roster.apply(listOf({ address: 'a', clients: [me.pem, key(1).pem] }));
    expect(changes[1]).toMatchObject({ on: [key(1).fingerprint], off: [key(0).fingerprint] });
    expect(roster.isListed(key(0).fingerprint)).toBe(false);
    expect(roster.lights()).toBe(1);
    expect(roster.ownAddress()).toBe('a');
  });

  it('addresses a key on every server that lists it (T20), each once', async () => {
    const { roster, changes } = rosterOf();
    const both = [me.pem, key(0).pem];
    await roster.apply(
      listOf({ address: 'a', clients: both }, { address: 'b', clients: [key(0).pem, key(0).pem] }),
    );
    expect(servers(roster, key(0))).toEqual(['a', 'b']);
    await roster.apply(listOf({ address: 'a', clients: [me.pem] }, { address: 'b', clients: [key(0).pem] }));
    expect(servers(roster, key(0))).toEqual(['b']);
    expect(changes[1]).toMatchObject({ on: [], off: [], moved: [key(0).fingerprint] });
  });

  it('knows a key by its bytes, however its PEM is broken into lines (T16)', async () => {
    const { roster } = rosterOf();
    const odd = wrapped64(key(0).pem).replaceAll('\n', '\r\n');
    await roster.apply(
      listOf({ address: 'a', clients: [wrapped64(me.pem), odd] }, { address: 'b', clients: [key(0).pem] }),
    );
    expect(roster.lookup(key(0).fingerprint)).toMatchObject({ pem: key(0).pem, servers: ['a', 'b'] });
    expect([...roster.listed()]).toHaveLength(2);
  });

  it('lists weak keys without letting anybody write to them, and passes over garbage (T25, T27)', async () => {
    const { roster } = rosterOf();
    const weak = await weakKey();
    await roster.apply(listOf({ address: 'a', clients: ['garbage', '', weak.pem, me.pem, key(0).pem] }));
    expect(roster.lookup(weak.fingerprint)?.usable).toBe(false);
    expect(roster.lookup(key(0).fingerprint)?.usable).toBe(true);
    expect(roster.lights()).toBe(2);
  });

  it('is not joined through a ghost on another server when its own is listed by name (T06)', async () => {
    const { roster } = rosterOf('home.example:8001');
    const ghost = await roster.apply(
      listOf({ address: 'home.example:8001', clients: [] }, { address: 'b', clients: [me.pem] }),
    );
    expect(ghost.me).toBe(false);
    const both = await roster.apply(
      listOf({ address: 'b', clients: [me.pem] }, { address: 'ws://home.example:8001', clients: [me.pem] }),
    );
    expect(both).toEqual({ me: true, elsewhere: true });
    expect(roster.ownAddress()).toBe('ws://home.example:8001');
  });

  it('takes any server with our key for ours where addresses are mere labels', async () => {
    const { roster } = rosterOf('10.0.0.27:8001');
    await roster.apply(
      listOf({ address: 'server one', clients: [] }, { address: 'server two', clients: [me.pem] }),
    );
    expect(roster.ownAddress()).toBe('server two');
    expect(roster.servers()).toEqual([
      { address: 'server one', isOurs: false, lights: 0 },
      { address: 'server two', isOurs: true, lights: 0 },
    ]);
  });

  it('tries first whom it heard from last, and keeps stored keys without a list', async () => {
    const stored = { fingerprint: key(3).fingerprint, pem: key(3).pem, lastSeen: 5 } as PersonRow;
    const older = { fingerprint: key(4).fingerprint, pem: key(4).pem, lastSeen: 3 } as PersonRow;
    const { roster } = rosterOf(undefined, [stored, older]);
    await roster.apply(listOf({ address: 'a', clients: [me.pem, key(0).pem, key(1).pem] }));
    roster.heard(key(1).fingerprint);
    const order = [...roster.known()].map(({ fingerprint }) =>
      keys.findIndex((one) => one.fingerprint === fingerprint),
    );
    expect(order).toEqual([1, 3, 4, 7, 0]);
    expect(roster.lookup(key(3).fingerprint)).toMatchObject({ servers: [], spki: key(3).spki });
  });

  it('forgets a stranger some time after the light went off, and nobody who is stored', async () => {
    const stored = { fingerprint: key(3).fingerprint, pem: key(3).pem, lastSeen: 5 } as PersonRow;
    const { roster, changes, clock } = rosterOf(undefined, [stored]);
    await roster.apply(listOf({ address: 'a', clients: [me.pem, key(0).pem, key(3).pem] }));
    await roster.apply(listOf({ address: 'a', clients: [me.pem] }));
    clock.advance(590_000);
    await roster.apply(listOf({ address: 'a', clients: [me.pem] }));
    expect(roster.lookup(key(0).fingerprint)).toBeDefined();
    clock.advance(20_000);
    await roster.apply(listOf({ address: 'a', clients: [me.pem] }));
    expect(changes.at(-1)?.forgotten).toEqual([key(0).fingerprint]);
    expect(roster.lookup(key(0).fingerprint)).toBeUndefined();
    expect(roster.lookup(key(3).fingerprint)).toBeDefined();
  });

  // Ratios to what cannot be avoided, in the same run (PERFORMANCE.md 7 and 7b). Node hashes slower than browsers.
  it.runIf(process.env['TEST_LONG'])(
    'takes a list of ten thousand at the speed of its parsing and hashing',
    async () => {
      const many = await listKeys(10_000);
      const texts = many.map(({ pem }) => pem);
      const frames = [0, 100].map((churn) =>
        writeClientList([{ address: 'a', clients: churn === 0 ? texts.slice(0, -100) : texts.slice(churn) }]),
      );
      const newcomers = JSON.stringify({ servers: [{ address: 'a', clients: texts.slice(-100) }] });
      const rounds = {
        floor: [] as number[],
        first: [] as number[],
        parse: [] as number[],
        churn: [] as number[],
      };
      for (let round = 0; round < 7; round += 1) {
        rounds.floor.push(await timed(() => floorOf(frames[0]!)));
        const roster = createRoster({
          clock: systemClock,
          me: () => me.fingerprint,
          home: () => undefined,
          people: [],
        });
        rounds.first.push(await timed(() => applyText(roster, frames[0]!)));
        rounds.parse.push(
          await timed(async () => {
            parseFrame(frames[1]!, LIMITS.inboundFrame);
            await floorOf(newcomers);
          }),
        );
        rounds.churn.push(await timed(() => applyText(roster, frames[1]!)));
      }
      const [floor, first, parse, churn] = Object.values(rounds).map(median) as [
        number,
        number,
        number,
        number,
      ];
      console.log({ floor, first, parse, churn, ratios: [first / floor, churn / parse] });
      expect(first / floor).toBeLessThan(1.8);
      expect(churn / parse).toBeLessThan(1.8);
    },
  );
});

async function applyText(roster: Roster, text: string): Promise<void> {
  const frame = parseFrame(text, LIMITS.inboundFrame);
  if (frame.type === 'client_list') await roster.apply(frame);
}

async function floorOf(text: string): Promise<void> {
  const { servers: all } = JSON.parse(text) as { servers: Server[] };
  const clients = all[0]!.clients;
  for (let at = 0; at < clients.length; at += 500) {
    await Promise.all(clients.slice(at, at + 500).map((pem) => sha256(fromBase64(pem.slice(27, -25))!)));
  }
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
