// A text on one line, as quotes and lists show it: the words without the signs that only say how they are shown.
import type { Author, MentionView } from '../../engine/port/messages.ts';
import { scan } from './scan.ts';
import { shownText } from './signs.ts';
import type { Token } from './tokens.ts';

/** @param nameOf What I call somebody who is mentioned. */
export function plainLine(
  text: string,
  mentions: readonly MentionView[] = [],
  nameOf?: (who: Author) => string,
): string {
  const shown = (token: Token): string => {
    if (token.kind === 'open' || token.kind === 'close' || token.kind === 'hidden') return '';
    if (token.kind === 'code') return token.shown;
    if (token.kind === 'mention' && nameOf !== undefined) return `@${nameOf(token.who)}`;
    return token.kind === 'link' ? token.shown : token.raw;
  };
  const words = scan(text, mentions).map(({ tokens }) =>
    tokens
      .map((token) => (token.kind === 'hidden' && token.raw.includes('\n') ? ' ' : shown(token)))
      .join(''),
  );
  return shownText(words.join(' ')).replaceAll(/\s+/g, ' ').trim();
}
