// SHA-256 and the canonical fingerprint: base64 of the SHA-256 of the one-line PEM (PROTOCOL.md, "fingerprint").
import { toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import { plain } from './plain.ts';

/** 32 bytes. */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', plain(bytes)));
}

/** Fingerprint (44 characters of base64) of a PEM text; the caller brings the form that is hashed. */
export async function fingerprintOf(oneLinePem: string): Promise<string> {
  return toBase64(await sha256(utf8(oneLinePem)));
}

const encoder = new TextEncoder();
const memory = new Uint8Array(16 * 1024);

/** As `fingerprintOf` for each of `pems`. `digest` takes a copy of its bytes at once, so that one memory serves all. */
export async function fingerprintsOf(pems: readonly string[]): Promise<readonly string[]> {
  const hashes = pems.map((pem) => {
    const isShort = pem.length * 3 <= memory.length;
    const bytes = isShort ? memory.subarray(0, encoder.encodeInto(pem, memory).written) : utf8(pem);
    return crypto.subtle.digest('SHA-256', bytes);
  });
  return (await Promise.all(hashes)).map((hash) => toBase64(new Uint8Array(hash)));
}

/** Canonical fingerprint of a key by its SPKI bytes. */
export async function fingerprintOfSpki(spki: Uint8Array): Promise<string> {
  return fingerprintOf(`-----BEGIN PUBLIC KEY-----\n${toBase64(spki)}\n-----END PUBLIC KEY-----`);
}
