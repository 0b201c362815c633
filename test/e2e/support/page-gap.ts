// How long the page was deaf: the longest time in which nothing could have answered a key or a tap.
import type { Page } from 'playwright-core';

export interface GapMeter {
  /** The longest gap so far in ms, beyond the meter's own rhythm. */
  longest(): Promise<number>;
}

/** Measures from now on, every 10 ms. */
export async function measureGaps(page: Page): Promise<GapMeter> {
  await page.evaluate(() => {
    let last = performance.now();
    const meter = { longest: 0 };
    Object.assign(globalThis, { gapMeter: meter });
    setInterval(() => {
      const now = performance.now();
      meter.longest = Math.max(meter.longest, now - last - 10);
      last = now;
    }, 10);
  });
  return { longest: () => page.evaluate<number>('gapMeter.longest') };
}
