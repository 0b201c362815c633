// When to try again: full jitter up to 0.5 … 30 s, forgotten only after 30 s of a stable connection (R13).
import { backoffDelay, randomUnit } from '../lib/backoff.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';

export interface ReconnectDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Opens a new socket. */
  readonly connect: () => void;
  /** Asks the open socket for a sign of life within `timeoutMs`. */
  readonly probe: (timeoutMs: number) => void;
  /** A try is planned for `retryAt` (wall clock, ms since 1970), to be shown. */
  readonly onWaiting: (retryAt: number) => void;
}
export interface Reconnect {
  /** Connects now. */
  start(): void;
  /** The connection stands (joined): 30 s from now the back-off is forgotten. */
  opened(): void;
  /** It closed or never opened: plans the next try. `weight` 2 after oversized data (T23); `leastMs` must pass before it. */
  failed(weight?: number, leastMs?: number): void;
  /** `online`, `visible`, `pageshow`: a planned try comes within 1 s; an open socket is probed at once with 3 s (R11). */
  wakeNow(): void;
  /** No further try until `start`. */
  stop(): void;
}

const LEAST_MS = 500;
const JITTER = { min: 1000, max: 29_500 };
const STABLE_MS = 30_000;
const PROBE_MS = 3000;
/** Events of a waking device come in bursts: never two tries within this time. */
const APART_MS = 1000;

type Phase = 'idle' | 'trying' | 'up' | 'waiting';

/** A policy at rest; `start` sets it going. */
export function createReconnect({ clock, random, connect, probe, onWaiting }: ReconnectDeps): Reconnect {
  let phase: Phase = 'idle';
  let attempt = 0;
  let triedAt = -Infinity; // monotonic
  let cancel: () => void = () => undefined;

  const attemptNow = (): void => {
    cancel();
    phase = 'trying';
    triedAt = clock.monotonic();
    connect();
  };
  const plan = (delay: number): void => {
    cancel();
    phase = 'waiting';
    cancel = clock.after(delay, attemptNow);
    onWaiting(clock.now() + delay);
  };

  return {
    start() {
      attempt = 0;
      attemptNow();
    },
    opened() {
      if (phase !== 'trying') return;
      phase = 'up';
      cancel = clock.after(STABLE_MS, () => (attempt = 0));
    },
    failed(weight = 1, leastMs = LEAST_MS) {
      if (phase !== 'trying' && phase !== 'up') return;
      const delay = leastMs + backoffDelay(attempt + weight - 1, randomUnit(random), JITTER);
      attempt += weight;
      plan(delay);
    },
    wakeNow() {
      if (phase === 'up') probe(PROBE_MS);
      if (phase === 'waiting') plan(Math.max(0, triedAt + APART_MS - clock.monotonic()));
    },
    stop() {
      cancel();
      phase = 'idle';
    },
  };
}
