// The bar on top of a pane: a big title on the first level, back and a small title below it.
import type { ComponentChildren } from 'preact';
import { goBack, type RouteName } from '../route.ts';
import { t } from '../words/words.ts';
import { IconButton } from './button.tsx';
import { Heading } from './heading.tsx';

export interface RootBarProps {
  readonly title: string;
  readonly actions?: ComponentChildren;
  /** Search and the like, under the title. */
  readonly children?: ComponentChildren;
  /** False for a list that stands beside the view on top. */
  readonly isView?: boolean;
}
export function RootBar({ title, actions, children, isView = true }: RootBarProps) {
  return (
    <header class="top top--root">
      <div class="top__row">
        {isView ? (
          <Heading title={title} class="display grow">
            {title}
          </Heading>
        ) : (
          <h1 class="display grow">{title}</h1>
        )}
        {actions}
      </div>
      {children}
    </header>
  );
}

export interface PageBarProps {
  readonly title: string;
  /** Where back leads when the app was opened right here; left out: no back button. */
  readonly back?: { readonly to: RouteName; readonly arg?: string; readonly label?: string };
  readonly level?: 1 | 2;
  readonly actions?: ComponentChildren;
}
export function PageBar({ title, back, level = 1, actions }: PageBarProps) {
  return (
    <header class="top top--line">
      <div class="top__row">
        {back && (
          <IconButton
            icon="back"
            flip
            label={back.label ?? t.value.app.back}
            onClick={() => goBack(back.to, back.arg)}
          />
        )}
        <Heading title={title} level={level} class="grow">
          {title}
        </Heading>
        {actions}
      </div>
    </header>
  );
}
