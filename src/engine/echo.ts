// Our own frame come home. Some servers write what passes through them anew: other blanks, other escapes, the envelope's
// keys in another order. What it says must be what we said, member for member.
import { member, readObject } from '../protocol/fields.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { parseStrictJson } from '../protocol/strict-json.ts';

/** True when `frame` says what `sent`, a frame of ours, says. The order of the keys of `data` is kept by all who write it anew. */
export function saysTheSame(sent: string, frame: SignedFrame): boolean {
  if (sent === '') return false; // its bytes were dropped: nothing to compare with
  const own = readObject(parseStrictJson(sent), 'own frame');
  const data = member(own, 'data');
  const { dataText, counter, signatureText } = frame;
  if (member(own, 'counter') !== counter || member(own, 'signature') !== signatureText) return false;
  if (frame.form === 'string') return data === dataText;
  return typeof data === 'object' && JSON.stringify(data) === JSON.stringify(parseStrictJson(dataText));
}
