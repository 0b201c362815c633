// Canonical fingerprints: telling one from other text, and the order that recipients stand in.
import type { Fingerprint } from './ids.ts';

const IN_ORDER = '+/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Base64 of 32 bytes: 43 characters of which the last carries four bits, and one `=`. */
const LAST = 'AEIMQUYcgkosw048';
const DIGITS = digits();

/** True for the canonical form of PROTOCOL.md; says nothing about whether such a key exists. */
export function isFingerprint(text: string): text is Fingerprint {
  if (text.length !== 44 || !text.endsWith('=') || !LAST.includes(text.charAt(42))) return false;
  // By hand: a group brings a thousand of them, and a regular expression takes ten times as long.
  for (let at = 0; at < 42; at += 1) if (DIGITS[text.charCodeAt(at)] !== 1) return false;
  return true;
}

function digits(): Uint8Array {
  const found = new Uint8Array(128);
  for (const digit of IN_ORDER) found[digit.charCodeAt(0)] = 1;
  return found;
}

/** Sorted by code unit, without repeats: the order of recipients in a frame and of members in a conversation. */
export function sortedFingerprints(people: Iterable<Fingerprint>): Fingerprint[] {
  const all = [...people];
  // Members of a group are mostly kept so, and handed on by the thousand.
  if (all.every((person, at) => at === 0 || (all[at - 1] ?? '') < person)) return all;
  return [...new Set(all)].sort((a, b) => (a < b ? -1 : 1));
}

/** Where a fingerprint stands among all possible ones in that order: a number in [0, 1). */
export function sortRank(fingerprint: Fingerprint): number {
  let rank = 0;
  for (let at = 4; at >= 0; at -= 1) {
    rank = (rank + Math.max(0, IN_ORDER.indexOf(fingerprint.charAt(at)))) / IN_ORDER.length;
  }
  return rank;
}
