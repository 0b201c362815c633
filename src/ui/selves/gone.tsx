// The last screen of a device that was wiped: what is gone, and what no browser promises. Nothing of the app runs behind it.
import '../style/forms.css';
import './selves.css';
import { render } from 'preact';
import { Button } from '../parts/button.tsx';
import { CheckItem } from '../parts/check-list.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Logo } from '../parts/logo.tsx';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import '../parts/more-shapes.ts';
import type { Wiped } from './wipe.ts';

export interface GoneProps {
  /** Undefined: another tab did it. */
  readonly wiped: Wiped | undefined;
  readonly onAfresh: () => void;
}
export function Gone({ wiped, onAfresh }: GoneProps) {
  const words = t.value.selves;
  const isWhole = wiped === undefined || (wiped.databases && wiped.program);
  return (
    <div class="app gone">
      <main class="scroll pad gone__in">
        <Logo size={64} />
        <Heading title={words.gone} class="display center">
          {words.gone}
        </Heading>
        {wiped === undefined ? (
          <p class="center ink-2">{words.goneElsewhere}</p>
        ) : (
          <ol class="card">
            <CheckItem state={wiped.databases ? 'ok' : 'failed'} title={words.goneData} />
            <CheckItem state={wiped.program ? 'ok' : 'failed'} title={words.goneProgram} />
          </ol>
        )}
        {!isWhole && (
          <p class="gone__not" role="alert">
            {words.goneNot}
          </p>
        )}
        <section>
          <h2 class="grouplabel">{words.noPromise}</h2>
          <ul class="card facts">
            {words.limits.split('\n').map((limit) => (
              <li key={limit}>
                <Icon name="info" />
                <span>{limit}</span>
              </li>
            ))}
          </ul>
        </section>
      </main>
      <footer class="pad gone__foot">
        <Button tone="line" size="l" block onClick={onAfresh}>
          {words.afresh}
        </Button>
      </footer>
    </div>
  );
}

/** In place of the whole app. */
export function showGone(wiped: Wiped | undefined, onAfresh: () => void): void {
  const root = document.querySelector('#app');
  if (root === null) return;
  render(undefined, root);
  render(<Gone wiped={wiped} onAfresh={onAfresh} />, root);
}
