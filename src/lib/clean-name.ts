// Names that other people claim: made fit to stand in one line beside our own words (T33, DESIGN.md).

const MAX = 40;

// Default_Ignorable_Code_Point holds the zero-width, bidi, variation and tag characters and the invisible fillers.
const invisible = /[\p{Cc}\p{Cs}\p{Co}\p{DI}\p{Bidi_Control}\u2028\u2029\uFFF9-\uFFFB]/gu;
const blanks = /[\s\u2800]+/gu;
// Shields, locks, keys, lamps, lights and ticks: Porchlight's own signs for "sealed", "verified" and "here".
const ownSigns =
  /[\u26E8\u{1F530}\u{1F6E1}\u{1F50F}-\u{1F513}\u{1F5DD}\u{1F3EE}\u{1F4A1}\u{1FA94}\u{1F56F}\u{1F526}\u{1F6A8}\u2611\u2705\u2713\u2714\u{1F5F8}\u{1F5F9}]/gu;
// What quotes are written with: those of ours around a claimed name are the only ones. An apostrophe is none.
const quotes = /["\u201c-\u201f«»‹›「」『』〝-〟＂⹂]/gu;
const towers = /(\p{M}{3})\p{M}+/gu;

/**
 * A claimed name as it may be shown: NFC, one line, no control, bidi or zero-width characters, none of our own signs
 * and no quotation marks, at most 3 combining marks in a row and 40 characters. May come out empty.
 */
export function cleanClaimedName(raw: string): string {
  // Cut first: nothing behind a thousand characters matters, and normalising is not free.
  const visible = raw
    .slice(0, 1000)
    .replace(blanks, ' ')
    .replace(invisible, '')
    .replace(ownSigns, '')
    .replace(quotes, '');
  const composed = visible.normalize('NFC').replace(towers, '$1');
  return Array.from(composed.replace(blanks, ' ').trim()).slice(0, MAX).join('').trim();
}
