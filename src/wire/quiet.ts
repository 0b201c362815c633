// Watches a transfer: cancelled by its owner, or given up when nothing moves for too long.
import type { Clock } from '../lib/clock.ts';

export interface QuietWatch {
  /** Aborts for either cause; hand it to `fetch`. */
  readonly signal: AbortSignal;
  readonly cancelled: boolean; // by the owner
  /** Something moved. */
  alive(): void;
  /** Ends the transfer from our side, e.g. at a size limit. */
  abort(): void;
  /** Nothing is watched any more. */
  stop(): void;
}

/** Starts watching; `quietMs` without `alive` aborts. */
export function watchQuiet(clock: Clock, quietMs: number, owner: AbortSignal | undefined): QuietWatch {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let cancel = clock.after(quietMs, abort);
  if (owner?.aborted === true) abort();
  owner?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    get cancelled() {
      return owner?.aborted === true;
    },
    alive() {
      cancel();
      cancel = clock.after(quietMs, abort);
    },
    abort,
    stop() {
      cancel();
      owner?.removeEventListener('abort', abort);
    },
  };
}
