// Something that needs the passphrase once more: whether it runs, and why it did not go through.
import { useSignal } from '@preact/signals';
import type { UnlockResult } from '../../engine/port/lock.ts';
import { useModel } from '../model/context.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';

export interface LockTry {
  readonly isBusy: boolean;
  /** For the field; undefined as long as nothing went wrong. */
  readonly said: string | undefined;
  /** Undefined of `task`: no passkey came of it. */
  readonly run: (task: () => Promise<UnlockResult | undefined>) => void;
}

/** @param good Shown when it is done, before `onDone`; undefined: what follows says it. */
export function useLockTry(good: string | undefined, onDone: () => void): LockTry {
  const model = useModel();
  const isBusy = useSignal(false);
  const said = useSignal<string | undefined>(undefined);
  const attempt = async (task: () => Promise<UnlockResult | undefined>): Promise<void> => {
    const words = t.peek().lock;
    const result = await task();
    if (result === undefined) said.value = words.noPasskeyMade;
    else if (!result.ok)
      said.value = result.waitMs > 0 ? words.wait(Math.ceil(result.waitMs / 1000)) : words.wrong;
    else {
      if (good !== undefined) model.toasts.show(good, { icon: 'check' });
      onDone();
    }
  };
  return {
    isBusy: isBusy.value,
    said: said.value,
    run(task) {
      if (isBusy.peek()) return;
      isBusy.value = true;
      said.value = undefined;
      model.attempt(attempt(task).finally(() => (isBusy.value = false)));
    },
  };
}
