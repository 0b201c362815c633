// Long lists of equal rows: only the rows near the screen exist. Ten thousand neighbours cost as much as thirty.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface WindowedProps<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly row: (item: Item) => ComponentChildren;
  /** Pixels before the first row could be measured. */
  readonly guess: number;
  readonly columns?: number;
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Where the list stands among several that are read as one. */
  readonly before?: number;
  readonly total?: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}
/** Rows kept above and below the screen: a fling must not show bare ground. */
const MARGIN_PX = 600;
const FIRST_ROWS = 24;

export function Windowed<Item>(props: WindowedProps<Item>) {
  const { items, keyOf, guess, columns = 1, scroller, before = 0, total = items.length } = props;
  const list = useRef<HTMLUListElement>(null);
  const draw = useDrawn(props);
  const [height, setHeight] = useState(guess);
  const lines = Math.ceil(items.length / columns);
  const [range, setRange] = useState<Range>({ from: 0, to: before < FIRST_ROWS ? FIRST_ROWS : 0 });
  const isEmpty = items.length === 0;
  useLayoutEffect(() => {
    const rows = list.current;
    if (rows === null || isEmpty) return undefined;
    const measure = (): void => {
      const now = rows.querySelector('li:not([aria-hidden])')?.getBoundingClientRect().height ?? 0;
      if (now > 0) setHeight((before) => (Math.abs(now - before) > 0.5 ? now : before));
    };
    measure();
    if (!('ResizeObserver' in globalThis)) return undefined;
    // Not after each drawing: to be asked for its size in between, the whole page would have to be laid out.
    const sizes = new ResizeObserver(measure);
    sizes.observe(rows);
    return () => sizes.disconnect();
  }, [isEmpty]);
  useEffect(() => {
    const area = scroller.current;
    if (area === null) return undefined;
    const look = (): void => {
      const seen = list.current === null ? undefined : visibleLines(area, list.current, height, lines);
      if (seen !== undefined) setRange((now) => (now.from === seen.from && now.to === seen.to ? now : seen));
    };
    look();
    area.addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      area.removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [height, lines, scroller]);
  const from = Math.min(range.from, Math.max(0, lines - 1));
  const to = Math.min(range.to, lines);
  return (
    <ul
      ref={list}
      class={columns > 1 ? 'windowed windowed--two' : 'windowed'}
      style={{ paddingBlockStart: `${from * height}px`, paddingBlockEnd: `${(lines - to) * height}px` }}
    >
      {draw(items.slice(from * columns, to * columns)).map(({ item, node }, i) => (
        <li key={keyOf(item)} aria-setsize={total} aria-posinset={before + from * columns + i + 1}>
          {node}
        </li>
      ))}
    </ul>
  );
}

interface Drawn<Item> {
  readonly item: Item;
  readonly row: unknown;
  readonly node: ComponentChildren;
}

/** The same item gives the very same vnode, which preact does not look into again: scrolling draws only what comes into sight. */
function useDrawn<Item>({ keyOf, row }: Pick<WindowedProps<Item>, 'keyOf' | 'row'>) {
  const kept = useRef(new Map<string, Drawn<Item>>());
  return (items: readonly Item[]): readonly Drawn<Item>[] => {
    const next = items.map((item) => {
      const known = kept.current.get(keyOf(item));
      return known?.item === item && known.row === row ? known : { item, row, node: row(item) };
    });
    kept.current = new Map(next.map((one) => [keyOf(one.item), one]));
    return next;
  };
}

/** Which lines of the list the scrolled area shows, with a margin, in steps of eight so that not every pixel redraws. */
function visibleLines(
  area: HTMLElement,
  list: HTMLElement,
  height: number,
  lines: number,
): Range | undefined {
  const shown = area.getBoundingClientRect();
  // Without a layout (tests, hidden panes) the first rows stay.
  if (shown.height === 0 || height === 0) return undefined;
  const top = shown.top - list.getBoundingClientRect().top - MARGIN_PX;
  const from = Math.floor(top / height / 8) * 8;
  const to = Math.ceil((top + shown.height + 2 * MARGIN_PX) / height / 8) * 8;
  const clamp = (line: number): number => Math.min(lines, Math.max(0, line));
  return { from: clamp(from), to: clamp(to) };
}
