// Does the signature of a frame hold under this key? The few likely ways of signing are tried here, at once; all others
// (T14) are climb.ts's work, where nobody waits for it.
import type { CryptoRunner } from '../crypto/runner.ts';
import { utf8 } from '../lib/bytes.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { signedText } from '../protocol/write.ts';
import type { Candidate } from '../protocol/signed-forms.ts';
import type { Signing } from './voices.ts';

/** Writes texts in other forms than the received one: rare, and loaded when needed. */
export type FormWriter = (frame: SignedFrame, signings: readonly Signing[]) => Promise<readonly Candidate[]>;

/** Which of the `likely` ways it was signed with the key of `spki`. */
export async function signingOf(
  runner: CryptoRunner,
  frame: SignedFrame,
  spki: Uint8Array,
  likely: readonly Signing[],
  write: FormWriter,
): Promise<Signing | undefined> {
  const isPlain = likely.every(({ signed }) => signed.over === 'received' && signed.counter);
  const candidates = isPlain ? [plain(frame)] : await write(frame, likely);
  const saltLengths = [...new Set(likely.map(({ saltLength }) => saltLength))];
  const texts = candidates.map(({ text }) => utf8(text));
  const verified = await runner.verify({ spkis: [spki], signature: frame.signature, texts, saltLengths });
  const candidate = verified && candidates[verified.text];
  return candidate && { signed: candidate.form, saltLength: verified.saltLength === 222 ? 222 : 32 };
}

function plain({ dataText, counter }: SignedFrame): Candidate {
  return { form: { over: 'received', counter: true }, text: signedText(dataText, counter) };
}
