// The own counters of this identity: reserved in memory, stored together with what uses them (PROTOCOL.md rule 9).
import { COUNTER_MAX, frameCounter, helloCounter, quarterSeconds } from '../domain/counter.ts';
import type { Clock } from '../lib/clock.ts';
import type { LedgerRow } from '../store/rows.ts';
import type { Ledger } from './parts.ts';

export interface LedgerOptions {
  readonly clock: Clock;
  /** Milliseconds since 1970; the clock is clamped to five years from here. */
  readonly buildTime: number;
  /** The stored row; undefined for a new identity. */
  readonly row: LedgerRow | undefined;
  /** The key came from a recovery file in this run: another device may have counted ahead of the clock. */
  readonly isRestored?: boolean;
}

/** So far ahead a device that has been chatting may be (each frame takes 16, four seconds' worth): 17 minutes. */
const LEAD = 4096;
/** A fresh hello that is refused all the same meets another device that is further ahead: 16, then 256 … more than before. */
const STEP = 16;
const MOST_STEPS = 4;

/** A ledger that goes on where `row` ends. Its owner stores `row()` strictly before a counter leaves the device. */
export function createLedger({ clock, buildTime, row, isRestored = false }: LedgerOptions): Ledger {
  const lastFrame = isRestored ? quarterSeconds(clock.now(), buildTime) + LEAD : 0;
  let known: LedgerRow = row ?? { lastFrame, lastHello: 0, highestAccepted: 0 };
  /** Fresh hellos one after the other. */
  let fresh = 0;
  const reserveFrame = (): number => {
    const counter = frameCounter(known, clock.now(), buildTime);
    known = { ...known, lastFrame: counter };
    return counter;
  };
  return {
    nextFrame: reserveFrame,
    nextHello(lowestUncertain) {
      fresh = 0;
      const counter = helloCounter(known, lowestUncertain);
      if (counter !== undefined) known = { ...known, lastHello: counter };
      return counter;
    },
    freshHello() {
      const more = fresh === 0 ? 0 : STEP ** Math.min(fresh + 1, MOST_STEPS);
      const counter = Math.min(COUNTER_MAX, reserveFrame() + more);
      fresh += 1;
      known = { ...known, lastFrame: counter, lastHello: counter };
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
