// What opens a recovery file, as it is typed: six words, or the one passphrase its owner chose.
import { type Signal, useSignal } from '@preact/signals';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { areComplete, NO_WORDS, SixWords } from './six-words.tsx';

export interface Typed {
  readonly isOwn: boolean;
  readonly words: Signal<readonly string[]>;
  readonly passphrase: Signal<string>;
  readonly isComplete: boolean;
  /** All of it, as one text. */
  readonly text: () => string;
}

/** @param isOwn The file's owner chose a passphrase. */
export function useTyped(isOwn: boolean): Typed {
  const words = useSignal(NO_WORDS);
  const passphrase = useSignal('');
  const isComplete = isOwn ? passphrase.value !== '' : areComplete(words.value);
  const text = (): string => (isOwn ? passphrase.peek() : words.peek().join(' '));
  return { isOwn, words, passphrase, isComplete, text };
}

export function Opener({ typed }: { readonly typed: Typed }) {
  const { isOwn, words, passphrase } = typed;
  if (!isOwn) return <SixWords words={words.value} onChange={(next) => (words.value = next)} />;
  return (
    <PassphraseField
      id="opener"
      label={t.value.welcome.passphrase}
      value={passphrase}
      kind="current-password"
    />
  );
}
