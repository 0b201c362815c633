// The safety number of two keys: 60 digits that both sides work out for themselves and read out to each other.
import { utf8 } from '../lib/bytes.ts';

const PREFIX = 'porchlight safety number 1\n';
/** The same for everybody: what is hashed is public, and both sides must come to the same digits. */
const SALT = 'porchlight safety number salt 1';
/**
 * Somebody in the middle who wants both sides to read the same digits must find two keys whose numbers agree, by making
 * many. Each try then costs this much work besides the making of a key. Half a second on an old phone, once per look.
 */
const ROUNDS = 100_000;
const GROUPS = 12;
/** 40 bits for five digits: 2^40 is no multiple of 100,000, so some digits are likelier than others by less than 2^-23. */
const GROUP_BYTES = 5;

/**
 * 60 decimal digits, 12 groups of 5, about 199 bits: PBKDF2-HMAC-SHA-512 over both fingerprints in order, so that it does
 * not matter who is who. The groups stand behind each other without blanks.
 *
 * @param one canonical fingerprint (base64 of 32 bytes)
 * @param other that of the other key
 */
export async function safetyNumber(one: string, other: string): Promise<string> {
  const [low, high] = one < other ? [one, other] : [other, one];
  const { subtle } = crypto;
  const secret = await subtle.importKey('raw', utf8(`${PREFIX}${low}\n${high}`), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const derived = await subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-512', salt: utf8(SALT), iterations: ROUNDS },
    secret,
    GROUPS * GROUP_BYTES * 8,
  );
  return digitsOf(new Uint8Array(derived));
}

function digitsOf(bytes: Uint8Array): string {
  let digits = '';
  for (let at = 0; at < bytes.length; at += GROUP_BYTES) {
    let value = 0;
    for (const byte of bytes.subarray(at, at + GROUP_BYTES)) value = value * 256 + byte; // below 2^40: exact
    digits += String(value % 100_000).padStart(5, '0');
  }
  return digits;
}
