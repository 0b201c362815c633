// Goes to a message of the open chat, fetching older pages until it is there, and lights it up for a moment.
import type { MessageWindow } from '../../model/messages.ts';

const LIT_MS = 1600;
/** As long as preact takes at most to draw what was fetched. */
const DRAWN_MS = 50;
const later = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** @returns False where the message is no longer. */
export async function jumpTo(log: HTMLElement, window: MessageWindow, seq: number): Promise<boolean> {
  await reach(window, seq);
  const find = (): HTMLElement | null => log.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (find() === null) await later(DRAWN_MS);
  const row = find();
  if (row === null) return false;
  row.scrollIntoView({ block: 'center' });
  row.focus({ preventScroll: true });
  row.classList.add('is-lit');
  setTimeout(() => row.classList.remove('is-lit'), LIT_MS);
  return true;
}

async function reach(window: MessageWindow, seq: number): Promise<void> {
  const first = (): number => window.list.peek()?.[0]?.seq ?? Infinity;
  while (first() > seq && !window.complete.peek()) {
    const before = first();
    if (window.loading.peek()) await later(DRAWN_MS);
    else await window.loadOlder();
    if (first() === before && !window.loading.peek()) return; // it failed, and that was said
  }
}
