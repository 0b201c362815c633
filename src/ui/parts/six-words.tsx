// Six fields for the six words that lock a recovery file. All six can be pasted at once.
import { useRef } from 'preact/hooks';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';

export const NO_WORDS: readonly string[] = ['', '', '', '', '', ''];
/** The words in a piece of text; the numbers of a written list are not among them. */
const split = (text: string): readonly string[] =>
  text
    .trim()
    .toLowerCase()
    .split(/[\s,.;:)]+/u)
    .filter((word) => word !== '' && !/^\p{N}+$/u.test(word));
export const areComplete = (words: readonly string[]): boolean => words.every((word) => word.trim() !== '');

export interface SixWordsProps {
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}
export function SixWords({ words, onChange }: SixWordsProps) {
  const fields = useRef<HTMLFieldSetElement>(null);
  const focusOn = (at: number): void => fields.current?.querySelectorAll('input')[Math.min(at, 5)]?.focus();
  const put = (at: number, typed: string): void => {
    const typedWords = split(typed);
    if (typedWords.length <= 1 && !/\s$/u.test(typed)) return onChange(words.with(at, typed));
    // All six belong to all six fields, wherever they were pasted.
    const first = typedWords.length >= words.length ? 0 : at;
    onChange(words.map((word, i) => (i < first ? word : (typedWords[i - first] ?? word))));
    return focusOn(first + typedWords.length);
  };
  // A field of one line would join the lines of a written list into one word.
  const paste = (at: number, event: ClipboardEvent): void => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (split(pasted).length < 2) return;
    event.preventDefault();
    put(at, pasted);
  };
  return (
    <fieldset ref={fields}>
      <legend class="label">{t.value.welcome.sixWords}</legend>
      <div class="sixwords">
        {words.map((word, at) => (
          <div key={at} class="sixwords__one">
            <span class="cap ink-3 num" aria-hidden="true">
              {number(at + 1)}
            </span>
            <input
              class="input"
              aria-label={t.value.welcome.word(at + 1)}
              value={word}
              autocapitalize="none"
              autocomplete="off"
              spellcheck={false}
              dir="ltr"
              onPaste={(event) => paste(at, event)}
              onInput={(event) => put(at, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
      <p class="hint">{t.value.welcome.sixWordsHelp}</p>
    </fieldset>
  );
}
