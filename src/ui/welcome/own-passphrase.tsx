// A passphrase of one's own for the recovery file, with what is to be said about it. Loaded when somebody asks for it.
import { useSignal } from '@preact/signals';
import { OWN_PASSPHRASE_MIN, ownProblem } from '../../lib/strength.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { PassphraseField } from '../parts/passphrase-field.tsx';
import { Steps } from '../parts/steps.tsx';
import { StrengthMeter } from '../parts/strength.tsx';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';
import '../parts/more-shapes.ts';

export interface OwnPassphraseProps {
  readonly onBack: () => void;
  /** Makes the file with it; settles when that is done. */
  readonly onChosen: (passphrase: string) => Promise<void>;
}
export function OwnPassphrase({ onBack, onChosen }: OwnPassphraseProps) {
  const model = useModel();
  const words = t.value.spare;
  const typed = useSignal('');
  const isBusy = useSignal(false);
  const problem = ownProblem(typed.value);
  // Until it is long enough, "too weak" is no news.
  const isEarly = problem === 'too-weak' && typed.value.length < OWN_PASSPHRASE_MIN;
  const isWrong = problem !== undefined && problem !== 'empty' && !isEarly;
  const make = async (): Promise<void> => {
    isBusy.value = true;
    await onChosen(typed.peek()).finally(() => (isBusy.value = false));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (problem === undefined && !isBusy.peek()) model.attempt(make());
  };
  return (
    <form class="app first" onSubmit={submit}>
      <Steps now={2} onBack={onBack} />
      <main class="scroll pad first__in">
        <Heading title={words.ownTitle} class="display">
          {words.ownTitle}
        </Heading>
        <p class="ink-2 bal">{words.ownHelp}</p>
        <PassphraseField
          id="own-passphrase"
          label={t.value.welcome.passphrase}
          value={typed}
          kind="new-password"
          isWrong={isWrong}
          help={isWrong ? words.ownProblems[problem] : words.ownRule}
        >
          <StrengthMeter passphrase={typed.value} mine={model.me.value?.name.split(' ') ?? []} />
        </PassphraseField>
        <div class="banner">
          <Icon name="info" size={20} />
          <span>{words.ownOnly}</span>
        </div>
      </main>
      <footer class="pad first__foot">
        <Button
          tone="primary"
          size="l"
          type="submit"
          block
          icon="download"
          disabled={problem !== undefined}
          busy={isBusy.value}
        >
          {isBusy.value ? t.value.welcome.making6 : words.ownLock}
        </Button>
      </footer>
    </form>
  );
}
