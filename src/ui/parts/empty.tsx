// What a view shows when it has nothing to show: why, and where to go from here.
import type { ComponentChildren } from 'preact';

export interface EmptyProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
  /** The porch at night, its lamp lit or not. */
  readonly picture?: 'on' | 'off';
}
export function Empty({ title, children, action, picture }: EmptyProps) {
  return (
    <div class="empty">
      {picture && <Porch lit={picture === 'on'} />}
      <h2 class="display">{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** A porch at night, its lamp lit or not. */
const Porch = ({ lit }: { readonly lit: boolean }) => (
  <svg viewBox="0 0 200 150" width="200" height="150" aria-hidden="true">
    <defs>
      <radialGradient id="porch-glow">
        <stop stop-color="var(--lamp)" stop-opacity=".6" />
        <stop offset="1" stop-color="var(--lamp)" stop-opacity="0" />
      </radialGradient>
    </defs>
    <ellipse cx="100" cy="136" rx="88" ry="8" fill="var(--sunken)" />
    {lit && <circle cx="100" cy="58" r="58" fill="url(#porch-glow)" />}
    <path fill="var(--dusk-soft)" d="M48 134V66l52-34 52 34v68Z" />
    <g class="porch">
      <path fill="none" d="M40 72l60-40 60 40M48 68v66M152 68v66M24 134h152M100 48v5" />
      <path fill="var(--surface)" d="M80 134V98a20 20 0 0 1 40 0v36Z" />
    </g>
    <path fill="var(--dusk)" d="M90 59l10-7 10 7ZM109.5 112a2.5 2.5 0 0 1 5 0 2.5 2.5 0 0 1-5 0Z" />
    <path
      fill={lit ? 'var(--lamp)' : 'var(--sunken)'}
      stroke={lit ? 'var(--lamp-rim)' : 'var(--lamp-off)'}
      stroke-width="1.5"
      d="M92.5 60h15v9a5 5 0 0 1-5 5h-4l-6 4Z"
    />
  </svg>
);
