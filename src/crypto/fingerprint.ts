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

/** As `fingerprintOf` for each of `pems`, which are canonical. */
export async function fingerprintsOf(pems: readonly string[]): Promise<readonly string[]> {
  let memory = new Uint8Array(0);
  const hashes = pems.map((pem) => {
    // `digest` takes a copy at once, so that one memory serves all: nearly all are of one length. It is filled by hand,
    // because for so short a text the way to the platform's encoder takes longer.
    if (memory.length !== pem.length) memory = new Uint8Array(pem.length);
    for (let at = 0; at < pem.length; at += 1) memory[at] = pem.charCodeAt(at);
    return crypto.subtle.digest('SHA-256', memory);
  });
  return (await Promise.all(hashes)).map((hash) => toBase64(new Uint8Array(hash)));
}

/** Canonical fingerprint of a key by its SPKI bytes. */
export async function fingerprintOfSpki(spki: Uint8Array): Promise<string> {
  return fingerprintOf(`-----BEGIN PUBLIC KEY-----\n${toBase64(spki)}\n-----END PUBLIC KEY-----`);
}
