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

/** What became of a batch: `refused` says that something in it cannot be stored at all. */
type Outcome = 'over' | 'refused';

/**
 * A `store` for the inbox that does not reject. A batch is given up only when the store is closed or fought over; of one that
 * is refused each message is tried alone, at last without the file inside it, and only what then still fails is counted away.
 */
export function createPatientStore(
  options: PatientShelfOptions,
): (batch: readonly Proven[]) => Promise<void> {
  const store = async (batch: readonly Proven[], isBare = false): Promise<void> => {
    if ((await untilStored(options, batch, isBare)) === 'over') return;
    if (batch.length > 1) for (const one of batch) await store([one]);
    else if (isBare) options.tally.malformed();
    else await store(batch, true);
  };
  return (batch) => store(batch);
}

async function untilStored(
  { ground, link, tally, shelf }: PatientShelfOptions,
  batch: readonly Proven[],
  isBare: boolean,
): Promise<Outcome> {
  let conflicts = 0;
  let isPaused = false;
  const readOn = (): void => {
    if (!isPaused) return;
    link.resume();
    ground.publish({ type: 'notice', notice: { kind: 'storage', problem: undefined } });
  };
  for (;;) {
    try {
      await shelf.store(batch, isBare);
      readOn();
      return 'over';
    } catch (error) {
      if (error instanceof DeskConflict) {
        conflicts += 1;
        if (conflicts < CONFLICTS) continue;
        for (const _ of batch) tally.unproven();
        return 'over';
      }
      if (!(error instanceof StoreError) || error.kind === 'refused') {
        readOn();
        return 'refused';
      }
      if (error.kind === 'closed') return 'over';
      if (!isPaused) link.pause();
      isPaused = true;
      ground.publish({ type: 'notice', notice: noticeOf(error) });
      await new Promise<void>((go) => void ground.clock.after(AGAIN_MS, go));
    }
  }
}

function noticeOf({ kind }: StoreError): Notice {
  if (kind === 'full') return { kind: 'storage', problem: 'full' };
  const isOver = kind === 'newer-version' || kind === 'lost' || kind === 'blocked';
  return { kind: 'storage', problem: isOver ? 'reload-needed' : 'read-only' };
}
