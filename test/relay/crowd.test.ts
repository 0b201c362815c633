// Very long lists: thousands of users at a neighbour, shown to clients that may read slowly.
import { describe, expect, it } from 'vitest';
import { spkiOfNumbers } from '../../src/crypto/key-verdict.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { derToPem } from '../../src/protocol/pem.ts';
import { createNeighbours } from '../../src/relay/neighbours.ts';
import { createRoster } from '../../src/relay/roster.ts';
import { randomFrom } from './fuzz-frames.ts';
import { fakeConnection } from './support-connection.ts';

const random = randomFrom(3);
/** A key nobody has the other half of, but that looks like one. */
function somebody(): string {
  const n = Uint8Array.from({ length: 256 }, () => random(256));
  n[0] = 0xc0;
  n[255] = 1;
  return derToPem(spkiOfNumbers(n, Uint8Array.of(1, 0, 1)));
}
const name = { address: 'far:1', url: 'ws://far:1/', fingerprint: undefined };

// On a quiet machine: 0.7 s and pauses of 20 ms. The bounds leave room for a busy one.
describe('a crowd', () => {
  it('of 10,000 users is taken in without holding up the others, and known again at once (T25)', async () => {
    const people = Array.from({ length: 10_000 }, somebody);
    const neighbours = createNeighbours([name]);
    const [far] = neighbours.all;
    if (far === undefined) throw new Error('no neighbour');
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const start = performance.now();
    expect(await neighbours.replaceUsers(far, [...people, 'garbage', people[0] ?? ''])).toBe(1);
    const first = performance.now() - start;
    if (process.env['SHOW'] !== undefined) console.log({ first, longest });
    clearInterval(watch);
    expect(far.users.size).toBe(10_000);
    expect(first).toBeLessThan(4000);
    expect(longest).toBeLessThan(1000);
    const again = performance.now();
    await neighbours.replaceUsers(far, people.slice(1));
    expect(performance.now() - again).toBeLessThan(first / 2);
    expect(far.users.size).toBe(9999);
  });

  it('never makes a list of more than 16,000 keys', async () => {
    const neighbours = createNeighbours([name, { ...name, address: 'far:2' }]);
    const people = Array.from({ length: 9000 }, somebody);
    for (const far of neighbours.all) await neighbours.replaceUsers(far, people);
    const reader = fakeConnection();
    roster(neighbours.all, [reader.connection]).changed();
    const list = JSON.parse(reader.sent[0]?.toString() ?? '') as { servers: { clients: string[] }[] };
    expect(list.servers.map(({ clients }) => clients.length)).toEqual([0, 9000, LIMITS.keys - 9000]);
  });

  it('waits for a client that reads slowly and then sends the newest list only', () => {
    const reader = fakeConnection();
    const timers: (() => void)[] = [];
    const listing = roster([], [reader.connection], timers);
    reader.unread = 1_000_000;
    listing.changed();
    for (let count = 0; count < 5; count += 1) listing.changed();
    for (let count = 0; count < 5; count += 1) timers.shift()?.();
    expect(reader.sent.length).toBe(0);
    reader.unread = 0;
    timers.shift()?.();
    expect(reader.sent.length).toBe(1);
    expect(timers.length).toBe(0);
  });
});

type RosterParts = Parameters<typeof createRoster>[0];
function roster(
  neighbours: ReturnType<RosterParts['neighbours']>,
  clients: readonly ReturnType<typeof fakeConnection>['connection'][],
  timers: (() => void)[] = [],
) {
  let now = 0;
  return createRoster({
    clock: {
      now: () => now,
      monotonic: () => now,
      after: (ms, task) => {
        timers.push(() => {
          now += ms;
          task();
        });
        return () => undefined;
      },
    },
    address: 'home:1',
    interval: 250,
    keys: () => [],
    owns: () => false,
    neighbours: () => neighbours,
    clients: () => clients,
    clientCount: () => clients.length,
  });
}
