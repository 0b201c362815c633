// The fingerprints one key goes by in other programs: the wire shows whichever its program makes (DIALECTS.md, the table).
import { sha256 } from '../crypto/fingerprint.ts';
import { toBase64 } from '../lib/base64.ts';
import { toHex, utf8 } from '../lib/bytes.ts';
import { pemIn } from '../protocol/pem.ts';
import type { FingerprintForm } from '../protocol/speech.ts';

/** A key as it is known here. */
export interface KeyTexts {
  readonly spki: Uint8Array;
  /** PEM text exactly as it was received. */
  readonly received: string;
}

/** What `key` is called in `form`. */
export async function nameOfKey(form: FingerprintForm, key: KeyTexts): Promise<string> {
  return written(form.text, await hashOfKey(form.of, key));
}

/** The hash that such a name is a text of. */
export async function hashOfKey(of: FingerprintForm['of'], key: KeyTexts): Promise<Uint8Array<ArrayBuffer>> {
  return sha256(hashed(of, key));
}

function hashed(of: FingerprintForm['of'], { spki, received }: KeyTexts): Uint8Array {
  if (of === 'der') return spki;
  if (of === 'as-received') return utf8(received);
  if (of === 'base64-of-pem') return utf8(toBase64(utf8(received)));
  return utf8(pemIn(of, spki));
}

function written(text: FingerprintForm['text'], hash: Uint8Array): string {
  if (text === 'base64') return toBase64(hash);
  return text === 'hex' ? toHex(hash) : toBase64(utf8(toHex(hash)));
}
