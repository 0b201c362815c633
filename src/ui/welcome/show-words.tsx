// The six words, shown once, to be written down.
import type { RecoveryFile } from '../../engine/port/identity.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { saveText } from '../parts/save-text.ts';
import { Steps } from '../parts/steps.tsx';
import { useInUse } from '../parts/use-in-use.ts';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';

export interface ShowWordsProps {
  readonly file: RecoveryFile;
  readonly onWritten: () => void;
}
export function ShowWords({ file, onWritten }: ShowWordsProps) {
  const words = t.value.welcome;
  useInUse();
  return (
    <div class="app first">
      <Steps now={2} />
      <main class="scroll pad first__in">
        <Heading title={words.wordsTitle} class="display">
          {words.wordsTitle}
        </Heading>
        <p class="ink-2 bal">{words.wordsHelp}</p>
        <ol class="card thewords" aria-label={words.wordsLabel} dir="ltr">
          {file.words.map((word, at) => (
            <li key={`${at} ${word}`}>
              <span class="cap ink-3 num" aria-hidden="true">
                {number(at + 1)}
              </span>
              <span class="mono">{word}</span>
            </li>
          ))}
        </ol>
        <p class="small ink-2" role="status">
          {words.fileSaved(file.fileName)}{' '}
          <button type="button" class="inline-link" onClick={() => saveText(file.fileName, file.text)}>
            {words.saveAgain}
          </button>
        </p>
      </main>
      <footer class="pad first__foot">
        <Button tone="primary" size="l" block onClick={onWritten}>
          {words.wroteThem}
        </Button>
      </footer>
    </div>
  );
}
