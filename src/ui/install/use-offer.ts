// The browser's own offer to install, once it is known.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { InstallOffer } from '../model/app-state.ts';
import { useModel } from '../model/context.ts';

export interface Offer {
  readonly canInstall: boolean;
  readonly installed: boolean;
  readonly prompt: () => void;
}

export function useOffer(): Offer {
  const model = useModel();
  const offer = useSignal<InstallOffer | undefined>(undefined);
  const state = useSignal<InstallOffer['state']>({ canInstall: false, installed: false });
  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    const follow = (part: InstallOffer | undefined): void => {
      if (part === undefined || isGone) return;
      offer.value = part;
      state.value = part.state;
      stop = part.onChange(() => void (state.value = part.state));
    };
    if (model.app.install !== undefined) model.attempt(model.app.install().then(follow));
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return {
    ...state.value,
    prompt: () => {
      const part = offer.peek();
      if (part !== undefined) model.attempt(part.promptInstall());
    },
  };
}
