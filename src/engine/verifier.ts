// Does the signature of a frame hold under this key? The few likely ways of signing are tried here, at once; all others
// (T14) are climb.ts's work, where nobody waits for it.
import type { CryptoRunner } from '../crypto/runner.ts';
import { Scratch, utf8 } from '../lib/bytes.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import type { Candidate } from '../protocol/signed-forms.ts';
import type { Signing } from './voices.ts';

/** Writes texts in other forms than the received one: rare, and loaded when needed. */
export type FormWriter = (frame: SignedFrame, signings: readonly Signing[]) => Promise<readonly Candidate[]>;

/** Frames of half a megabyte come one after the other: they share their memory. */
const scratch = new Scratch();

/** Which of the `likely` ways it was signed with the key of `spki`. */
export async function signingOf(
  runner: CryptoRunner,
  frame: SignedFrame,
  spki: Uint8Array,
  likely: readonly Signing[],
  write: FormWriter,
): Promise<Signing | undefined> {
  const saltLengths = [...new Set(likely.map(({ saltLength }) => saltLength))];
  const isPlain = likely.every(({ signed }) => signed.over === 'received' && signed.counter);
  const candidates = isPlain ? [] : await write(frame, likely);
  const { bytes, done } = scratch.utf8(frame.dataText, String(frame.counter));
  const texts = isPlain ? [bytes] : candidates.map(({ text }) => utf8(text));
  const { signature } = frame;
  const verified = await runner.verify({ spkis: [spki], signature, texts, saltLengths }).finally(done);
  const form = verified && (isPlain ? PLAIN : candidates[verified.text]?.form);
  return form && { signed: form, saltLength: verified.saltLength === 222 ? 222 : 32 };
}

const PLAIN: Candidate['form'] = { over: 'received', counter: true };
