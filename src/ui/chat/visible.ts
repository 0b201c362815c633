// Whether somebody can be looking: a hidden tab reads nothing.
import { useEffect, useState } from 'preact/hooks';

const isVisible = (): boolean => document.visibilityState !== 'hidden';

export function useIsVisible(): boolean {
  const [visible, setVisible] = useState(isVisible);
  useEffect(() => {
    const look = (): void => setVisible(isVisible());
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
