// Coming back: the recovery file, what opens it, and a name.
import { useSignal } from '@preact/signals';
import type { RestoreResult } from '../../engine/port/identity.ts';
import { PortError } from '../../lib/port.ts';
import { ChooseLock, useLockChoosing } from '../lock/choose-lock.tsx';
import { useModel } from '../model/context.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { areComplete, NO_WORDS, SixWords } from '../parts/six-words.tsx';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import { ChooseFile, type KeyFile } from './choose-file.tsx';
import { NameField, nameIn } from './name-field.tsx';

type Failed = Extract<RestoreResult, { ok: false }>;

export interface RestoreProps {
  readonly onBack: () => void;
  /** After a file without a lock: its key has no spare yet. */
  readonly onMore: () => void;
}
export function Restore({ onBack, onMore }: RestoreProps) {
  const words = t.value.welcome;
  const restoring = useRestoring(onMore);
  const { file, typed, passphrase, name, isBusy } = restoring;
  const isLocked = file.value?.isLocked !== false;
  return (
    <form class="app first" onSubmit={restoring.onSubmit}>
      <header class="top">
        <div class="top__row">
          <IconButton icon="back" flip label={t.value.app.back} onClick={onBack} />
          <span class="grow first__where">{words.restoreTitle}</span>
        </div>
      </header>
      <main class="scroll pad first__in">
        <Heading title={words.welcomeBack} class="display">
          {words.welcomeBack}
        </Heading>
        <p class="ink-2 bal">{words.restoreHelp}</p>
        <ChooseFile file={file.value} onChoose={(chosen) => (file.value = chosen)} />
        {!isLocked && <p class="small ink-2">{words.notLocked}</p>}
        {isLocked && passphrase.value === undefined && (
          <div>
            <SixWords words={typed.value} onChange={(next) => (typed.value = next)} />
            <p class="sixwords-other small">
              <button type="button" class="inline-link" onClick={() => (passphrase.value = '')}>
                {words.otherPassphrase}
              </button>
            </p>
          </div>
        )}
        {isLocked && passphrase.value !== undefined && (
          <div>
            <Passphrase value={passphrase.value} onInput={(next) => (passphrase.value = next)} />
            <p class="sixwords-other small">
              <button type="button" class="inline-link" onClick={() => (passphrase.value = undefined)}>
                {words.sixWordsInstead}
              </button>
            </p>
          </div>
        )}
        <NameField name={name} isPrivate={restoring.choosing.isOpen.value} />
        <ChooseLock choosing={restoring.choosing} />
        <Failure failed={restoring.failed.value} />
        {restoring.isNotEmpty.value && (
          <p class="rose small" role="alert">
            {t.value.lock.notEmpty}
          </p>
        )}
        <div class="banner">
          <Icon name="info" size={20} />
          <span>
            {words.notMessages} {words.stopOther}
          </span>
        </div>
      </main>
      <footer class="pad first__foot">
        <Button tone="primary" size="l" type="submit" block disabled={!restoring.isReady} busy={isBusy.value}>
          {isBusy.value ? words.opening : words.openFile}
        </Button>
      </footer>
    </form>
  );
}

/** What was chosen and typed, and the try itself. */
function useRestoring(onMore: () => void) {
  const model = useModel();
  const file = useSignal<KeyFile | undefined>(undefined);
  const typed = useSignal(NO_WORDS);
  /** For files of other tools, in the place of the six words. */
  const passphrase = useSignal<string | undefined>(undefined);
  const name = useSignal('');
  const failed = useSignal<Failed | undefined>(undefined);
  const isBusy = useSignal(false);
  const hasKey = passphrase.value === undefined ? areComplete(typed.value) : passphrase.value !== '';
  const choosing = useLockChoosing();
  const isNotEmpty = useSignal(false);
  const isReady =
    file.value !== undefined &&
    (hasKey || !file.value.isLocked) &&
    nameIn(name) !== '' &&
    choosing.isReady.value;
  const open = async (text: string): Promise<void> => {
    isBusy.value = true;
    failed.value = undefined;
    isNotEmpty.value = false;
    const opener = passphrase.value ?? typed.value.join(' ');
    const result = await model.port
      .restoreIdentity(text, opener, nameIn(name), choosing.choice.peek())
      .catch((cause: unknown) => {
        isNotEmpty.value = cause instanceof PortError && cause.kind === 'not-empty';
        if (!isNotEmpty.peek()) throw cause;
        return undefined;
      })
      .finally(() => (isBusy.value = false));
    if (result === undefined) return;
    if (!result.ok) failed.value = result;
    else if (model.identity.peek().phase === 'fresh') onMore();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (isReady && file.value !== undefined && !isBusy.peek()) model.attempt(open(file.value.text));
  };
  return { file, typed, passphrase, name, failed, isBusy, isReady, choosing, isNotEmpty, onSubmit };
}

function Failure({ failed }: { readonly failed: Failed | undefined }) {
  const words = t.value.welcome;
  if (failed === undefined) return undefined;
  return (
    <p class="rose small" role="alert">
      {words.restoreFailed[failed.reason]}
      {failed.detail !== undefined && ` ${words.found(failed.detail)}`}
    </p>
  );
}

interface PassphraseProps {
  readonly value: string;
  readonly onInput: (typed: string) => void;
}
const Passphrase = ({ value, onInput }: PassphraseProps) => (
  <>
    <label class="label" for="passphrase">
      {t.value.welcome.passphrase}
    </label>
    <input
      class="input"
      id="passphrase"
      type="password"
      autocomplete="off"
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  </>
);
