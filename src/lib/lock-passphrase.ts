// Which passphrases an app lock takes. One place, so that the page and the engine follow the same rule.

/** So many characters at least. */
export const LOCK_PASSPHRASE_LEAST = 10;
/** And not the same few again and again. */
const DIFFERENT = 5;

/** Long enough to hold out when somebody has a copy of the profile, and time. */
export function isStrongEnough(passphrase: string): boolean {
  return passphrase.length >= LOCK_PASSPHRASE_LEAST && new Set(passphrase).size >= DIFFERENT;
}
