// When the next try comes: soon for a person who waits, never in a storm.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReconnect } from '../../src/wire/reconnect.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** `chance` 0 … 255 says where in its range each wait falls. */
function rig(chance = 128) {
  const clock = createFakeClock();
  const tries: number[] = [];
  const probes: number[] = [];
  const shown: number[] = [];
  const reconnect = createReconnect({
    clock,
    random: (length) => new Uint8Array(length).fill(chance),
    connect: () => tries.push(clock.monotonic()),
    probe: (timeoutMs) => probes.push(timeoutMs),
    onWaiting: (retryAt) => shown.push(retryAt - clock.now()),
  });
  return { clock, reconnect, tries, probes, shown };
}

/** Every try fails at once; the waits between them. */
function waits(count: number, chance: number): number[] {
  const { clock, reconnect, tries, shown } = rig(chance);
  reconnect.start();
  for (let turn = 0; turn < count; turn += 1) {
    reconnect.failed();
    clock.advance(shown.at(-1) ?? 0);
    expect(tries).toHaveLength(turn + 2);
  }
  return shown;
}

describe('waiting', () => {
  it('grows to 30 s, never leaves 0.5 … 30 s, and is spread over the whole range', () => {
    expect(waits(8, 255).map((ms) => Math.round(ms / 100) / 10)).toEqual([
      1.5, 2.5, 4.5, 8.5, 16.5, 30, 30, 30,
    ]);
    expect(waits(8, 0)).toEqual([500, 500, 500, 500, 500, 500, 500, 500]);
    fc.assert(
      fc.property(fc.nat(255), (chance) => {
        for (const ms of waits(12, chance)) expect(ms >= 500 && ms <= 30_000).toBe(true);
      }),
    );
  });

  it('is not forgotten by a connection of less than 30 s', () => {
    const { clock, reconnect, shown } = rig(255);
    reconnect.start();
    for (let turn = 0; turn < 5; turn += 1) {
      reconnect.opened();
      clock.advance(29_999);
      reconnect.failed();
      clock.advance(shown.at(-1) ?? 0);
    }
    expect(shown.at(-1)).toBeGreaterThan(16_000);
  });

  it('is forgotten after 30 s', () => {
    const { clock, reconnect, shown } = rig(255);
    reconnect.start();
    for (let turn = 0; turn < 5; turn += 1) {
      reconnect.opened();
      clock.advance(30_000);
      reconnect.failed();
      clock.advance(shown.at(-1) ?? 0);
    }
    expect(shown.at(-1)).toBeLessThan(1600);
  });

  it('doubles after oversized data (T23)', () => {
    const { reconnect, shown } = rig(255);
    reconnect.start();
    reconnect.failed(2);
    expect(shown[0]).toBeGreaterThan(2000);
  });

  it('counts one failure once', () => {
    const { clock, reconnect, tries, shown } = rig();
    reconnect.start();
    reconnect.failed();
    reconnect.failed();
    clock.advance(60_000);
    expect(shown).toHaveLength(1);
    expect(tries).toHaveLength(2);
  });
});

describe('waking', () => {
  it('brings a planned try within a second', () => {
    const { clock, reconnect, tries } = rig(255);
    reconnect.start();
    for (let turn = 0; turn < 6; turn += 1) {
      reconnect.failed();
      if (turn < 5) clock.advance(60_000);
    }
    const before = clock.monotonic();
    reconnect.wakeNow();
    clock.advance(1000);
    expect(tries).toHaveLength(7);
    expect((tries[6] ?? 0) - before).toBeLessThanOrEqual(1000);
  });

  it('does not hammer: a storm of wake-ups makes one try a second at most', () => {
    const { clock, reconnect, tries } = rig(255);
    reconnect.start();
    for (let turn = 0; turn < 100; turn += 1) {
      reconnect.failed();
      reconnect.wakeNow();
      clock.advance(100);
    }
    expect(tries.length).toBeLessThanOrEqual(11);
  });

  it('probes an open connection with 3 s', () => {
    const { reconnect, tries, probes } = rig();
    reconnect.start();
    reconnect.opened();
    reconnect.wakeNow();
    expect(probes).toEqual([3000]);
    expect(tries).toHaveLength(1);
  });

  it('changes nothing while a try is on its way, or when the user has stopped', () => {
    const { clock, reconnect, tries, probes } = rig();
    reconnect.wakeNow();
    expect(tries).toEqual([]);
    reconnect.start();
    reconnect.wakeNow();
    reconnect.failed();
    reconnect.stop();
    reconnect.wakeNow();
    clock.advance(120_000);
    expect(tries).toHaveLength(1);
    expect(probes).toEqual([]);
    reconnect.start();
    expect(tries).toHaveLength(2);
  });
});
