// Before a request is taken off this device.
import { useId } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';

export interface DeleteRequestProps {
  readonly onDelete: () => void;
  readonly onClose: () => void;
}
export function DeleteRequest({ onDelete, onClose }: DeleteRequestProps) {
  const words = t.value.knowing;
  const [title, help] = [useId(), useId()];
  return (
    <Dialog labelledBy={title} describedBy={help} alert onClose={onClose}>
      <h2 class="display" id={title} tabIndex={-1} autofocus>
        {words.deleteTitle}
      </h2>
      <p class="ink-2 asking__help" id={help}>
        {words.deleteHelp}
      </p>
      <div class="sheet__acts">
        <Button tone="danger" block onClick={onDelete}>
          {words.delete}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
