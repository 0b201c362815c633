// A passkey beside the passphrase: adding one, and taking it away. Either asks for the passphrase first.
import { useSignal } from '@preact/signals';
import type { Passkey, UnlockResult } from '../../engine/port/lock.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import { PassphraseField, PassphraseOwner } from './passphrase-field.tsx';
import { makePasskey } from './passkey.ts';
import { useLockTry } from './use-lock-try.ts';

export interface PasskeyDialogProps {
  readonly hasPasskey: boolean;
  readonly onClose: () => void;
}
export function PasskeyDialog({ hasPasskey, onClose }: PasskeyDialogProps) {
  const model = useModel();
  const words = t.value.lock;
  const typed = useSignal('');
  const trying = useLockTry(hasPasskey ? words.taken : words.added, onClose);
  const change = (next: Passkey | undefined): Promise<UnlockResult> =>
    model.port.changeLock(typed.peek(), { kind: 'passkey', next });
  const add = async (): Promise<UnlockResult | undefined> => {
    const me = model.me.peek();
    const passkey = me && (await makePasskey(`Porchlight ${keyTag(me.fingerprint)}`));
    return passkey && change(passkey);
  };
  return (
    <Dialog labelledBy="lock-passkey" describedBy="lock-passkey-help" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.peek() === '') return;
          trying.run(hasPasskey ? () => change(undefined) : add);
        }}
      >
        <h2 class="display" id="lock-passkey">
          {hasPasskey ? words.takeTitle : words.addTitle}
        </h2>
        <p class="ink-2 small" id="lock-passkey-help">
          {hasPasskey ? words.takeHelp : words.addHelp}
        </p>
        <PassphraseOwner />
        <PassphraseField
          id="passkey-passphrase"
          label={words.passphrase}
          value={typed}
          kind="current-password"
          isWrong={trying.said !== undefined}
          {...(trying.said !== undefined && { help: trying.said })}
        />
        <Button
          tone={hasPasskey ? 'danger' : 'primary'}
          type="submit"
          block
          disabled={typed.value === ''}
          busy={trying.isBusy}
        >
          {hasPasskey ? words.takeIt : words.addIt}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
