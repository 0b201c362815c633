// What a name on the wire spells out: nearly always a hash, in one of several spellings.
import { sha256 } from '../crypto/fingerprint.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { fromBase64, fromBase64Url, toBase64 } from '../lib/base64.ts';
import { fromHex, fromUtf8, utf8 } from '../lib/bytes.ts';
import type { FingerprintForm } from '../protocol/speech.ts';

export interface HashText {
  readonly base64: string;
  /** Undefined for a spelling that nobody is answered in. */
  readonly text: FingerprintForm['text'] | undefined;
}

/**
 * The 32 bytes that a name may write in hex, in base64 (that of addresses or without padding, too), in base64 of hex, or as so
 * many characters.
 */
export function hashIn(name: string): HashText | undefined {
  if (name.length === 32) return hashOf(latin1(name), undefined);
  if (name.length === 64) return hashOf(fromHex(name), 'hex');
  if (name.length === 43) return hashOf(fromBase64Url(inUrlAlphabet(name)), undefined);
  const bytes = name.length === 44 || name.length === 88 ? fromBase64(name) : undefined;
  if (bytes?.length === 32) return hashOf(bytes, 'base64');
  const inner = bytes?.length === 64 ? fromUtf8(bytes) : undefined;
  return inner === undefined ? undefined : hashOf(fromHex(inner), 'base64-of-hex');
}

function inUrlAlphabet(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

function latin1(text: string): Uint8Array | undefined {
  const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return codes.every((code) => code < 256) ? Uint8Array.from(codes) : undefined;
}

function hashOf(bytes: Uint8Array | undefined, text: HashText['text']): HashText | undefined {
  return bytes?.length === 32 ? { base64: toBase64(bytes), text } : undefined;
}

/**
 * What a member is called here whose key was never listed (rule 4): the hash their name writes, so that a canonical name
 * is at once the fingerprint of the key when it appears; for other names, a hash of the name.
 */
export async function provisional(name: string): Promise<Fingerprint> {
  const hash = hashIn(name)?.base64 ?? toBase64(await sha256(utf8(`provisional member\n${name}`)));
  if (!isFingerprint(hash)) throw new RangeError('no hash');
  return hash;
}
