// Does the signature of a frame hold under this key? Over the received text first, then over the few forms in which
// relays and clients are known to serialise `data` again (T14).
import { CryptoError } from '../crypto/problem.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import { Scratch, utf8 } from '../lib/bytes.ts';
import { PortError } from '../lib/port.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { otherForms } from './later.ts';

/** Above so many characters only the received text is tried: each further form costs a pass over the whole frame. */
const FORMS_LIMIT = 1024 * 1024;

/** Frames of half a megabyte come one after the other: they share their memory. */
const scratch = new Scratch();

/** True when `frame` was signed with the key of `spki`. */
export async function isSignedBy(
  runner: CryptoRunner,
  frame: SignedFrame,
  spki: Uint8Array,
): Promise<boolean> {
  const { signature, dataText, counter } = frame;
  const { bytes: received, done } = scratch.utf8(dataText, String(counter));
  const index = await runner.verify({ spki, signature, texts: [received] }).finally(done);
  if (index === 0) return true;
  if (dataText.length > FORMS_LIMIT) return false;
  const texts = (await rewritten(frame)).map(utf8);
  return texts.length > 0 && (await runner.verify({ spki, signature, texts, priority: 'low' })) >= 0;
}

/** Without the part that writes them nothing is known about the frame: as if the crypto workers were lost. */
async function rewritten(frame: SignedFrame): Promise<string[]> {
  try {
    const { signedTextCandidates } = await otherForms();
    return [...signedTextCandidates(frame)].slice(1);
  } catch (error) {
    if (error instanceof PortError) throw new CryptoError('failed', error.kind, error);
    throw error;
  }
}
