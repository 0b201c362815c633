// Choosing a lock while a key is made or restored: off by default, said plainly before anything is typed.
import './lock.css';
import { type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals';
import type { LockChoice } from '../../engine/port/lock.ts';
import { isStrongEnough, LOCK_PASSPHRASE_LEAST } from '../../lib/lock-passphrase.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';
import { PassphraseField, PassphraseOwner } from './passphrase-field.tsx';

export interface LockChoosing {
  readonly isOpen: Signal<boolean>;
  readonly typed: Signal<string>;
  readonly again: Signal<string>;
  /** What to hand to the engine; undefined where no lock is wanted. */
  readonly choice: ReadonlySignal<LockChoice | undefined>;
  /** False while a lock is wanted and its passphrase will not do yet. */
  readonly isReady: ReadonlySignal<boolean>;
}

export function useLockChoosing(): LockChoosing {
  const isOpen = useSignal(false);
  const typed = useSignal('');
  const again = useSignal('');
  const isGood = (): boolean => isStrongEnough(typed.value) && typed.value === again.value;
  return {
    isOpen,
    typed,
    again,
    choice: useComputed(() => (isOpen.value && isGood() ? { passphrase: typed.value } : undefined)),
    isReady: useComputed(() => !isOpen.value || isGood()),
  };
}

export interface ChooseLockProps {
  readonly choosing: LockChoosing;
  /** The key that is there has a lock already. */
  readonly isLocked?: boolean;
  /** One without a lock is there, and would give way to another. */
  readonly isNewKey?: boolean;
}
export function ChooseLock({ choosing, isLocked = false, isNewKey = false }: ChooseLockProps) {
  const words = t.value.lock;
  const { isOpen } = choosing;
  if (isLocked)
    return (
      <p class="banner">
        <Icon name="lock" size={20} />
        <span>
          <b>{words.chosen}</b> {words.chosenHelp}
        </span>
      </p>
    );
  return (
    <details
      class="card chooselock"
      open={isOpen.value}
      onToggle={(event) => (isOpen.value = event.currentTarget.open)}
    >
      <summary class="cell inset-focus">
        <Icon name="lock" />
        <span class="cell__t">{words.offer}</span>
        <Icon name="down" size={18} class="chooselock__more" />
      </summary>
      {/* Password managers look for fields in what is folded away, too. */}
      {isOpen.value && <Inside choosing={choosing} isNewKey={isNewKey} />}
    </details>
  );
}

function Inside({ choosing, isNewKey }: Required<Omit<ChooseLockProps, 'isLocked'>>) {
  const words = t.value.lock;
  const { typed, again } = choosing;
  const isWeak = typed.value !== '' && !isStrongEnough(typed.value);
  const isEasy = isWeak && typed.value.length >= LOCK_PASSPHRASE_LEAST;
  const differs = again.value !== '' && !typed.value.startsWith(again.value) && again.value !== typed.value;
  return (
    <div class="chooselock__in">
      <p class="small ink-2">
        {words.offerHelp} {words.offerOnce}
      </p>
      <PassphraseOwner />
      <PassphraseField
        id="lock-passphrase"
        label={words.mine}
        value={typed}
        kind="new-password"
        isWrong={isWeak && again.value !== ''}
        help={isEasy ? words.easy : words.rule(LOCK_PASSPHRASE_LEAST)}
      />
      <PassphraseField
        id="lock-again"
        label={words.again}
        value={again}
        kind="new-password"
        isWrong={differs}
        {...(differs && { help: words.differs })}
      />
      <p class="small">
        {words.forgetting} {words.manager}
      </p>
      {isNewKey && <p class="small ink-2">{words.newKey}</p>}
    </div>
  );
}
