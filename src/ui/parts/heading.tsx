// The title of a view: the focus goes there when the view opens, and the window's title follows it.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Plain words of the view on top. */
export const viewTitle = signal('');
/** The page's very first view does not take the focus; the ones that the reader goes to do. */
let isFirst = true;

export interface HeadingProps {
  readonly children: ComponentChildren;
  /** For the window's title. */
  readonly title: string;
  /** 2 beside a list that already has the page's h1. */
  readonly level?: 1 | 2;
  readonly class?: string;
  /** Not where a field takes the focus instead. */
  readonly focus?: boolean;
}
export function Heading({ children, title, level = 1, class: more, focus = true }: HeadingProps) {
  const line = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => void (viewTitle.value = title), [title]);
  useEffect(() => {
    if (focus && !isFirst) line.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  const Tag = level === 1 ? 'h1' : 'h2';
  return (
    <Tag ref={line} class={more} tabIndex={-1}>
      {children}
    </Tag>
  );
}
