// A list of things being checked one after the other: waiting, fine, to know about, failed, not reached.
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

export interface CheckItemProps {
  readonly state: 'todo' | 'waiting' | 'ok' | 'warn' | 'failed';
  readonly title: string;
  /** At the end of the row, e.g. how long it took. */
  readonly value?: string | undefined;
  readonly children?: ComponentChildren;
}
const CLASSES = { todo: 'todo', waiting: 'wait', ok: 'ok', warn: 'warn', failed: 'no' } as const;
const ICONS = { ok: 'check', warn: 'alert', failed: 'x' } as const;

export function CheckItem({ state, title, value, children }: CheckItemProps) {
  return (
    <li class={`check check--${CLASSES[state]}`}>
      <span class="check__m">
        {state === 'waiting' && <span class="spin" />}
        {(state === 'ok' || state === 'warn' || state === 'failed') && <Icon name={ICONS[state]} size={16} />}
      </span>
      {state === 'failed' ? <b>{title}</b> : <span>{title}</span>}
      <span class="num">{value}</span>
      {children}
    </li>
  );
}
