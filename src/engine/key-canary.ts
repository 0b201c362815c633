// Whether the own key still does what it is for: what it signs verifies, and what is sealed for it opens.
import { gcmSeal } from '../crypto/gcm.ts';
import { makeMessageKey } from '../crypto/message-key.ts';
import { CryptoError } from '../crypto/problem.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import { equalBytes } from '../lib/bytes.ts';
import type { RandomBytes } from '../lib/clock.ts';

export interface CanaryDeps {
  readonly runner: CryptoRunner;
  readonly random: RandomBytes;
  readonly spki: Uint8Array<ArrayBuffer>;
}

/** Signs, verifies, seals and opens a few random bytes. */
export async function keysWork({ runner, random, spki }: CanaryDeps): Promise<boolean> {
  try {
    const plain = random(32);
    const signature = await runner.sign(plain);
    if ((await runner.verify({ spkis: [spki], signature, texts: [plain] })) === undefined) return false;
    const [key, iv] = [makeMessageKey(random, 16), random(16)];
    const wrapped = await runner.wrap([spki], key);
    const sealed = await gcmSeal(key, iv, plain);
    const readings = [{ iv, sealed, tagged: true }];
    const opened = await runner.open({ wrapped, order: [0], readings, priority: 'high' });
    return typeof opened === 'object' && equalBytes(opened.plain, plain);
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}
