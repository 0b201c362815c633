// Which passphrases an app lock takes. One place, so that the page and the engine follow the same rule.
import { strengthOf } from './strength.ts';

/** So many characters at least. */
export const LOCK_PASSPHRASE_LEAST = 10;

/** Hard enough to guess to hold out when somebody has a copy of the profile, and time. */
export function isStrongEnough(passphrase: string): boolean {
  return passphrase.length >= LOCK_PASSPHRASE_LEAST && strengthOf(passphrase).level >= 2;
}
