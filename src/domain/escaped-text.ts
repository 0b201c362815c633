// Text that somebody's program made safe for HTML before it signed it (DIALECTS.md: g17). What is signed is what is stored;
// it is read back where it is shown, as text and never as markup.
import type { Habits } from './habits.ts';

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&#x27;', "'"],
  ['&#39;', "'"],
]);

/**
 * True for people whose program is known to do so, by what it is known for: it signs one object of counter and data with the
 * longest salt, and wraps its payload (of which a public message shows nothing).
 */
export function escapesText({ signed, saltLength, payload = 'wrapped' }: Habits): boolean {
  return signed?.over === 'pair' && saltLength === 222 && payload === 'wrapped';
}

/** What was typed, in one pass: `&amp;lt;` was `&lt;`. */
export function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#x27|#39);/g, (name) => CHARACTERS.get(name) ?? name);
}

/** The same for one line, where the end may have been cut off inside a name. */
export function unescapedLine(line: string): string {
  return unescaped(line.replace(/&[a-z0-9#]{0,5}…$/, '…'));
}
