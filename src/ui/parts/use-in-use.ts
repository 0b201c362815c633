// Writing down or scanning what is on the screen is use of the app, though nobody touches it: a lock waits for that.
import { useEffect } from 'preact/hooks';
import { useModel } from '../model/context.ts';

const EVERY_MS = 10_000;

/** Says so as long as the component is on the screen. */
export function useInUse(): void {
  const model = useModel();
  useEffect(() => {
    const say = (): void => {
      const isSeen = model.me.peek()?.lock !== undefined && !document.hidden;
      if (isSeen) void model.port.active().catch(() => undefined);
    };
    const timer = setInterval(say, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}
