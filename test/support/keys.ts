// RSA keys for tests: made once per run, since making one takes 50 to 300 ms.
import { makeKeyPair, type KeyPairBytes } from '../../src/crypto/key-pair.ts';
import { fingerprintOf } from '../../src/crypto/fingerprint.ts';
import { spkiOfNumbers } from '../../src/crypto/key-verdict.ts';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { derToPem } from '../../src/protocol/pem.ts';

export interface TestKey {
  readonly pem: string;
  readonly fingerprint: Fingerprint;
  readonly spki: Uint8Array<ArrayBuffer>;
}

export async function realKey(): Promise<KeyPairBytes & TestKey> {
  const pair = await makeKeyPair();
  return { ...pair, ...(await named(pair.spki)) };
}

/** Keys that look right (2048 bits, odd) and belong to nobody: for lists. */
export async function listKeys(count: number): Promise<TestKey[]> {
  return Promise.all(Array.from({ length: count }, () => named(lookalike(256))));
}

/** A key that is not to spec. */
export async function weakKey(): Promise<TestKey> {
  return named(lookalike(128));
}

/** The same key with lines of 64 characters, as Python programs write it. */
export function wrapped64(pem: string): string {
  const body = pem.split('\n')[1] ?? '';
  return `-----BEGIN PUBLIC KEY-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PUBLIC KEY-----\n`;
}

function lookalike(bytes: number): Uint8Array<ArrayBuffer> {
  const n = crypto.getRandomValues(new Uint8Array(bytes));
  n[0] = (n[0] ?? 0) | 0x80;
  n[bytes - 1] = (n[bytes - 1] ?? 0) | 1;
  return spkiOfNumbers(n, Uint8Array.of(1, 0, 1));
}

async function named(spki: Uint8Array<ArrayBuffer>): Promise<TestKey> {
  const pem = derToPem(spki);
  const fingerprint = await fingerprintOf(pem);
  if (!isFingerprint(fingerprint)) throw new Error('not a fingerprint');
  return { pem, fingerprint, spki };
}
