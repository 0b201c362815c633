// The own counters of this identity: reserved in memory, stored together with what uses them (PROTOCOL.md rule 9).
import { COUNTER_MAX, frameCounter, helloCounter } from '../domain/counter.ts';
import type { Clock } from '../lib/clock.ts';
import type { LedgerRow } from '../store/rows.ts';
import type { Ledger } from './parts.ts';

export interface LedgerOptions {
  readonly clock: Clock;
  /** Milliseconds since 1970; the clock is clamped to five years from here. */
  readonly buildTime: number;
  /** The stored row; undefined for a new identity. */
  readonly row: LedgerRow | undefined;
}

/** A ledger that goes on where `row` ends. Its owner stores `row()` strictly before a counter leaves the device. */
export function createLedger({ clock, buildTime, row }: LedgerOptions): Ledger {
  let known: LedgerRow = row ?? { lastFrame: 0, lastHello: 0, highestAccepted: 0 };
  const reserveFrame = (): number => {
    const counter = frameCounter(known, clock.now(), buildTime);
    known = { ...known, lastFrame: counter };
    return counter;
  };
  return {
    nextFrame: reserveFrame,
    nextHello(lowestUncertain) {
      const counter = helloCounter(known, lowestUncertain);
      if (counter !== undefined) known = { ...known, lastHello: counter };
      return counter;
    },
    freshHello() {
      const counter = reserveFrame();
      known = { ...known, lastHello: counter };
      return counter;
    },
    noteAccepted(counter) {
      if (!Number.isSafeInteger(counter) || counter < 0 || counter > COUNTER_MAX) return;
      known = { ...known, highestAccepted: Math.max(known.highestAccepted, counter) };
    },
    noteTwin() {
      known = { ...known, twinSeenAt: clock.now() };
    },
    row: () => ({ ...known }),
  };
}
