// Canonical fingerprints: telling one from other text, and the order that recipients stand in.
import type { Fingerprint } from './ids.ts';

/** Base64 of 32 bytes: 43 characters of which the last carries four bits, and one `=`. */
const CANONICAL = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const IN_ORDER = '+/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** True for the canonical form of PROTOCOL.md; says nothing about whether such a key exists. */
export function isFingerprint(text: string): text is Fingerprint {
  return text.length === 44 && CANONICAL.test(text);
}

/** Sorted by code unit, without repeats: the order of recipients in a frame and of members in a conversation. */
export function sortedFingerprints(people: Iterable<Fingerprint>): Fingerprint[] {
  return [...new Set(people)].sort((a, b) => (a < b ? -1 : 1));
}

/** Where a fingerprint stands among all possible ones in that order: a number in [0, 1). */
export function sortRank(fingerprint: Fingerprint): number {
  let rank = 0;
  for (let at = 4; at >= 0; at -= 1) {
    rank = (rank + Math.max(0, IN_ORDER.indexOf(fingerprint.charAt(at)))) / IN_ORDER.length;
  }
  return rank;
}
