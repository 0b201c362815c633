// A question to the engine's search that follows what is typed: the newest one counts, and while older messages are still
// being read it is asked again.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SearchQuery, SearchResult } from '../../engine/port/search.ts';
import { useModel } from '../model/context.ts';

export interface Answer {
  /** Undefined until the first answer is here; then the newest one, also while the next is on its way. */
  readonly result: SearchResult | undefined;
  readonly isFailed: boolean;
  /** What it answers. */
  readonly query: SearchQuery;
  readonly again: () => void;
}

/** Older messages take a moment. */
const AGAIN_MS = 300;

/** Undefined where nothing is asked. `query` is compared by what is in it. */
export function useAnswer(query: SearchQuery | undefined): ReadonlySignal<Answer | undefined> {
  const { port } = useModel();
  const answer = useSignal<Answer | undefined>(undefined);
  const tries = useSignal(0);
  const key = query === undefined ? '' : JSON.stringify(query);
  useEffect(() => {
    if (query === undefined) {
      answer.value = undefined;
      return undefined;
    }
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => void (tries.value += 1);
    const ask = async (): Promise<void> => {
      try {
        const result = await port.search(query);
        if (isLeft) return;
        answer.value = { result, isFailed: false, query, again };
        if (!result.isReady) timer = setTimeout(() => void ask(), AGAIN_MS);
      } catch {
        if (!isLeft) answer.value = { result: answer.peek()?.result, isFailed: true, query, again };
      }
    };
    void ask();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [key, tries.value]);
  return answer;
}
