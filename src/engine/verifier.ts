// Does the signature of a frame hold under this key? Over the received text first, then over the few forms in which
// relays and clients are known to serialise `data` again (T14).
import type { CryptoRunner } from '../crypto/runner.ts';
import { utf8 } from '../lib/bytes.ts';
import { signedTextCandidates } from '../protocol/canonical.ts';
import type { SignedFrame } from '../protocol/frame.ts';

/** Above so many characters only the received text is tried: each further form costs a pass over the whole frame. */
const FORMS_LIMIT = 1024 * 1024;

/** True when `frame` was signed with the key of `spki`. */
export async function isSignedBy(
  runner: CryptoRunner,
  frame: SignedFrame,
  spki: Uint8Array,
): Promise<boolean> {
  const candidates = signedTextCandidates(frame);
  const first = candidates.next();
  if (first.done === true) return false;
  const { signature } = frame;
  if ((await runner.verify({ spki, signature, texts: [utf8(first.value)] })) === 0) return true;
  if (frame.dataText.length > FORMS_LIMIT) return false;
  const texts = [...candidates].map(utf8);
  return texts.length > 0 && (await runner.verify({ spki, signature, texts, priority: 'low' })) >= 0;
}
