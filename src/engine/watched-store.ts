// The store under watch: when commits begin to fail the pages are told why, once; the next commit that works ends it.
import { StoreError } from '../store/problem.ts';
import type { Store } from '../store/store.ts';

export type StorageProblem = 'full' | 'read-only' | 'reload-needed';

/** `store`, telling `onProblem` the reason when commits begin to fail, and undefined when they work again. */
export function watchedStore(store: Store, onProblem: (problem: StorageProblem | undefined) => void): Store {
  let shown: StorageProblem | undefined;
  const show = (problem: StorageProblem | undefined): void => {
    if (problem === shown) return;
    shown = problem;
    onProblem(problem);
  };
  return {
    ...store,
    async commit(changes) {
      try {
        const outcome = await store.commit(changes);
        show(undefined);
        return outcome;
      } catch (error) {
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
