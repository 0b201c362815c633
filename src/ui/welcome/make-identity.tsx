// Making the key while the name is typed. The picture appears as soon as there is a key to paint it from.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { IdentityView } from '../../engine/port/identity.ts';
import { ChooseLock, useLockChoosing } from '../lock/choose-lock.tsx';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { CheckItem, type CheckItemProps } from '../parts/check-list.tsx';
import { Heading } from '../parts/heading.tsx';
import { Steps } from '../parts/steps.tsx';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';
import { NameField, nameIn } from './name-field.tsx';
import { Portrait } from './portrait.tsx';

export interface MakeIdentityProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}
/** How far the making is: 0 nothing, 1 key, 2 kept, 3 tried. */
function progressOf(identity: IdentityView): 0 | 1 | 2 | 3 {
  if (identity.phase === 'fresh' || identity.phase === 'ready') return 3;
  if (identity.phase !== 'making' || identity.step === 'key') return 0;
  return identity.step === 'keep' ? 1 : 2;
}

export function MakeIdentity({ onBack, onNext }: MakeIdentityProps) {
  const model = useModel();
  const words = t.value.welcome;
  const identity = model.identity.value;
  const typed = useSignal(model.me.peek()?.name ?? '');
  const isBusy = useSignal(false);
  const progress = progressOf(identity);
  const name = nameIn(typed);
  const choosing = useLockChoosing();
  const hasLock = model.me.value?.lock !== undefined;
  const isReady = progress === 3 && name !== '' && (hasLock || choosing.isReady.value);
  const next = async (): Promise<void> => {
    isBusy.value = true;
    const lock = hasLock ? undefined : choosing.choice.peek();
    const asked = lock === undefined ? model.port.setName(name) : model.port.createIdentity(name, lock);
    await asked.finally(() => (isBusy.value = false));
    if (model.identity.peek().phase === 'fresh') onNext();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (isReady && !isBusy.peek()) model.attempt(next());
  };
  const making = useMaking();
  const title = progress === 3 ? words.made : words.making;
  return (
    <form class="app first" onSubmit={submit}>
      <Steps now={1} {...(making.hasFailed && { onBack })} />
      <main class="scroll pad first__in">
        <Portrait progress={progress} fingerprint={model.me.value?.fingerprint} />
        <Heading title={title} class="display center">
          {title}
        </Heading>
        <p class="center ink-2 bal">{words.painted}</p>
        <NameField name={typed} isPrivate={hasLock || choosing.isOpen.value} />
        <ChooseLock choosing={choosing} isLocked={hasLock} isNewKey />
        <Progress progress={progress} hasFailed={making.hasFailed} />
      </main>
      <footer class="pad first__foot">
        {making.hasFailed ? (
          <Button tone="primary" size="l" block onClick={making.start}>
            {words.tryAgain}
          </Button>
        ) : (
          <Button tone="primary" size="l" type="submit" block disabled={!isReady} busy={isBusy.value}>
            {words.continue}
          </Button>
        )}
      </footer>
    </form>
  );
}

/** Asks for the key once, as soon as there is none. */
function useMaking(): { readonly hasFailed: boolean; readonly start: () => void } {
  const model = useModel();
  const isNone = model.identity.value.phase === 'none';
  const hasFailed = useSignal(false);
  const make = async (): Promise<void> => {
    hasFailed.value = false;
    await model.port.createIdentity('').catch((cause: unknown) => {
      hasFailed.value = true;
      throw cause;
    });
  };
  const start = (): void => model.attempt(make());
  useEffect(() => {
    if (isNone) start();
  }, [isNone]);
  return { hasFailed: hasFailed.value && isNone, start };
}

interface ProgressProps {
  readonly progress: 0 | 1 | 2 | 3;
  readonly hasFailed: boolean;
}
function Progress({ progress, hasFailed }: ProgressProps) {
  const words = t.value.welcome;
  const titles = [
    [words.keyMaking, words.keyMade],
    [words.keyKeeping, words.keyKept],
    [words.keyTrying, words.keyTried],
  ] as const;
  const stateAt = (step: number): CheckItemProps['state'] => {
    if (progress > step) return 'ok';
    return progress === step && !hasFailed ? 'waiting' : 'todo';
  };
  return (
    <div role="status" aria-atomic="false">
      <ol class="card">
        {titles.map(([before, after], step) => (
          <CheckItem key={before} state={stateAt(step)} title={progress > step ? after : before} />
        ))}
      </ol>
    </div>
  );
}
