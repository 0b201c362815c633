// The spare key: offered once, made into a file, opened again before it counts.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RecoveryFile } from '../../engine/port/identity.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon-shapes.ts';
import { lazy } from '../parts/lazy.tsx';
import { saveText } from '../parts/save-text.ts';
import { Steps } from '../parts/steps.tsx';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';
import { Rehearse } from './rehearse.tsx';
import { ShowWords } from './show-words.tsx';
import '../parts/more-shapes.ts';

export interface SpareProps {
  /** The file once it is made; kept by the caller, so that a step back does not make another one. */
  readonly file: Signal<RecoveryFile | undefined>;
  readonly onBack: () => void;
}
export function Spare({ file, onBack }: SpareProps) {
  const model = useModel();
  const isMade = file.value !== undefined;
  useEffect(() => (isMade ? stayOnPage() : undefined), [isMade]);
  const isWritten = useSignal(false);
  const isOwn = useSignal(false);
  const make = async (own?: string): Promise<void> => {
    const made = await model.port.makeRecovery(own);
    saveText(made.fileName, made.text);
    file.value = made;
  };
  const finish = (): void => model.attempt(model.port.finishIdentity());
  if (file.value === undefined && isOwn.value)
    return <OwnPassphrase onBack={() => (isOwn.value = false)} onChosen={make} />;
  if (file.value === undefined)
    return <Offer onBack={onBack} onMake={() => make()} onOwn={() => (isOwn.value = true)} onSkip={finish} />;
  const [firstWord] = file.value.words;
  if (firstWord === undefined) return <Rehearse saved={file.value} onDone={finish} />;
  if (!isWritten.value) return <ShowWords file={file.value} onWritten={() => (isWritten.value = true)} />;
  return <Rehearse saved={file.value} onShowWords={() => (isWritten.value = false)} onDone={finish} />;
}

const OwnPassphrase = lazy(() => import('./own-passphrase.tsx').then((part) => part.OwnPassphrase));

/** A reload now would forget the six words for good: the browser asks first. Returns what ends it. */
function stayOnPage(): () => void {
  const ask = (event: Event): void => event.preventDefault();
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}

interface OfferProps {
  readonly onBack: () => void;
  readonly onMake: () => Promise<void>;
  readonly onOwn: () => void;
  readonly onSkip: () => void;
}
function Offer({ onBack, onMake, onOwn, onSkip }: OfferProps) {
  const model = useModel();
  const words = t.value.welcome;
  const isBusy = useSignal(false);
  const make = async (): Promise<void> => {
    isBusy.value = true;
    await onMake().finally(() => (isBusy.value = false));
  };
  return (
    <div class="app first">
      <Steps now={2} onBack={onBack} />
      <main class="scroll pad first__in">
        <Safe />
        <Heading title={words.spareTitle} class="display center">
          {words.spareTitle}
        </Heading>
        <p class="center ink-2 bal">{words.spareHelp}</p>
        <ul class="card facts first__facts">
          <Fact icon="lock" title={words.spareLocked} help={words.spareLockedHelp} />
          <Fact icon="check" title={words.spareTested} help={words.spareTestedHelp} />
          <Fact icon="clock" title={words.spareNow} help={words.spareNowHelp} />
        </ul>
        <p class="small center">
          <button type="button" class="inline-link" onClick={onOwn}>
            {words.ownInstead}
          </button>
        </p>
      </main>
      <footer class="pad first__foot">
        <Button
          tone="primary"
          size="l"
          block
          icon="download"
          busy={isBusy.value}
          onClick={() => model.attempt(make())}
        >
          {isBusy.value ? words.making6 : words.saveSpare}
        </Button>
        <Button tone="plain" block onClick={onSkip}>
          {words.skipSpare}
        </Button>
      </footer>
    </div>
  );
}

interface FactProps {
  readonly icon: IconName;
  readonly title: string;
  readonly help: string;
}
const Fact = ({ icon, title, help }: FactProps) => (
  <li>
    <Icon name={icon} />
    <span>
      <b>{title}</b> {help}
    </span>
  </li>
);

/** A strongbox with a key on it. */
const Safe = () => (
  <svg class="safe" width="190" height="128" viewBox="0 0 190 128" aria-hidden="true">
    <circle class="safe__glow" cx="95" cy="62" r="56" />
    <rect class="safe__box" x="48" y="26" width="94" height="84" rx="14" />
    <path class="safe__line" d="M48 50h94M78 26v-6a17 17 0 0 1 34 0v6" />
    <circle class="safe__key" cx="84" cy="80" r="11" />
    <path class="safe__key" d="M95 80h24m-7 0v8m-8-8v6" />
  </svg>
);
