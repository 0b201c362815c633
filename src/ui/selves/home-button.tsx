// On the first screen of an identity that is being added: the way back, which lets go of what was begun.
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import { goHome } from './leave.ts';

export function HomeButton() {
  const model = useModel();
  const isBusy = useSignal(false);
  const leave = (): void => {
    isBusy.value = true;
    model.attempt(goHome(model).finally(() => (isBusy.value = false)));
  };
  return (
    <Button tone="plain" block busy={isBusy.value} onClick={leave}>
      {t.value.selves.back}
    </Button>
  );
}
