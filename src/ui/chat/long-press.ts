// A long press of a finger, for the browsers that make no context menu of it (WebKit on phones).
import { useRef } from 'preact/hooks';

const PRESS_MS = 500;

export interface LongPress {
  readonly onTouchStart: () => void;
  readonly onTouchMove: () => void;
  readonly onTouchEnd: () => void;
  readonly onTouchCancel: () => void;
}

export function useLongPress(run: () => void): LongPress {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => clearTimeout(timer.current);
  return {
    onTouchStart() {
      stop();
      // What lies over it has the finger, even where it hangs in it.
      timer.current = setTimeout(() => document.querySelector('dialog[open]') ?? run(), PRESS_MS);
    },
    onTouchMove: stop,
    onTouchEnd: stop,
    onTouchCancel: stop,
  };
}
