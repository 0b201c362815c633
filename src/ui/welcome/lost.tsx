// The browser has cleared our storage: the way back, and only on request a new start (R07).
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import '../words/with-welcome.ts';
import { profiles } from '../profile.ts';
import { GoHome } from '../selves/go-home.ts';
import { t } from '../words/words.ts';

export interface LostProps {
  readonly onRestore: () => void;
  readonly onNew: () => void;
}
export function Lost({ onRestore, onNew }: LostProps) {
  const model = useModel();
  const words = t.value.welcome;
  const isBusy = useSignal(false);
  // What is left belongs to the lost key; the engine makes no new one beside it.
  const startAnew = async (): Promise<void> => {
    isBusy.value = true;
    await model.port.wipe().finally(() => (isBusy.value = false));
    onNew();
  };
  return (
    <main class="app first first--alone">
      <div class="first__in pad">
        <Heading title={words.lostTitle} class="display">
          {words.lostTitle}
        </Heading>
        <p class="ink-2">{words.lostHelp}</p>
        <div class="first__acts">
          <Button tone="primary" size="l" block onClick={onRestore}>
            {words.restore}
          </Button>
          <Button tone="plain" block busy={isBusy.value} onClick={() => model.attempt(startAnew())}>
            {words.lostNew}
          </Button>
          {profiles().length > 1 && <GoHome />}
        </div>
        <p class="small ink-2 center">{words.lostNewHelp}</p>
      </div>
    </main>
  );
}
