// Recovery and key files: opening one, and what ours are called.
import { CryptoError } from '../crypto/problem.ts';
import { openLockedKey } from '../crypto/recovery-file.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { safeFileName } from '../lib/file-name.ts';
import { keyTag } from '../lib/key-tag.ts';
import type { RestoreResult } from './port/identity.ts';

type Refusal = Extract<RestoreResult, { ok: false }>;

/** The PKCS#8 bytes in the file (the caller overwrites them after use), or why it does not open. */
export async function openKeyFile(
  text: string,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  try {
    return await openLockedKey(keyPartOf(text), passphrase);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    const { detail } = error;
    return { ok: false, reason: reasonOf(error), ...(detail !== undefined && { detail }) };
  }
}

/** The file without the block of contacts. */
export function keyPartOf(text: string): string {
  return text.replace(
    /-----BEGIN PORCHLIGHT CONTACTS-----[^]*?(?:-----END PORCHLIGHT CONTACTS-----\s*|$)/,
    '',
  );
}

/** True for a file that is of use to nobody without its words. */
export function isLockedFile(text: string): boolean {
  return text.includes('-----BEGIN ENCRYPTED PRIVATE KEY-----');
}

/** `anna-PRQH2K7M.porchlight-key` */
export function keyFileName(name: string, fingerprint: Fingerprint): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 24)
    .replaceAll(/^-+|-+$/g, '');
  return safeFileName(`${plain === '' ? 'me' : plain}-${keyTag(fingerprint, 8)}.porchlight-key`);
}

const REASONS = ['not-a-key-file', 'wrong-words', 'unsupported-scheme', 'wrong-kind-of-key'] as const;

function reasonOf({ kind }: CryptoError): Refusal['reason'] {
  return REASONS.find((reason) => reason === kind) ?? 'damaged';
}
