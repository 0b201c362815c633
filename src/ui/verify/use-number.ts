// The safety number with somebody, while it is worked out and where that fails.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Fingerprint } from '../../domain/ids.ts';
import type { SafetyNumber } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';

export type NumberState = SafetyNumber | 'waiting' | 'failed';

export function useNumber(person: Fingerprint): { readonly number: NumberState; readonly again: () => void } {
  const { port } = useModel();
  const number = useSignal<NumberState>('waiting');
  const tries = useSignal(0);
  const turn = tries.value;
  useEffect(() => {
    let isGone = false;
    const show = (next: NumberState): void => {
      if (!isGone) number.value = next;
    };
    show('waiting');
    port.safetyNumber(person).then(show, () => show('failed'));
    return () => void (isGone = true);
  }, [person, turn]);
  return { number: number.value, again: () => void (tries.value += 1) };
}
