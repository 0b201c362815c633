// Taking one of the other identities off this device: asked once, done at once.
import '../parts/more-shapes.ts';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { ProfileId } from '../profile.ts';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import { takeOff } from './leave.ts';

export interface TakeOffDialogProps {
  readonly id: ProfileId;
  /** As the list calls it. */
  readonly who: string;
  readonly onClose: () => void;
}
export function TakeOffDialog({ id, who, onClose }: TakeOffDialogProps) {
  const model = useModel();
  const words = t.value.selves;
  const isBusy = useSignal(false);
  const title = useId();
  const remove = async (): Promise<void> => {
    isBusy.value = true;
    const isGone = await takeOff(model, id).finally(() => (isBusy.value = false));
    if (isGone) model.toasts.show(words.takenOff, { icon: 'check' });
    else model.toasts.show(words.notWhole, { tone: 'rose', icon: 'alert' });
    onClose();
  };
  return (
    <Dialog labelledBy={title} describedBy={`${title}-help`} alert onClose={onClose}>
      <div class="stack">
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {words.takeOffTitle(who)}
        </h2>
        <p class="small" id={`${title}-help`}>
          {words.takeOffHelp}
        </p>
        <Button tone="danger" icon="trash" block busy={isBusy.value} onClick={() => model.attempt(remove())}>
          {words.takeOffNow}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
