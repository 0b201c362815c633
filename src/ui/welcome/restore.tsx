// Coming back: the recovery file (or codes, or a text), what opens it, and a name.
import { useSignal } from '@preact/signals';
import { ChooseLock } from '../lock/choose-lock.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { Opener } from '../parts/opener.tsx';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import { ChooseFile } from './choose-file.tsx';
import { NameField } from './name-field.tsx';
import { type Restoring, useRestoring } from './use-restoring.ts';

const ScanKey = lazy(() => import('./scan-key.tsx').then((file) => file.ScanKey), Nothing);
const Convert = lazy(() => import('./convert.tsx').then((file) => file.Convert), Nothing);

export interface RestoreProps {
  readonly onBack: () => void;
  /** After a file without a lock: its key has no spare yet. */
  readonly onMore: () => void;
}
export function Restore({ onBack, onMore }: RestoreProps) {
  const words = t.value.welcome;
  const restoring = useRestoring(onMore);
  const { file, name, isBusy } = restoring;
  const isScanning = useSignal(false);
  return (
    <>
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
          <ChooseFile file={file.value} onChoose={restoring.choose} />
          <p class="small">
            <button type="button" class="inline-link" onClick={() => (isScanning.value = true)}>
              {words.scanOrPaste}
            </button>
          </p>
          <WhatOpensIt restoring={restoring} />
          <NameField name={name} isPrivate={restoring.choosing.isOpen.value} />
          <ChooseLock choosing={restoring.choosing} />
          <Failure restoring={restoring} />
          {restoring.isNotEmpty.value && (
            <p class="rose small" role="alert">
              {t.value.lock.notEmpty}
            </p>
          )}
          <div class="banner">
            <Icon name="info" size={20} />
            <span>
              {words.notMessages} {file.value?.isForeign ? words.stopOld : words.stopOther}
            </span>
          </div>
        </main>
        <footer class="pad first__foot">
          <Button
            tone="primary"
            size="l"
            type="submit"
            block
            disabled={!restoring.isReady}
            busy={isBusy.value}
          >
            {isBusy.value ? words.opening : words.openFile}
          </Button>
        </footer>
      </form>
      {isScanning.value && <ScanKey onKey={restoring.choose} onClose={() => (isScanning.value = false)} />}
    </>
  );
}

function WhatOpensIt({ restoring }: { readonly restoring: Restoring }) {
  const words = t.value.welcome;
  const { file, typed, isOwn, failed } = restoring;
  const change = (): void => {
    isOwn.value = !isOwn.peek();
    failed.value = undefined;
  };
  if (file.value?.opener === 'none') return <p class="small ink-2">{words.notLocked}</p>;
  return (
    <div>
      <Opener key={String(isOwn.value)} typed={typed} />
      <p class="sixwords-other small">
        <button type="button" class="inline-link" onClick={change}>
          {isOwn.value ? words.sixWordsInstead : words.otherPassphrase}
        </button>
      </p>
    </div>
  );
}

function Failure({ restoring }: { readonly restoring: Restoring }) {
  const words = t.value.welcome;
  const file = restoring.file.value;
  if (restoring.failed.value === undefined) return undefined;
  const { reason, detail } = restoring.failed.value;
  // Codes and texts come with a label in the place of a file's name.
  const fileName = file?.size === undefined ? undefined : file.name;
  const isOther = reason === 'unsupported-scheme' || reason === 'wrong-kind-of-key';
  return (
    <>
      <p class="rose small" role="alert">
        {reason === 'wrong-words' && restoring.isOwn.value ? words.ownWrong : words.restoreFailed[reason]}
        {detail !== undefined && ` ${words.found(detail)}`}
      </p>
      {isOther && detail !== undefined && <Convert reason={reason} found={detail} fileName={fileName} />}
    </>
  );
}
