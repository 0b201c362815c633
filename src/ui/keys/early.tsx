// Until the part that knows the keys is here: Ctrl K and ⌘ K are noted, so that the palette opens as soon as it can.
import { useEffect } from 'preact/hooks';
import { Nothing } from '../parts/lazy.tsx';

/** The palette was asked for. */
export const asked = { early: false };

export function EarlyKeys() {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      asked.early = true;
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return <Nothing />;
}
