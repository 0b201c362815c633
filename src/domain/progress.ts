// Send states only go forward: a late echo does not take "delivered" back.
import type { SendState } from './delivery.ts';

const RANK: Readonly<Record<SendState['kind'], number>> = {
  failed: 0,
  queued: 0,
  sealed: 1,
  written: 2,
  held: 3,
  accepted: 4,
  delivered: 5,
  read: 6,
};

/** The state that is further on; `now` on a tie. */
export function furthest(now: SendState, next: SendState): SendState {
  return RANK[next.kind] > RANK[now.kind] ? next : now;
}
