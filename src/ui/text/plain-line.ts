// A text on one line, as quotes and lists show it: the words without the signs that only say how they are shown.
import { scan } from './scan.ts';
import { shownText } from './signs.ts';
import type { Token } from './tokens.ts';

export function plainLine(text: string): string {
  const words = scan(text).map(({ tokens }) => tokens.map(shown).join(''));
  return shownText(words.join(' ')).replaceAll(/\s+/g, ' ').trim();
}

function shown(token: Token): string {
  if (token.kind === 'open' || token.kind === 'close') return '';
  if (token.kind === 'hidden') return token.raw.includes('\n') ? ' ' : '';
  return token.kind === 'code' || token.kind === 'link' ? token.shown : token.raw;
}
