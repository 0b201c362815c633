// Did we sign this frame, though we cannot open it? Loads when it is first asked for.
import { CryptoError } from '../crypto/problem.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { signingOf } from './verifier.ts';

/** Looks at v1.2's way of signing only: a Porchlight at another kind of server is recognised by what it seals for both. */
export async function isOwnFrame(
  runner: CryptoRunner,
  frame: SignedFrame,
  spki: Uint8Array,
): Promise<boolean> {
  const plain = { signed: { over: 'received', counter: true }, saltLength: 32 } as const;
  try {
    return (await signingOf(runner, frame, spki, [plain], () => Promise.resolve([]))) !== undefined;
  } catch (error) {
    if (error instanceof CryptoError) return false; // the workers were lost; there will be another frame
    throw error;
  }
}
