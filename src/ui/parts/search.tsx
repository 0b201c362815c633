// The search field: round, with a way to empty it, and a note of the key that leads to everything (keys/).
import { useRef } from 'preact/hooks';
import { hasMouse, isMac } from '../layout.ts';
import { t } from '../words/words.ts';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';

export interface SearchProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder: string;
  readonly label?: string;
  readonly onFocus?: () => void;
}

export function Search({ value, onInput, placeholder, label = placeholder, onFocus }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    onInput('');
    field.current?.focus();
  };
  return (
    <div class="search">
      <Icon name="search" size={20} />
      <input
        ref={field}
        type="search"
        dir="auto"
        autocomplete="off"
        placeholder={placeholder}
        aria-label={label}
        value={value}
        onFocus={onFocus}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.preventDefault();
          onInput('');
        }}
      />
      {value !== '' && <IconButton icon="x" size={18} label={t.value.app.clear} onClick={clear} />}
      {value === '' && hasMouse.value && <kbd aria-hidden="true">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>}
    </div>
  );
}
