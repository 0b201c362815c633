// Nothing may be consumed that cannot be saved (R04): when the store refuses a batch, reading stops, the pages are told,
// and the same batch is tried again until it is in.

import { StoreError } from '../store/problem.ts';
import { DeskConflict } from './desk.ts';
import type { Proven } from './inbox.ts';
import type { Ground, Link, Tally } from './parts.ts';
import type { Notice } from './port.ts';
import type { Shelf } from './shelf.ts';

export interface PatientShelfOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly tally: Tally;
  readonly shelf: Pick<Shelf, 'store'>;
}

const AGAIN_MS = 5000;
/** Tries against another writer, which can only be an engine that is just being replaced. */
const CONFLICTS = 3;

/** A `store` for the inbox that does not reject. A batch is given up only when the store is closed or fought over. */
export function createPatientStore(
  options: PatientShelfOptions,
): (batch: readonly Proven[]) => Promise<void> {
  const { ground, link, tally, shelf } = options;
  return async (batch) => {
    let conflicts = 0;
    let isPaused = false;
    for (;;) {
      try {
        await shelf.store(batch);
        if (!isPaused) return;
        link.resume();
        ground.publish({ type: 'notice', notice: { kind: 'storage', problem: undefined } });
        return;
      } catch (error) {
        if (error instanceof DeskConflict) {
          conflicts += 1;
          if (conflicts < CONFLICTS) continue;
          for (const _ of batch) tally.unproven();
          return;
        }
        if (!(error instanceof StoreError) || error.kind === 'closed') return;
        if (!isPaused) link.pause();
        isPaused = true;
        ground.publish({ type: 'notice', notice: noticeOf(error) });
        await new Promise<void>((go) => void ground.clock.after(AGAIN_MS, go));
      }
    }
  };
}

function noticeOf({ kind }: StoreError): Notice {
  if (kind === 'full') return { kind: 'storage', problem: 'full' };
  const isOver = kind === 'newer-version' || kind === 'lost' || kind === 'blocked';
  return { kind: 'storage', problem: isOver ? 'reload-needed' : 'read-only' };
}
