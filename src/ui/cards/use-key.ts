// The key of who follows an invite and has none yet: made while the invite is being read, so that nobody waits for it.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useModel } from '../model/context.ts';

export interface NewKey {
  readonly state: 'none' | 'making' | 'ready' | 'failed';
  readonly make: () => void;
}

/** @param isWanted False: nothing is made until `make` is called. */
export function useKey(isWanted: boolean): NewKey {
  const model = useModel();
  const { phase } = model.identity.value;
  const hasFailed = useSignal(false);
  const make = (): void => {
    hasFailed.value = false;
    const making = model.port.createIdentity('').catch((cause: unknown) => {
      hasFailed.value = true;
      throw cause;
    });
    model.attempt(making);
  };
  useEffect(() => {
    if (isWanted && phase === 'none' && !hasFailed.peek()) make();
  }, [isWanted, phase]);
  if (phase === 'ready' || phase === 'fresh') return { state: 'ready', make };
  if (hasFailed.value) return { state: 'failed', make };
  return { state: phase === 'making' ? 'making' : 'none', make };
}
