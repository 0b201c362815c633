// Own counters where the same key counts on two devices (PROTOCOL.md rule 9).
import { describe, expect, it } from 'vitest';
import { quarterSeconds } from '../../src/domain/counter.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const buildTime = Date.UTC(2026, 5, 1);
const clock = createFakeClock(Date.UTC(2026, 10, 23));
const now = (): number => quarterSeconds(clock.now(), buildTime);

describe('own counters', () => {
  it('of a restored key begin ahead of what another device can have used by chatting', () => {
    const busy = createLedger({ clock, buildTime, row: undefined });
    for (let sent = 0; sent < 250; sent += 1) busy.nextFrame();
    const restored = createLedger({ clock, buildTime, row: undefined, isRestored: true });
    expect(restored.nextFrame()).toBeGreaterThan(busy.row().lastFrame);
    const fresh = createLedger({ clock, buildTime, row: undefined });
    expect(fresh.nextFrame()).toBe(now());
    // What is stored counts, wherever the key came from.
    const row = { lastFrame: 7, lastHello: 3, highestAccepted: 5 };
    expect(createLedger({ clock, buildTime, row, isRestored: true }).row()).toEqual(row);
  });

  it('of a hello that is refused again and again catch up with any device in a few steps', () => {
    const other = now() + 60_000; // four hours ahead
    const ledger = createLedger({ clock, buildTime, row: undefined });
    const tried = [ledger.nextHello(undefined) ?? 0];
    while ((tried.at(-1) ?? 0) <= other) tried.push(ledger.freshHello());
    expect(tried.length).toBeLessThanOrEqual(5);
    expect(tried).toEqual([...tried].sort((a, b) => a - b));
    expect(ledger.nextFrame()).toBeGreaterThan(tried.at(-1) ?? 0);
    // Once it was taken, the next refusal begins with a small step again.
    ledger.noteAccepted(ledger.row().lastHello);
    ledger.nextHello(undefined);
    const before = ledger.row().lastFrame;
    expect(ledger.freshHello() - before).toBe(16);
  });
});
