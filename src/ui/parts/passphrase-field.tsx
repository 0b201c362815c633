// A field for a passphrase, hidden until its owner wants to see it; its style is in forms.css. What is in it is never kept by the
// browser's own form memory; a password manager may keep it if the reader lets it.
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../words/words.ts';
import '../words/with-passphrase.ts';
import { Icon } from './icon.tsx';
import './more-shapes.ts';

export interface PassphraseFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: Signal<string>;
  /** `new-password`: it is chosen now, and password managers offer to keep it. */
  readonly kind: 'current-password' | 'new-password';
  readonly isWrong?: boolean;
  readonly help?: ComponentChildren;
  /** Takes the focus when it comes. */
  readonly autofocus?: boolean;
  /** Between the field and its help. */
  readonly children?: ComponentChildren;
}
export function PassphraseField(props: PassphraseFieldProps) {
  const { id, label, value, kind, isWrong = false, help, autofocus = false, children } = props;
  const isShown = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autofocus) field.current?.focus();
  }, []);
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <span class="passfield">
        <input
          ref={field}
          class="input"
          id={id}
          {...(isShown.value ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
          autocomplete={kind}
          autocapitalize="off"
          spellcheck={false}
          dir="auto"
          aria-invalid={isWrong}
          {...(help !== undefined && { 'aria-describedby': `${id}-help` })}
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
        <button
          type="button"
          class="ib"
          aria-pressed={isShown.value}
          aria-label={t.value.passphrase.show}
          onClick={() => (isShown.value = !isShown.peek())}
        >
          <Icon name="eye" size={20} />
        </button>
      </span>
      {children}
      {help !== undefined && (
        <p class={isWrong ? 'hint rose' : 'hint'} id={`${id}-help`} role={isWrong ? 'alert' : undefined}>
          {help}
        </p>
      )}
    </div>
  );
}
