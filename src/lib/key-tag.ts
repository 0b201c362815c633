// The key tag: the first bits of a fingerprint in letters nobody mixes up when reading them out.

/** Digits and capitals without 0, 1, I and O: 32 signs, five bits each. */
export const TAG_SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The tag that stands beside a name.
 *
 * @param fingerprint base64 of 32 bytes.
 * @param length 4 signs (20 bits) in lists, 8 signs (40 bits) wherever somebody decides, 16 where even those would be the
 *   same ones for two keys.
 */
export function keyTag(fingerprint: string, length: 4 | 8 | 16 = 4): string {
  const bytes = fingerprintBytes(fingerprint);
  let tag = '';
  for (let sign = 0; sign < length; sign += 1) {
    const bit = sign * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    tag += TAG_SIGNS[(pair >> (11 - (bit & 7))) & 31] ?? '';
  }
  return tag;
}

/** The 32 bytes of a fingerprint; an empty list where the text is no base64. */
export function fingerprintBytes(fingerprint: string): Uint8Array {
  const text = /^[A-Za-z0-9+/]{43}=$/.test(fingerprint) ? atob(fingerprint) : '';
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/** The whole fingerprint as 64 hex digits, for reading aloud and comparing. */
export function hexOfFingerprint(fingerprint: string): string {
  return Array.from(fingerprintBytes(fingerprint), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
