// One field in a sheet, for a name: my own, or the one I give somebody.
import { useSignal } from '@preact/signals';
import { cleanClaimedName } from '../../lib/clean-name.ts';
import { t } from '../words/words.ts';
import '../words/with-you.ts';
import { Button } from './button.tsx';
import { Cancel } from './cancel.tsx';
import { Dialog } from './dialog.tsx';

export interface NameDialogProps {
  readonly title: string;
  readonly help: string;
  readonly value: string;
  /** Shown when the field may be emptied. */
  readonly removeLabel?: string;
  /** Something to know before it is saved. */
  readonly warning?: (name: string) => string | undefined;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}
export const NAME_LENGTH = 40;

export function NameDialog({ title, help, value, removeLabel, warning, onSave, onClose }: NameDialogProps) {
  const typed = useSignal(value);
  // What the engine will make of it: a name of nothing but invisible characters is none.
  const name = cleanClaimedName(typed.value);
  const save = (chosen: string): void => {
    onSave(chosen);
    onClose();
  };
  return (
    <Dialog labelledBy="name-dialog" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== '') save(name);
        }}
      >
        <h2 class="display" id="name-dialog">
          {title}
        </h2>
        <div>
          <input
            class="input"
            aria-labelledby="name-dialog"
            aria-describedby="name-dialog-help"
            maxLength={NAME_LENGTH}
            autocomplete="off"
            dir="auto"
            value={typed.value}
            onInput={(event) => (typed.value = event.currentTarget.value)}
          />
          <p class="hint" id="name-dialog-help">
            {help}
          </p>
          {name !== '' && warning?.(name) !== undefined && (
            <p class="hint caution" role="status">
              {warning(name)}
            </p>
          )}
        </div>
        <Button tone="primary" type="submit" block disabled={name === ''}>
          {t.value.you.save}
        </Button>
        {removeLabel !== undefined && value !== '' && (
          <Button tone="danger-plain" block onClick={() => save('')}>
            {removeLabel}
          </Button>
        )}
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
