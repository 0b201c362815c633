// Timers that end together: what belonged to one opening of the engine runs on in no later one.
import { describe, expect, it } from 'vitest';
import { endableClock } from '../../src/lib/clock.ts';
import { createFakeClock } from '../support/fake-clock.ts';

describe('a clock that can be ended', () => {
  it('runs timers as the one behind it, and none after its end', () => {
    const behind = createFakeClock();
    const clock = endableClock(behind);
    const ran: string[] = [];
    clock.after(10, () => ran.push('first'));
    clock.after(20, () => ran.push('taken back'))();
    clock.after(30, () => ran.push('too late'));
    behind.advance(15);
    expect(ran).toEqual(['first']);
    clock.end();
    clock.after(1, () => ran.push('after the end'));
    behind.advance(100);
    expect(ran).toEqual(['first']);
    expect(behind.pending).toBe(0);
    expect(clock.now()).toBe(behind.now());
  });
});
