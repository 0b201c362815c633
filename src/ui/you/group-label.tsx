// The small title over a card. On a phone the page's own title is the h1; beside the list of settings it is an h2.
import type { ComponentChildren } from 'preact';
import { width } from '../layout.ts';

export function GroupLabel({ children }: { readonly children: ComponentChildren }) {
  const Tag = width.value === 'narrow' ? 'h2' : 'h3';
  return <Tag class="grouplabel">{children}</Tag>;
}
