// Buttons. One primary per screen; a busy button keeps its words and shows a spinner instead of its icon.
import type { ComponentChildren } from 'preact';
import type { IconName } from './icon-shapes.ts';
import { Icon } from './icon.tsx';

type Tone = 'primary' | 'tonal' | 'line' | 'plain' | 'danger' | 'danger-plain' | 'pine' | 'lamp' | 'public';

export interface ButtonProps {
  readonly tone: Tone;
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  /** Makes it a link. */
  readonly href?: string;
  readonly icon?: IconName;
  readonly size?: 'l' | 's';
  readonly block?: boolean;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly type?: 'button' | 'submit';
}

export function Button(props: ButtonProps) {
  const {
    tone,
    children,
    onClick,
    href,
    icon,
    size,
    block,
    disabled = false,
    busy = false,
    type = 'button',
  } = props;
  const names = ['btn', `btn--${tone}`, size && `btn--${size}`, block && 'btn--block']
    .filter(Boolean)
    .join(' ');
  const inside = (
    <>
      {busy ? <span class="spin" /> : icon && <Icon name={icon} size={20} />}
      {children}
    </>
  );
  if (href !== undefined)
    return (
      <a class={names} href={href}>
        {inside}
      </a>
    );
  // Busy, it keeps the focus: disabled would drop it.
  return (
    <button
      type={type}
      class={names}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={() => busy || onClick?.()}
    >
      {inside}
    </button>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly flip?: boolean;
  readonly size?: 14 | 16 | 18 | 20;
  readonly soft?: boolean;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}
export function IconButton(props: IconButtonProps) {
  const { icon, label, onClick, flip = false, size, soft, pressed, disabled } = props;
  return (
    <button
      type="button"
      class={soft ? 'ib ib--soft' : 'ib'}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {size === undefined ? <Icon name={icon} flip={flip} /> : <Icon name={icon} flip={flip} size={size} />}
    </button>
  );
}
