// The passphrase of a recovery file: six words out of at least 2,048, 66 bits that nobody has to choose.
import type { RandomBytes } from '../lib/clock.ts';

/** `count` words drawn evenly and independently. The list is loaded only now. */
export async function makeWords(random: RandomBytes, count = 6): Promise<readonly string[]> {
  const list = await wordList();
  return Array.from({ length: count }, () => list[below(list.length, random)] ?? '');
}

/** Every word that `makeWords` may draw. */
export async function wordList(): Promise<readonly string[]> {
  const { WORDS } = await import('./word-list.ts');
  return WORDS.split(' ');
}

/** Words as they are typed become the passphrase: lower case, one blank between two. */
export function wordsToPassphrase(words: readonly string[]): string {
  return tidyPassphrase(words.join(' '));
}

/** A typed passphrase without the differences that do not matter to generated words. */
export function tidyPassphrase(typed: string): string {
  return typed.normalize('NFC').toLowerCase().trim().split(/\s+/).join(' ');
}

/** A number from 0 to `limit` − 1, each as likely (`limit` up to 2^16): what would favour the low ones is drawn again. */
function below(limit: number, random: RandomBytes): number {
  const fair = 65_536 - (65_536 % limit);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const drawn = high * 256 + low;
    if (drawn < fair) return drawn % limit;
  }
}
