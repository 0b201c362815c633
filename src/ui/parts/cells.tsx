// Rows of a settings card: a place to go to, a thing to do, a fact, a switch.
import type { ComponentChildren } from 'preact';
import type { IconName } from './icon-shapes.ts';
import { Icon } from './icon.tsx';
import './more-shapes.ts';

export interface CellProps {
  readonly icon?: IconName;
  readonly title: ComponentChildren;
  readonly help?: ComponentChildren;
  /** At the end of the row. */
  readonly value?: ComponentChildren;
}

const Inside = ({ icon, title, help, value }: CellProps) => (
  <>
    {icon && <Icon name={icon} />}
    <span class="cell__t">
      {title}
      {help !== undefined && <small>{help}</small>}
    </span>
    {value !== undefined && <span class="cell__v">{value}</span>}
  </>
);
const Next = () => <Icon name="next" size={18} flip class="next" />;

/** A fact. */
export const Cell = (props: CellProps) => (
  <div class="cell">
    <Inside {...props} />
  </div>
);
/** Leads somewhere. */
export const LinkCell = ({ href, ...props }: CellProps & { readonly href: string }) => (
  <a class="cell inset-focus" href={href}>
    <Inside {...props} />
    <Next />
  </a>
);
/** Does something. */
export const ButtonCell = ({
  onClick,
  more = true,
  ...props
}: CellProps & { readonly onClick: () => void; readonly more?: boolean }) => (
  <button type="button" class="cell inset-focus" onClick={onClick}>
    <Inside {...props} />
    {more && <Next />}
  </button>
);

export interface SwitchCellProps {
  readonly title: string;
  readonly help?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}
export const SwitchCell = ({ title, help, checked, onChange }: SwitchCellProps) => (
  <label class="cell">
    <span class="cell__t">
      {title}
      {help !== undefined && <small>{help}</small>}
    </span>
    <input
      class="switch"
      type="checkbox"
      role="switch"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  </label>
);
