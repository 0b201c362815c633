// What was chosen and typed to come back with a key, and the try itself.
import { useSignal } from '@preact/signals';
import type { RestoreResult } from '../../engine/port/identity.ts';
import { PortError } from '../../lib/port.ts';
import { useLockChoosing } from '../lock/choose-lock.tsx';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { useTyped } from '../parts/opener.tsx';
import { go } from '../route.ts';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import type { KeyFile } from './key-file.ts';
import { nameIn } from './name-field.tsx';

type Done = Extract<RestoreResult, { ok: true }>;
type Failed = Extract<RestoreResult, { ok: false }>;
export type Restoring = ReturnType<typeof useRestoring>;

/** @param onMore After a file without a lock: its key has no spare yet. */
export function useRestoring(onMore: () => void) {
  const model = useModel();
  const file = useSignal<KeyFile | undefined>(undefined);
  /** A passphrase in the place of the six words. */
  const isOwn = useSignal(false);
  const typed = useTyped(isOwn.value);
  const name = useSignal('');
  const failed = useSignal<Failed | undefined>(undefined);
  const isBusy = useSignal(false);
  const isLocked = file.value?.opener !== 'none';
  const choosing = useLockChoosing();
  const isNotEmpty = useSignal(false);
  const isReady =
    file.value !== undefined &&
    (typed.isComplete || !isLocked) &&
    nameIn(name) !== '' &&
    choosing.isReady.value;
  const choose = (chosen: KeyFile): void => {
    file.value = chosen;
    failed.value = undefined;
    isOwn.value = chosen.opener === 'own' || chosen.opener === 'other';
  };
  const open = async ({ text }: KeyFile): Promise<void> => {
    isBusy.value = true;
    failed.value = undefined;
    isNotEmpty.value = false;
    const result = await model.port
      .restoreIdentity(text, isLocked ? typed.text() : '', nameIn(name), choosing.choice.peek())
      .catch((cause: unknown) => {
        isNotEmpty.value = cause instanceof PortError && cause.kind === 'not-empty';
        if (!isNotEmpty.peek()) throw cause;
        return undefined;
      })
      .finally(() => (isBusy.value = false));
    if (result === undefined) return;
    if (!result.ok) return void (failed.value = result);
    if (model.identity.peek().phase === 'fresh') onMore();
    welcomeBack(model, result);
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (isReady && file.value !== undefined && !isBusy.peek()) model.attempt(open(file.value));
  };
  return { file, choose, typed, isOwn, name, failed, isBusy, isReady, choosing, isNotEmpty, onSubmit };
}

/** Says what came along with the key. Servers that are known already still want to be joined. */
function welcomeBack({ toasts }: Model, { contacts }: Done): void {
  if (contacts === undefined) return;
  const words = t.peek().welcome;
  if (contacts === 'damaged') toasts.show(words.contactsDamaged, { icon: 'alert', tone: 'rose' });
  else {
    toasts.show(words.contactsTaken(contacts.people, contacts.groups), { icon: 'check' });
    if (contacts.servers > 0) go('connect', undefined, 'replace');
  }
}
