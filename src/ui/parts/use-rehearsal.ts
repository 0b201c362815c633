// Trying what opens the recovery file: what was typed, how it went, and the try itself.
import { useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { useTyped, type Typed } from './opener.tsx';
import { useInUse } from './use-in-use.ts';

export interface Rehearsal {
  readonly typed: Typed;
  readonly isBusy: boolean;
  readonly isWrong: boolean;
  /** For the form: opens the file with what was typed, if it is complete. */
  readonly onSubmit: (event: Event) => void;
}

/** @param onGood Runs once the file opened, after `said` was shown. */
export function useRehearsal(said: string, onGood: () => void): Rehearsal {
  const model = useModel();
  const recovery = model.me.value?.recovery;
  const typed = useTyped(recovery !== undefined && 'own' in recovery);
  useInUse();
  const state = useSignal<'typing' | 'trying' | 'wrong'>('typing');
  const attempt = async (): Promise<void> => {
    state.value = 'trying';
    const answer = typed.isOwn ? [typed.text()] : typed.words.peek();
    const isGood = await model.port.rehearseRecovery(answer).catch((cause: unknown) => {
      state.value = 'typing';
      throw cause;
    });
    state.value = isGood ? 'typing' : 'wrong';
    if (!isGood) return;
    model.toasts.show(said, { icon: 'check' });
    onGood();
  };
  return {
    typed,
    isBusy: state.value === 'trying',
    isWrong: state.value === 'wrong',
    onSubmit: (event) => {
      event.preventDefault();
      if (typed.isComplete && state.peek() !== 'trying') model.attempt(attempt());
    },
  };
}
