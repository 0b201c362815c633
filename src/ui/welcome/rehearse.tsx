// The rehearsal: a recovery file counts as saved only once it was opened with the words from the paper, or the passphrase.
import type { RecoveryFile } from '../../engine/port/identity.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Opener } from '../parts/opener.tsx';
import { saveText } from '../parts/save-text.ts';
import { useRehearsal } from '../parts/use-rehearsal.ts';
import { Steps } from '../parts/steps.tsx';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';

export interface RehearseProps {
  readonly saved: RecoveryFile;
  /** Undefined: there are none. */
  readonly onShowWords?: () => void;
  readonly onDone: () => void;
}
export function Rehearse({ saved, onShowWords, onDone }: RehearseProps) {
  const words = t.value.welcome;
  const rehearsal = useRehearsal(words.spareGood, onDone);
  const { isOwn } = rehearsal.typed;
  return (
    <form class="app first" onSubmit={rehearsal.onSubmit}>
      <Steps now={2} {...(onShowWords && { onBack: onShowWords })} />
      <main class="scroll pad first__in">
        <Heading title={words.rehearseTitle} class="display">
          {words.rehearseTitle}
        </Heading>
        <p class="ink-2 bal">{isOwn ? t.value.spare.rehearseOwn : words.rehearseHelp}</p>
        <Opener typed={rehearsal.typed} />
        {rehearsal.isWrong && (
          <p class="rose small" role="alert">
            {isOwn ? t.value.spare.ownBad : words.wordsBad}
          </p>
        )}
        {onShowWords === undefined ? (
          <p class="small ink-2" role="status">
            {words.fileSaved(saved.fileName)}{' '}
            <button type="button" class="inline-link" onClick={() => saveText(saved.fileName, saved.text)}>
              {words.saveAgain}
            </button>
          </p>
        ) : (
          <p>
            <button type="button" class="inline-link" onClick={onShowWords}>
              {words.showWords}
            </button>
          </p>
        )}
      </main>
      <footer class="pad first__foot">
        <Button
          tone="primary"
          size="l"
          type="submit"
          block
          disabled={!rehearsal.typed.isComplete}
          busy={rehearsal.isBusy}
        >
          {words.openFile}
        </Button>
        <Button tone="plain" block onClick={onDone}>
          {words.later}
        </Button>
      </footer>
    </form>
  );
}
