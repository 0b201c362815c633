// Icons as vnodes: they take the colour of the words beside them and are silent to screen readers.
import { type IconName, shapesOf } from './icon-shapes.ts';

export interface IconProps {
  readonly name: IconName;
  /** Pixels at normal text size; 24 where nothing is said. */
  readonly size?: 14 | 16 | 18 | 20 | 28;
  /** Turned round in right-to-left languages (back, next). */
  readonly flip?: boolean;
  readonly class?: string;
}

export function Icon({ name, size, flip, class: more }: IconProps) {
  const names = ['i', size && `i-${size}`, flip && 'i-flip', more];
  return (
    <svg class={names.filter(Boolean).join(' ')} viewBox="0 0 24 24" aria-hidden="true">
      {shapesOf(name).map(drawn)}
    </svg>
  );
}

function drawn(shape: string) {
  const kind = shape[0];
  if (kind === 'M') return <path d={shape} />;
  const rest = shape.slice(1);
  if (kind === 'f') return <path d={rest} fill="currentColor" stroke="none" />;
  const [a, b, c, d, e] = rest.split(' ');
  if (kind === 'c') return <circle cx={a} cy={b} r={c} />;
  if (kind === 'C') return <circle cx={a} cy={b} r={c} fill="currentColor" stroke="none" />;
  return <rect x={a} y={b} width={c} height={d} rx={e} />;
}
