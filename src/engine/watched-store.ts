// The store under watch: when commits begin to fail the pages are told why, once; the next commit that works ends it.
import type { Changes } from '../store/changes.ts';
import { StoreError } from '../store/problem.ts';
import type { Store } from '../store/store.ts';

export type StorageProblem = 'full' | 'read-only' | 'reload-needed';

/** Lets go of something, so that `changes` may fit; false when there is nothing to let go. */
export type MakeRoom = (changes: Changes) => Promise<boolean>;

/**
 * `store`, telling `onProblem` the reason when commits begin to fail, and undefined when they work again. A commit that finds
 * the disk full is tried again as long as `makeRoom` makes some (R06).
 */
export function watchedStore(
  store: Store,
  onProblem: (problem: StorageProblem | undefined) => void,
  makeRoom: MakeRoom = () => Promise.resolve(false),
): Store {
  let shown: StorageProblem | undefined;
  let isMaking = false;
  const made = async (changes: Changes): Promise<boolean> => {
    if (isMaking) return false; // letting go is a commit, too
    isMaking = true;
    return makeRoom(changes).finally(() => (isMaking = false));
  };
  const show = (problem: StorageProblem | undefined): void => {
    if (problem === shown) return;
    shown = problem;
    onProblem(problem);
  };
  return {
    ...store,
    async commit(changes) {
      for (;;)
        try {
          const outcome = await store.commit(changes);
          show(undefined);
          return outcome;
        } catch (error) {
          if (error instanceof StoreError && error.kind === 'full' && (await made(changes))) continue;
          // `refused`: that one value cannot be stored; `closed` and `lost` have views of their own.
          const isOurs = error instanceof StoreError && !['refused', 'closed', 'lost'].includes(error.kind);
          if (isOurs) show(problemOf(error));
          throw error;
        }
    },
  };
}

export function problemOf({ kind }: StoreError): StorageProblem {
  if (kind === 'full') return 'full';
  return kind === 'blocked' || kind === 'newer-version' ? 'reload-needed' : 'read-only';
}
