// What the typed address means, asked of the engine as it changes; the newest answer counts.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AddressVerdict } from '../../engine/port/connection.ts';
import { useModel } from '../model/context.ts';

/** An https page may open secure links only. */
export const isPageSecure = (): boolean => location.protocol === 'https:';

/** Undefined until the first answer is there. */
export function useVerdict(address: Signal<string>): AddressVerdict | undefined {
  const model = useModel();
  const verdict = useSignal<AddressVerdict | undefined>(undefined);
  const typed = address.value;
  useEffect(() => {
    let isNewest = true;
    const ask = async (): Promise<void> => {
      const answer = await model.port.readAddress(typed, isPageSecure());
      if (isNewest) verdict.value = answer;
    };
    model.attempt(ask());
    return () => void (isNewest = false);
  }, [typed]);
  return verdict.value;
}
