// Before one moves to a new key: what happens, what does not, and what it is good for.
import '../parts/more-shapes.ts';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import { begin } from './leave.ts';

export function MoveDialog({ onClose }: { readonly onClose: () => void }) {
  const model = useModel();
  const words = t.value.selves;
  const isBusy = useSignal(false);
  const title = useId();
  const go = (): void => {
    isBusy.value = true;
    model.attempt(begin(model, model.app.selves.id).finally(() => (isBusy.value = false)));
  };
  return (
    <Dialog labelledBy={title} describedBy={`${title}-help`} onClose={onClose}>
      <div class="stack">
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {words.moveTitle}
        </h2>
        <div class="stack small" id={`${title}-help`}>
          <p>{words.moveHelp}</p>
          <p>{words.moveCompare}</p>
          <p class="ink-2">{words.moveStays}</p>
        </div>
        <Button tone="primary" icon="key" block busy={isBusy.value} onClick={go}>
          {words.moveBegin}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
