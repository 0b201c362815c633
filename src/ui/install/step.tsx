// One numbered step of a guide.
import type { ComponentChildren } from 'preact';
import { number } from '../words/formats.ts';

export const Step = ({ at, children }: { readonly at: number; readonly children: ComponentChildren }) => (
  <li>
    <span class="steps__n" aria-hidden="true">
      {number(at)}
    </span>
    <span class="guide__step">{children}</span>
  </li>
);
