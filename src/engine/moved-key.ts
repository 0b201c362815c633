// Whether a change of key is proven: by both keys, over the same words.
import { fingerprintOf } from '../crypto/fingerprint.ts';
import { isToSpec } from '../crypto/public-key.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { fromBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import { movedStatement } from '../protocol/moved.ts';
import { derToPem, pemToDer } from '../protocol/pem.ts';

/** A key by its public half, in the forms that are kept. */
export interface PublicIdentity {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  readonly spki: Uint8Array<ArrayBuffer>;
}

/** The key of a PEM text; undefined for what is none, or not to spec (T27). */
export async function identityIn(text: string): Promise<PublicIdentity | undefined> {
  const spki = pemToDer(text);
  if (spki === undefined || !isToSpec(spki)) return undefined;
  const pem = derToPem(spki);
  const fingerprint = await fingerprintOf(pem);
  return isFingerprint(fingerprint) ? { fingerprint, pem, spki } : undefined;
}

export interface Move {
  readonly from: Fingerprint;
  readonly to: Fingerprint;
}

/** True when the key of `spki` has signed that `from` moved to `to`. */
export async function hasSigned(
  runner: CryptoRunner,
  { from, to }: Move,
  spki: Uint8Array,
  signature: string,
): Promise<boolean> {
  const bytes = fromBase64(signature);
  if (bytes === undefined) return false;
  const texts = [utf8(movedStatement(from, to))];
  return (await runner.verify({ spkis: [spki], signature: bytes, texts })) !== undefined;
}
