// Trying six words on the recovery file: what was typed, how it went, and the try itself.
import { type Signal, useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { areComplete, NO_WORDS } from './six-words.tsx';

export interface Rehearsal {
  readonly typed: Signal<readonly string[]>;
  readonly isComplete: boolean;
  readonly isBusy: boolean;
  readonly isWrong: boolean;
  /** For the form: opens the file with the words typed, if all six are there. */
  readonly onSubmit: (event: Event) => void;
}

/** @param onGood Runs once the file opened, after `said` was shown. */
export function useRehearsal(said: string, onGood: () => void): Rehearsal {
  const model = useModel();
  const typed = useSignal(NO_WORDS);
  const state = useSignal<'typing' | 'trying' | 'wrong'>('typing');
  const attempt = async (): Promise<void> => {
    state.value = 'trying';
    const isGood = await model.port.rehearseRecovery(typed.value).catch((cause: unknown) => {
      state.value = 'typing';
      throw cause;
    });
    state.value = isGood ? 'typing' : 'wrong';
    if (!isGood) return;
    model.toasts.show(said, { icon: 'check' });
    onGood();
  };
  const isComplete = areComplete(typed.value);
  return {
    typed,
    isComplete,
    isBusy: state.value === 'trying',
    isWrong: state.value === 'wrong',
    onSubmit: (event) => {
      event.preventDefault();
      if (isComplete && state.peek() !== 'trying') model.attempt(attempt());
    },
  };
}
