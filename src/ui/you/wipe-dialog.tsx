// Removing everything from this device: said plainly, done at once.
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

export function WipeDialog({
  hasSpare,
  onClose,
}: {
  readonly hasSpare: boolean;
  readonly onClose: () => void;
}) {
  const model = useModel();
  const words = t.value.you;
  const isBusy = useSignal(false);
  const wipe = (): void => {
    isBusy.value = true;
    model.attempt(model.port.wipe().finally(() => (isBusy.value = false)));
  };
  return (
    <Dialog labelledBy="wipe" describedBy="wipe-help" alert onClose={onClose}>
      <div class="stack">
        <h2 class="display" id="wipe" tabIndex={-1} autofocus>
          {words.wipeTitle}
        </h2>
        <div class="stack small" id="wipe-help">
          <p>{words.wipeHelp}</p>
          <p>{hasSpare ? words.wipeSpare : words.wipeNoSpare}</p>
          <p class="ink-2">{words.wipeLimit}</p>
        </div>
        <Button tone="danger" icon="trash" block busy={isBusy.value} onClick={wipe}>
          {words.wipe}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
