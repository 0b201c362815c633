// The runner on the calling thread, and that it lets others have their turn.
import { expect, it } from 'vitest';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import { WorkQueue } from '../../src/crypto/work-queue.ts';
import { runnerContract } from './runner.contract.ts';

runnerContract('in place', createInPlaceRunner);

/** Works synchronously, as Chromium's WebCrypto does. */
function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('where crypto blocks its thread, the event loop still gets its turn every few milliseconds', async () => {
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 1);
  const queue = new WorkQueue();
  let left = 300;
  await new Promise<void>((resolve) => {
    const step = async () => {
      busy(1);
      left -= 1;
      if (left === 0) resolve();
      return left <= 0;
    };
    queue.add({ priority: 'low', step });
  });
  clearInterval(ticking);
  // 300 ms of work in units of 1 ms: some 35 turns on a quiet machine, none without the queue.
  expect(ticks).toBeGreaterThan(10);
});

it('an urgent task waits for the units in flight at most, others take turns', async () => {
  const queue = new WorkQueue();
  const steps: string[] = [];
  const add = (name: string, units: number, priority: 'high' | 'low') =>
    new Promise<void>((resolve) => {
      let left = units;
      const step = async () => {
        steps.push(name);
        await Promise.resolve();
        left -= 1;
        if (left === 0) resolve();
        return left === 0;
      };
      queue.add({ priority, step });
    });
  const names = Array.from({ length: 20 }, (_, i) => `low ${i}`);
  const low = names.map((name) => add(name, 5, 'low'));
  const high = add('high', 3, 'high');
  await Promise.all([...low, high]);
  // Eight units were in flight when it came.
  expect(steps.indexOf('high')).toBe(8);
  expect(steps.lastIndexOf('high')).toBeLessThan(40);
  // Round-robin: everybody has had one unit before anybody has had three.
  const third = steps.findIndex(
    (name, at) => steps.slice(0, at).filter((other) => other === name).length === 2 && name !== 'high',
  );
  expect(new Set(steps.slice(0, third))).toEqual(new Set([...names, 'high']));
});
