// The part that reads markup, addresses and mentions in texts. It comes beside the chat; plain texts do without it.
import { signal } from '@preact/signals';

type Part = typeof import('./part.ts');

/** `true`: it is on its way. `false`: it is not here, and the next text that wants it asks again. */
export const textPart = signal<Part | boolean>(false);

export function fetchTextPart(): void {
  if (textPart.peek() !== false) return;
  textPart.value = true;
  import('./part.ts').then(
    (part) => (textPart.value = part),
    () => (textPart.value = false),
  );
}

/** Anything but letters, numbers and the signs of a sentence; an address, a list, a tower of marks. */
const SPECIAL = /[^\p{L}\p{M}\p{N}\n ,;:.!?'"()’“”–…-]|\.\w|^(?:-|\d+\.) |\p{M}{4}/mu;
/** From here on a text may be folded (cut.ts). */
export const isPlainText = (text: string): boolean =>
  text.length <= 1200 && text.split('\n', 13).length <= 12 && !SPECIAL.test(text);

/** A text as it was typed, without the signs that would turn its neighbours. */
export const bareText = (text: string): string => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');

/** A text on one line, without markup where the part is here to see it. */
export function lineOf(text: string): string {
  const part = textPart.value;
  return typeof part === 'object' ? part.plainLine(text) : bareText(text);
}
