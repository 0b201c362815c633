// Tells the engine that somebody uses this page, so that a lock closes only when nobody does; and that the browser is about
// to stop the page, which may be the last that is heard of it.
import { effect } from '@preact/signals';
import type { Model } from '../model/model.ts';

/** So often at most it is said again. */
const EVERY_MS = 10_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Watches from now on, as long as there is a lock. Returns what ends it. */
export function watchUse(model: Model): () => void {
  let saidAt = -Infinity;
  const hasLock = (): boolean => model.me.peek()?.lock !== undefined;
  const say = (): void => {
    saidAt = performance.now();
    void model.port.active().catch(() => undefined);
  };
  const used = (): void => {
    if (hasLock() && performance.now() - saidAt >= EVERY_MS) say();
  };
  // Back from sleep: whether the time was up is looked at before this counts as use.
  const back = (): void => {
    if (hasLock() && !document.hidden) say();
  };
  const freeze = (): void => {
    if (hasLock()) void model.port.lock('frozen').catch(() => undefined);
  };
  for (const sign of SIGNS) addEventListener(sign, used, { passive: true });
  for (const sign of ['pageshow', 'focus'] as const) addEventListener(sign, back);
  document.addEventListener('visibilitychange', back);
  document.addEventListener('resume', back);
  document.addEventListener('freeze', freeze);
  // A key made or unlocked just now, or another time chosen.
  const end = effect(() => {
    void model.preferences.value.lockAfter;
    if ('me' in model.identity.value && hasLock()) say();
  });
  return () => {
    end();
    for (const sign of SIGNS) removeEventListener(sign, used);
    for (const sign of ['pageshow', 'focus'] as const) removeEventListener(sign, back);
    document.removeEventListener('visibilitychange', back);
    document.removeEventListener('resume', back);
    document.removeEventListener('freeze', freeze);
  };
}
