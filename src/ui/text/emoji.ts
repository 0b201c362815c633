// Messages of nothing but a few emoji, which are shown large.

const MOST = 6;
/** Six of the longest (families, flags of regions), and blanks between them. */
const LONGEST = 120;
// By its constructor: the `v` flag, which knows whole sequences, is younger than the language level of the sources.
const EMOJI = new RegExp(String.raw`\p{RGI_Emoji}|\p{Extended_Pictographic}\p{EMod}?`, 'gv');

export function isFewEmoji(text: string): boolean {
  if (text.length > LONGEST) return false;
  const found = text.match(EMOJI) ?? [];
  return found.length > 0 && found.length <= MOST && text.replace(EMOJI, '').trim() === '';
}
