// Holds the conversation still under the reader's eyes, whatever comes above or below, gets its size late or changes it. The
// log is a reversed column: its scrollTop is 0 at the newest line and negative above it, so the bottom needs no care; a reader
// who has climbed up does, and is held by the messages that are on the screen.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Aim, MessageWindow, Spot } from '../model/window.ts';

/** Pixels from the bottom that still count as being there. */
const NEAR = 48;
/** Pixels from an end of what is loaded at which more is fetched. */
const EARLY = 800;
/** A message is seen when so much of its top is. */
const SEEN = 24;
/** After a scroll the reader has had time to see what is there. */
const REST_MS = 250;
/** Messages that hold the place: where the first is taken away, the next one does. */
const ANCHORS = 5;

export interface LogScroll {
  /** The newest message is on the screen. */
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  /** `seq` of the newest message on the screen. */
  readonly seen: () => number | undefined;
}

/**
 * @param drawn Changes with what is drawn.
 * @param onRest What is on the screen stays there: after a scroll and after a change of what is drawn.
 */
export function useLogScroll(
  log: RefObject<HTMLElement | null>,
  window: MessageWindow,
  drawn: unknown,
  onRest: () => void,
): LogScroll {
  const aim = window.aim.value;
  const [isAtEnd, setAtEnd] = useState(window.spot === undefined);
  const anchors = useRef<readonly Spot[]>(window.spot === undefined ? [] : [window.spot]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const height = useRef(0);
  /** At the newest and staying there, which the reversed column does by itself: so a burst of messages is not measured. */
  const follows = useRef(false);
  const rest = useRef(onRest);
  rest.current = onRest;
  const look = (area: HTMLElement): void => {
    const atEnd = area.scrollTop > -NEAR && !window.hasNewer.peek();
    setAtEnd(atEnd);
    follows.current = atEnd;
    if (area.clientHeight === 0) return; // without a layout
    height.current = area.clientHeight;
    anchors.current = atEnd ? [] : firstVisible(area);
    [window.spot] = anchors.current;
    const range = area.scrollHeight - area.clientHeight;
    if (range + area.scrollTop < EARLY && window.hasOlder.peek()) void window.loadOlder();
    else if (-area.scrollTop < EARLY && window.hasNewer.peek()) void window.loadNewer();
  };
  const settle = (): void => {
    const area = log.current;
    if (area === null || window.list.peek() === undefined) return;
    const next = window.aim.peek();
    if (next === undefined) hold(area, anchors.current);
    else {
      window.aim.value = undefined;
      // Nobody but me has written there: what is unread is further on.
      if (!show(area, next) && next.to === 'unread') void window.toNewest();
    }
    look(area);
  };
  useLayoutEffect(() => {
    if (!follows.current || window.aim.peek() !== undefined || window.hasNewer.peek()) settle();
  }, [drawn, aim]);
  useEffect(() => rest.current(), [drawn]);
  useEffect(() => {
    const area = log.current;
    if (area === null || !('ResizeObserver' in globalThis)) return undefined;
    // A picture has come, letters have grown, a keyboard has opened.
    const sizes = new ResizeObserver(settle);
    for (const one of [area, ...area.children]) sizes.observe(one);
    return () => {
      clearTimeout(timer.current);
      sizes.disconnect();
    };
  }, []);
  return {
    isAtEnd,
    onScroll() {
      const area = log.current;
      // A new size that nobody has told of yet has moved everything already: that is not where the reader went.
      if (area?.clientHeight === height.current) look(area);
      else settle();
      clearTimeout(timer.current);
      timer.current = setTimeout(() => rest.current(), REST_MS);
    },
    seen() {
      if (follows.current) return window.list.peek()?.at(-1)?.seq;
      return log.current === null ? undefined : lastVisible(log.current);
    },
  };
}

/** The first of the anchors that is still there goes back to where it was. */
function hold(area: HTMLElement, anchors: readonly Spot[]): void {
  for (const anchor of anchors) {
    const row = rowOf(area, anchor.seq);
    if (row === null) continue;
    const moved = topIn(area, row) - anchor.top;
    if (Math.abs(moved) >= 1) area.scrollTop += moved;
    return;
  }
}

/** False when it is not on the page. */
function show(area: HTMLElement, aim: Aim): boolean {
  if (aim.to === 'newest' || aim.to === 'oldest') {
    area.scrollTop = aim.to === 'newest' ? 0 : -area.scrollHeight;
    return true;
  }
  const row = aim.to === 'message' ? rowOf(area, aim.seq) : area.querySelector<HTMLElement>('.newline');
  if (row === null) return false;
  const free = Math.max(0, area.clientHeight - row.getBoundingClientRect().height);
  area.scrollTop += topIn(area, row) - Math.min(free / 2, area.clientHeight / 3);
  if (aim.to === 'message') mark(row);
  return true;
}

function mark(row: HTMLElement): void {
  row.focus({ preventScroll: true });
  row.dataset['found'] = '';
  row.addEventListener('animationend', () => delete row.dataset['found'], { once: true });
}

const rowOf = (area: HTMLElement, seq: number): HTMLElement | null =>
  area.querySelector(`[data-seq="${seq}"]`);
const topIn = (area: HTMLElement, row: Element): number =>
  row.getBoundingClientRect().top - area.getBoundingClientRect().top;
const rowsOf = (area: HTMLElement): readonly HTMLElement[] => [
  ...area.querySelectorAll<HTMLElement>('[data-seq]'),
];
const seqOf = (row: HTMLElement): number => Number(row.dataset['seq']);

/** How many rows come before the first that `isBehind`; they stand one below the other. */
function countBefore(rows: readonly HTMLElement[], isBehind: (box: DOMRect) => boolean): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && isBehind(row.getBoundingClientRect())) high = middle;
    else low = middle + 1;
  }
  return low;
}

function firstVisible(area: HTMLElement): readonly Spot[] {
  const rows = rowsOf(area);
  const { top } = area.getBoundingClientRect();
  const first = countBefore(rows, (box) => box.bottom > top);
  return rows
    .slice(first, first + ANCHORS)
    .map((row) => ({ seq: seqOf(row), top: row.getBoundingClientRect().top - top }));
}

function lastVisible(area: HTMLElement): number | undefined {
  const rows = rowsOf(area);
  const { bottom, height } = area.getBoundingClientRect();
  // Without a layout (tests) everything is on the screen.
  const count =
    height === 0 ? rows.length : countBefore(rows, (box) => box.top + Math.min(SEEN, box.height) > bottom);
  const row = rows[count - 1];
  return row && seqOf(row);
}
