// A field for a passphrase, hidden until its owner wants to see it.
import './strength.css';
import { useSignal } from '@preact/signals';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';
import { Button } from './button.tsx';

const SHOWN = { type: 'text' } as const;
const HIDDEN = { type: 'password' } as const;

export interface PassphraseFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (typed: string) => void;
  /** It is chosen now, not asked for: password managers offer to keep it. */
  readonly isNew?: boolean;
  readonly describedBy?: string;
  readonly invalid?: boolean;
}
export function PassphraseField(props: PassphraseFieldProps) {
  const { id, label, value, onInput, isNew = false, describedBy, invalid = false } = props;
  const words = t.value.spare;
  const isShown = useSignal(false);
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <div class="withshow">
        <input
          class="input"
          id={id}
          {...(isShown.value ? SHOWN : HIDDEN)}
          autocomplete={isNew ? 'new-password' : 'current-password'}
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <Button tone="plain" size="s" onClick={() => (isShown.value = !isShown.peek())}>
          {isShown.value ? words.hide : words.show}
        </Button>
      </div>
    </div>
  );
}
