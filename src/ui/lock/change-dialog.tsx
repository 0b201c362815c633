// Another passphrase in the place of the present one.
import { useSignal } from '@preact/signals';
import { isStrongEnough, LOCK_PASSPHRASE_LEAST } from '../../lib/lock-passphrase.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import { PassphraseField, PassphraseOwner } from './passphrase-field.tsx';
import { useLockTry } from './use-lock-try.ts';

export function ChangeDialog({ onClose }: { readonly onClose: () => void }) {
  const model = useModel();
  const words = t.value.lock;
  const [now, next, again] = [useSignal(''), useSignal(''), useSignal('')];
  const trying = useLockTry(words.changed, onClose);
  const differs = again.value !== '' && !next.value.startsWith(again.value);
  const isEasy = next.value.length >= LOCK_PASSPHRASE_LEAST && !isStrongEnough(next.value);
  const isReady = now.value !== '' && isStrongEnough(next.value) && next.value === again.value;
  return (
    <Dialog labelledBy="change-lock" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady)
            trying.run(() => model.port.changeLock(now.peek(), { kind: 'passphrase', next: next.peek() }));
        }}
      >
        <h2 class="display" id="change-lock">
          {words.changeTitle}
        </h2>
        <PassphraseOwner />
        <PassphraseField
          id="lock-now"
          label={words.now}
          value={now}
          kind="current-password"
          isWrong={trying.said !== undefined}
          {...(trying.said !== undefined && { help: trying.said })}
        />
        <PassphraseField
          id="lock-next"
          label={words.next}
          value={next}
          kind="new-password"
          help={isEasy ? words.easy : words.rule(LOCK_PASSPHRASE_LEAST)}
        />
        <PassphraseField
          id="lock-next-again"
          label={words.nextAgain}
          value={again}
          kind="new-password"
          isWrong={differs}
          {...(differs && { help: words.differs })}
        />
        <Button tone="primary" type="submit" block disabled={!isReady} busy={trying.isBusy}>
          {words.change}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
