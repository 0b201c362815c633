// The part that reads markup, addresses and mentions in texts. It comes beside the chat; plain texts do without it.
import { signal } from '@preact/signals';

type Part = typeof import('./part.ts');

/** Undefined until it is here. */
export const textPart = signal<Part | undefined>(undefined);
/** It is on its way: what waits for it may change in a moment. */
export const isTextPartComing = signal(false);

export function fetchTextPart(): void {
  if (textPart.peek() !== undefined || isTextPartComing.peek()) return;
  isTextPartComing.value = true;
  import('./part.ts')
    .then(
      (part) => (textPart.value = part),
      // Texts stay plain; the next one that is shown asks again.
      () => undefined,
    )
    .finally(() => (isTextPartComing.value = false));
}

/** Signs that may mean something: marks, addresses, pictures, what is not seen, towers of marks, quotes and lists. */
const SPECIAL =
  /[*_~`\\\p{DI}\p{Bidi_Control}\p{Extended_Pictographic}\p{RI}\u20e3\u2028\u2029\ufff9-\ufffb]|(?![\t\n])\p{Cc}|:\/\/|\w\.\w|^(?:>|(?:-|\d+\.) )|\p{M}{4}/mu;
const FRAMES = /[\u202a-\u202e\u2066-\u2069]/g;
/** From here on a text may be folded (cut.ts). */
const LONG = 1200;
const LINES = 12;

const isShort = (text: string): boolean => text.length <= LONG && text.split('\n', LINES + 1).length <= LINES;
export const isPlainText = (text: string): boolean => isShort(text) && !SPECIAL.test(text);

/** A text while the part is not here: nothing in it turns its neighbours, and it is about as high as it will be. */
export function textMeanwhile(text: string): string {
  const shown = text.replace(FRAMES, '');
  if (isShort(shown) || !isTextPartComing.value) return shown;
  return `${shown.slice(0, LONG).split('\n', LINES).join('\n')}\u2026`;
}

/** A text on one line, without markup where the part is here to see it. */
export const lineOf = (text: string): string =>
  isPlainText(text) ? text : (textPart.value?.plainLine(text) ?? text.replace(FRAMES, ''));
