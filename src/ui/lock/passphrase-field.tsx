// A field for a passphrase, with a button that shows what was typed. What is in it is never kept by the browser's own form
// memory; a password manager may keep it if the reader lets it.
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import '../parts/more-shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-lock.ts';

export interface PassphraseFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: Signal<string>;
  readonly kind: 'current-password' | 'new-password';
  readonly isWrong?: boolean;
  readonly help?: ComponentChildren;
  /** Takes the focus when it comes. */
  readonly autofocus?: boolean;
}
export function PassphraseField(props: PassphraseFieldProps) {
  const { id, label, value, kind, isWrong = false, help, autofocus = false } = props;
  const words = t.value.lock;
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
          aria-label={isShown.value ? words.hide : words.show}
          onClick={() => (isShown.value = !isShown.peek())}
        >
          <Icon name="eye" size={20} />
        </button>
      </span>
      {help !== undefined && (
        <p class={isWrong ? 'hint rose' : 'hint'} id={`${id}-help`} role={isWrong ? 'alert' : undefined}>
          {help}
        </p>
      )}
    </div>
  );
}

/**
 * Whose passphrase it is, for password managers, which else take the nearest field for that and keep what stands in it: the
 * own name, which behind a lock must not be kept anywhere.
 */
export const PassphraseOwner = () => (
  <input type="text" hidden autocomplete="username" value={t.value.app.name} readOnly />
);
