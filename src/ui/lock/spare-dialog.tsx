// A recovery file after all: the lock still holds the key, and the passphrase takes it in hand once more. What follows is the
// same as after making a key.
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { go } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import { PassphraseField, PassphraseOwner } from './passphrase-field.tsx';
import { useLockTry } from './use-lock-try.ts';

export function SpareDialog({ onClose }: { readonly onClose: () => void }) {
  const model = useModel();
  const words = t.value.lock;
  const typed = useSignal('');
  // With the bytes in hand again, the step that saves them is the one that a new key has.
  const trying = useLockTry(undefined, () => {
    onClose();
    go('welcome', 'spare');
  });
  return (
    <Dialog labelledBy="lock-spare" describedBy="lock-spare-help" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.peek() !== '') trying.run(() => model.port.changeLock(typed.peek(), { kind: 'key' }));
        }}
      >
        <h2 class="display" id="lock-spare">
          {words.makeSpare}
        </h2>
        <p class="ink-2 small" id="lock-spare-help">
          {words.makeSpareNow}
        </p>
        <PassphraseOwner />
        <PassphraseField
          id="spare-passphrase"
          label={words.passphrase}
          value={typed}
          kind="current-password"
          isWrong={trying.said !== undefined}
          {...(trying.said !== undefined && { help: trying.said })}
        />
        <Button tone="primary" type="submit" block disabled={typed.value === ''} busy={trying.isBusy}>
          {words.makeIt}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
