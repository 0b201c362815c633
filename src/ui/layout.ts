// How wide the window is, in the three steps of DESIGN.md, and how the reader points at things.
import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** narrow: one pane and tabs · middle: rail, list, main · wide: also a side pane. */
export type Width = 'narrow' | 'middle' | 'wide';

const watched = (query: string): ReadonlySignal<boolean> => {
  const media = typeof matchMedia === 'function' ? matchMedia(query) : undefined;
  const matches = signal(media?.matches ?? false);
  media?.addEventListener('change', (event) => (matches.value = event.matches));
  return matches;
};

const isMiddle = watched('(min-width: 720px)');
const isWide = watched('(min-width: 1080px)');
export const width = computed<Width>(() => (isWide.value ? 'wide' : isMiddle.value ? 'middle' : 'narrow'));
/** Its keyboards have ⌘ and ⌥. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
/** A mouse and most likely a keyboard: Enter sends, the composer takes the focus. */
export const hasMouse = watched('(hover: hover) and (pointer: fine)');
