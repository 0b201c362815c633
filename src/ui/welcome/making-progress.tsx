// How far the making of a key has come: made, kept, tried.
import type { IdentityView } from '../../engine/port/identity.ts';
import { CheckItem, type CheckItemProps } from '../parts/check-list.tsx';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';

export interface Making {
  readonly hasFailed: boolean;
  readonly start: () => void;
}

/** 0 nothing, 1 key, 2 kept, 3 tried. */
export function progressOf(identity: IdentityView): 0 | 1 | 2 | 3 {
  if (identity.phase === 'fresh' || identity.phase === 'ready') return 3;
  if (identity.phase !== 'making' || identity.step === 'key') return 0;
  return identity.step === 'keep' ? 1 : 2;
}

interface ProgressProps {
  readonly progress: 0 | 1 | 2 | 3;
  readonly hasFailed: boolean;
}
export function MakingProgress({ progress, hasFailed }: ProgressProps) {
  const words = t.value.welcome;
  const titles = [
    [words.keyMaking, words.keyMade],
    [words.keyKeeping, words.keyKept],
    [words.keyTrying, words.keyTried],
  ] as const;
  const stateAt = (step: number): CheckItemProps['state'] => {
    if (progress > step) return 'ok';
    return progress === step && !hasFailed ? 'waiting' : 'todo';
  };
  return (
    <div role="status" aria-atomic="false">
      <ol class="card">
        {titles.map(([before, after], step) => (
          <CheckItem key={before} state={stateAt(step)} title={progress > step ? after : before} />
        ))}
      </ol>
    </div>
  );
}
