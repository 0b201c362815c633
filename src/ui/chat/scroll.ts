// Holds the conversation still under the reader's eyes. The log is a reversed column: its scrollTop is 0 at the newest line and
// negative above it, so the bottom needs no care; only a reader who has climbed up does.
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** Pixels from the bottom that still count as being there. */
const NEAR = 48;
/** Pixels from the top at which older messages are fetched. */
const EARLY = 800;

export interface LogScroll {
  readonly isAtBottom: boolean;
  readonly onScroll: () => void;
  /** After every change of what is drawn: the message that was first on the screen goes back to where it was. */
  readonly hold: () => void;
  readonly toBottom: () => void;
}

interface Anchor {
  readonly seq: string;
  readonly top: number;
}

/** @param onNearTop Called when the oldest loaded message comes near; may be called again and again. */
export function useLogScroll(log: RefObject<HTMLElement | null>, onNearTop: () => void): LogScroll {
  const [isAtBottom, setAtBottom] = useState(true);
  const anchor = useRef<Anchor>(undefined);
  const look = (): void => {
    const area = log.current;
    if (area === null) return;
    const atBottom = area.scrollTop > -NEAR;
    setAtBottom(atBottom);
    anchor.current = atBottom ? undefined : firstVisible(area);
    if (area.scrollHeight - area.clientHeight + area.scrollTop < EARLY) onNearTop();
  };
  const hold = (): void => {
    const area = log.current;
    const kept = anchor.current;
    if (area === null) return;
    if (kept !== undefined) {
      const now = area.querySelector(`[data-seq="${kept.seq}"]`);
      const moved =
        now === null ? 0 : now.getBoundingClientRect().top - area.getBoundingClientRect().top - kept.top;
      if (Math.abs(moved) > 1) area.scrollTop += moved;
    }
    if (area.scrollHeight > 0 && area.scrollHeight - area.clientHeight + area.scrollTop < EARLY) onNearTop();
  };
  return {
    isAtBottom,
    onScroll: look,
    hold,
    toBottom: () => log.current?.scrollTo({ top: 0, behavior: 'auto' }),
  };
}

function firstVisible(area: HTMLElement): Anchor | undefined {
  const top = area.getBoundingClientRect().top;
  for (const row of area.querySelectorAll<HTMLElement>('[data-seq]')) {
    const box = row.getBoundingClientRect();
    if (box.bottom > top) return { seq: row.dataset['seq'] ?? '', top: box.top - top };
  }
  return undefined;
}
