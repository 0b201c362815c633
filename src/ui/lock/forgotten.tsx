// Without the passphrase there is one way: everything here goes, and the recovery file brings back the key.
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import '../parts/more-shapes.ts';
import { profiles } from '../profile.ts';
import { remove } from '../selves/remove.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';

export function Forgotten({ onClose }: { readonly onClose: () => void }) {
  const model = useModel();
  const words = t.value.lock;
  const isBusy = useSignal(false);
  const wipe = (): void => {
    isBusy.value = true;
    model.attempt(remove(model, false).finally(() => (isBusy.value = false)));
  };
  return (
    <Dialog labelledBy="forgotten" describedBy="forgotten-help" alert onClose={onClose}>
      <div class="stack">
        <h2 class="display" id="forgotten" tabIndex={-1} autofocus>
          {words.forgotTitle}
        </h2>
        <div class="stack small" id="forgotten-help">
          <p>{words.forgotHelp}</p>
          <p>{words.forgotMessages}</p>
          <p class="ink-2">{words.forgotNoFile}</p>
        </div>
        <Button tone="danger" icon="trash" block busy={isBusy.value} onClick={wipe}>
          {profiles().length > 1 ? words.removeThis : words.remove}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
