// The bar of the first minutes: back, and how far along we are.
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';
import { IconButton } from './button.tsx';

export interface StepsProps {
  readonly now: 1 | 2 | 3;
  readonly onBack?: () => void;
}
const ALL = [1, 2, 3] as const;

export function Steps({ now, onBack }: StepsProps) {
  return (
    <header class="top">
      <div class="top__row">
        {onBack ? (
          <IconButton icon="back" flip label={t.value.app.back} onClick={onBack} />
        ) : (
          <span class="ib" />
        )}
        <div
          class="grow stepbar"
          role="progressbar"
          aria-valuemin={1}
          aria-valuemax={ALL.length}
          aria-valuenow={now}
          aria-label={t.value.welcome.step(now, ALL.length)}
        >
          {ALL.map((step) => (
            <span key={step} class={step === now ? 'is-now' : step < now ? 'is-done' : ''} />
          ))}
        </div>
        <span class="ib" />
      </div>
    </header>
  );
}
