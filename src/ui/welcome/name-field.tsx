// My own name, asked for while the key is made and when it comes back.
import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { cleanClaimedName } from '../../lib/clean-name.ts';
import { NAME_LENGTH } from '../parts/name-dialog.tsx';
import '../words/with-welcome.ts';
import { t } from '../words/words.ts';

/** What others will see of a typed name; empty where nothing of it can be seen. */
export const nameIn = (typed: Signal<string>): string => cleanClaimedName(typed.value);

/** Something was typed, and nothing of it can be seen. */
export const isUnseenIn = (typed: Signal<string>): boolean =>
  typed.value.trim() !== '' && nameIn(typed) === '';

export interface NameFieldProps {
  readonly name: Signal<string>;
  /** A lock is wanted: the browser's own memory of forms must not have it either. */
  readonly isPrivate?: boolean;
  /** What stands in it is proposed: marked, so that typing replaces it. */
  readonly isProposed?: boolean;
}
export function NameField({ name, isPrivate = false, isProposed = false }: NameFieldProps) {
  const words = t.value.welcome;
  const field = useRef<HTMLInputElement>(null);
  const isUnseen = isUnseenIn(name);
  useEffect(() => {
    if (!isProposed) return;
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  return (
    <div>
      <label class="label" for="own-name">
        {words.yourName}
      </label>
      <input
        ref={field}
        class="input"
        id="own-name"
        value={name.value}
        autocomplete={isPrivate ? 'off' : 'nickname'}
        aria-describedby="own-name-help"
        aria-invalid={isUnseen}
        maxLength={NAME_LENGTH}
        dir="auto"
        onInput={(event) => (name.value = event.currentTarget.value)}
      />
      <p class={isUnseen ? 'hint rose' : 'hint'} id="own-name-help">
        {isUnseen ? words.nameUnseen : words.nameHelp}
      </p>
    </div>
  );
}
