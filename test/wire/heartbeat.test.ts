// How soon a dead line is noticed, and that a slow one is not taken for dead.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startHeartbeat, type HeartbeatDeps } from '../../src/wire/heartbeat.ts';
import { createFakeClock } from '../support/fake-clock.ts';

function rig(deps: Partial<HeartbeatDeps> = {}) {
  const clock = createFakeClock();
  const start = clock.monotonic();
  const probes: number[] = [];
  const dead: number[] = [];
  const heartbeat = startHeartbeat({
    clock,
    probe: () => probes.push(clock.monotonic() - start),
    onDead: () => dead.push(clock.monotonic() - start),
    ...deps,
  });
  return { clock, heartbeat, probes, dead };
}

describe('a silent line', () => {
  it('is asked after 20 s and dead 8 s later', () => {
    const { clock, probes, dead } = rig();
    clock.advance(19_999);
    expect(probes).toEqual([]);
    clock.advance(60_000);
    expect(probes).toEqual([20_000]);
    expect(dead).toEqual([28_000]);
  });

  it('is asked after 35 s where every request is answered to all, or while hidden', () => {
    const pushed = rig({ pushedToAll: true });
    pushed.clock.advance(60_000);
    expect([pushed.probes, pushed.dead]).toEqual([[35_000], [43_000]]);
    const hidden = rig();
    hidden.heartbeat.setVisible(false);
    hidden.clock.advance(60_000);
    expect([hidden.probes, hidden.dead]).toEqual([[35_000], [43_000]]);
  });

  it('is dead 8 s after a barrier, without a further question', () => {
    const { clock, heartbeat, probes, dead } = rig();
    clock.advance(3000);
    heartbeat.asked();
    clock.advance(2000);
    heartbeat.asked(); // a second barrier does not put off the first
    clock.advance(60_000);
    expect([probes, dead]).toEqual([[], [11_000]]);
  });

  it('is dead 3 s after a wake-up probe', () => {
    const { clock, heartbeat, probes, dead } = rig();
    clock.advance(5000);
    heartbeat.probeNow();
    clock.advance(60_000);
    expect([probes, dead]).toEqual([[5000], [8000]]);
  });

  it('is told once, and nothing is asked after stop', () => {
    const { clock, heartbeat, probes, dead } = rig();
    clock.advance(200_000);
    heartbeat.heard();
    heartbeat.probeNow();
    heartbeat.asked();
    clock.advance(200_000);
    expect(dead).toHaveLength(1);
    expect(probes).toHaveLength(1);
    const stopped = rig();
    stopped.heartbeat.stop();
    stopped.clock.advance(200_000);
    expect([stopped.probes, stopped.dead]).toEqual([[], []]);
  });

  it('is noticed within 45 s of its last frame, whatever came before', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 18_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(gaps, fc.boolean(), fc.boolean(), (frames, pushedToAll, visible) => {
        const { clock, heartbeat, dead } = rig({ pushedToAll });
        heartbeat.setVisible(visible);
        for (const gap of frames) {
          clock.advance(gap);
          heartbeat.heard();
        }
        expect(dead).toEqual([]);
        clock.advance(45_000);
        expect(dead).toHaveLength(1);
      }),
    );
  });
});

describe('a living line', () => {
  it('is never asked while frames come', () => {
    const { clock, heartbeat, probes, dead } = rig();
    for (let second = 0; second < 600; second += 1) {
      clock.advance(1000);
      heartbeat.heard();
    }
    expect([probes, dead]).toEqual([[], []]);
    expect(clock.pending).toBe(1);
  });

  it('lives as long as each question finds an answer', () => {
    const { clock, heartbeat, probes, dead } = rig();
    for (let turn = 0; turn < 10; turn += 1) {
      clock.advance(20_000);
      expect(probes).toHaveLength(turn + 1);
      clock.advance(2000);
      heartbeat.heard();
    }
    expect(dead).toEqual([]);
  });

  it('may take longer when its answers always did (R14)', () => {
    const { clock, heartbeat, probes, dead } = rig({ firstAnswerMs: 15_000 });
    for (let turn = 0; turn < 5; turn += 1) {
      clock.advance(20_000);
      clock.advance(15_000);
      heartbeat.heard();
    }
    expect(probes).toHaveLength(5);
    expect(dead).toEqual([]);
  });

  it('is not dead while what was written is still leaving (R14)', () => {
    let buffered = 200_000;
    const { clock, heartbeat, dead } = rig({ buffered: () => buffered });
    heartbeat.asked();
    for (let turn = 0; turn < 5; turn += 1) {
      buffered -= 30_000;
      clock.advance(8000);
    }
    expect(dead).toEqual([]);
    clock.advance(20_000); // nothing leaves any more
    expect(dead).toHaveLength(1);
  });

  it('is asked again, not given up, after the device has slept (R11)', () => {
    const { clock, heartbeat, probes, dead } = rig();
    clock.advance(20_000);
    clock.sleep(600_000);
    clock.advance(0);
    expect(dead).toEqual([]);
    expect(probes).toHaveLength(2);
    clock.advance(1000);
    heartbeat.heard();
    clock.advance(10_000);
    expect(dead).toEqual([]);
  });

  it('does not mind wall time jumping (R10)', () => {
    const { clock, probes } = rig();
    clock.jump(-365 * 86_400_000);
    clock.advance(19_999);
    expect(probes).toEqual([]);
    clock.jump(800 * 86_400_000);
    clock.advance(1);
    expect(probes).toEqual([20_000]);
  });
});
