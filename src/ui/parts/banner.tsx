// One line of lasting news under the top bar.
import type { ComponentChildren } from 'preact';
import type { IconName } from './icon-shapes.ts';
import { Icon } from './icon.tsx';

export interface BannerProps {
  readonly tone?: 'lamp' | 'dusk' | 'rose';
  /** Left out: a spinner. */
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}
export function Banner({ tone, icon, title, children, action }: BannerProps) {
  return (
    <div
      class={tone === undefined ? 'banner' : `banner banner--${tone}`}
      role={tone === 'rose' ? 'alert' : 'status'}
    >
      {icon === undefined ? <span class="spin" /> : <Icon name={icon} />}
      <span>
        <b>{title}</b>
        {children && <small>{children}</small>}
      </span>
      {action}
    </div>
  );
}
