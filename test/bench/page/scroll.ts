// Scrolling through a whole chat, up to its first message and down again, as fast as a hand can: how long frames take.

export interface Frames {
  readonly frames: number;
  /** Frames that took longer than 50 ms. */
  readonly slow: number;
  readonly longest: number;
  readonly p99: number;
}

/** Pixels a frame: some 18,000 a second. */
const STEP = 300;
const PATIENCE_MS = 120_000;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** The chat has to be on the screen. */
export async function scrollThrough(): Promise<Frames> {
  const log = document.querySelector<HTMLElement>('.log');
  if (log === null) throw new Error('no chat is open');
  const times: number[] = [];
  const start = performance.now();
  let last = await frame();
  const toTheEnd = async (step: number, isThere: () => boolean): Promise<void> => {
    while (!isThere()) {
      if (performance.now() - start > PATIENCE_MS) throw new Error('never came to the end');
      log.scrollTop += step;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
  };
  await toTheEnd(-STEP, () => document.querySelector('.note--seal') !== null && atTop(log));
  await toTheEnd(STEP, () => document.querySelector('.jump') === null);
  const sorted = times.toSorted((a, b) => a - b);
  return {
    frames: times.length,
    slow: times.filter((ms) => ms > 50).length,
    longest: sorted.at(-1) ?? 0,
    p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  };
}

const atTop = (log: HTMLElement): boolean => log.scrollTop + log.scrollHeight - log.clientHeight < 2;
