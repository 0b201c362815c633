// A token bucket: how many frames a socket may send before the relay stops reading it for a while (T24).

/** Counts one frame; the answer is how many milliseconds to stop reading, 0 when none. */
export type Meter = () => number;

/**
 * `rate` frames a second with bursts of `burst`. Frames that were already on their way are let in and paid for later,
 * so nothing that arrived is thrown away.
 */
export function createMeter(rate: number, burst: number, monotonic: () => number): Meter {
  let tokens = burst;
  let at = monotonic();
  return () => {
    const now = monotonic();
    tokens = Math.min(burst, tokens + ((now - at) * rate) / 1000) - 1;
    at = now;
    return tokens >= 0 ? 0 : Math.ceil((-tokens * 1000) / rate);
  };
}
