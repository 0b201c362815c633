// From key bytes to the row that is stored: fingerprint, PEM and the three keys that cannot be exported again.
import { fingerprintOf } from '../crypto/fingerprint.ts';
import { importPrivate, spkiOf } from '../crypto/key-pair.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import { derToPem } from '../protocol/pem.ts';
import type { IdentityRow } from '../store/identity-rows.ts';

/** Throws `CryptoError` for a key outside the policy for own keys. */
export async function rowOfKey(
  pkcs8: Uint8Array<ArrayBuffer>,
  name: string,
  createdAt: number,
): Promise<IdentityRow> {
  const pem = derToPem(spkiOf(pkcs8));
  const { sign, open256, open1 } = await importPrivate(pkcs8);
  const fingerprint = await fingerprintOf(pem);
  if (!isFingerprint(fingerprint)) throw new TypeError('not a fingerprint');
  return { fingerprint, pem, sign, open256, open1, name, createdAt, recovery: undefined };
}
