// The rehearsal: a recovery file counts as saved only once it was opened with the words from the paper.
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { SixWords } from '../parts/six-words.tsx';
import { useRehearsal } from '../parts/use-rehearsal.ts';
import { Steps } from '../parts/steps.tsx';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';

export interface RehearseProps {
  readonly onShowWords: () => void;
  readonly onDone: () => void;
}
export function Rehearse({ onShowWords, onDone }: RehearseProps) {
  const words = t.value.welcome;
  const rehearsal = useRehearsal(words.spareGood, onDone);
  return (
    <form class="app first" onSubmit={rehearsal.onSubmit}>
      <Steps now={2} onBack={onShowWords} />
      <main class="scroll pad first__in">
        <Heading title={words.rehearseTitle} class="display">
          {words.rehearseTitle}
        </Heading>
        <p class="ink-2 bal">{words.rehearseHelp}</p>
        <SixWords words={rehearsal.typed.value} onChange={(next) => (rehearsal.typed.value = next)} />
        {rehearsal.isWrong && (
          <p class="rose small" role="alert">
            {words.wordsBad}
          </p>
        )}
        <p>
          <button type="button" class="inline-link" onClick={onShowWords}>
            {words.showWords}
          </button>
        </p>
      </main>
      <footer class="pad first__foot">
        <Button
          tone="primary"
          size="l"
          type="submit"
          block
          disabled={!rehearsal.isComplete}
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
