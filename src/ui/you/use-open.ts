// For what takes longer than somebody may want to look at it.
import { useEffect, useRef } from 'preact/hooks';

/** Tells later whether the dialog is still on the screen. */
export function useOpen(): () => boolean {
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => void (open.current = false);
  }, []);
  return () => open.current;
}
