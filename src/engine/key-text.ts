// Public keys as texts that are no PEM of ours: a server may pass on what its clients gave it, or write keys its own way.
import { spkiOfPkcs1 } from '../crypto/key-verdict.ts';
import { isToSpec } from '../crypto/public-key.ts';
import { fromBase64 } from '../lib/base64.ts';
import { fromUtf8 } from '../lib/bytes.ts';
import { LIMITS } from '../protocol/limits.ts';
import { pemToDer } from '../protocol/pem.ts';

const PKCS1 = /^-----BEGIN RSA PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END RSA PUBLIC KEY-----$/;

/** The SPKI that `text` spells out: as PEM, or as an RSA key's own PEM; as base64 of either, or of its DER. */
export function spkiInText(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > LIMITS.pem) return undefined;
  return pemToDer(text) ?? spkiInPkcs1(text) ?? spkiInBase64(text);
}

function spkiInBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = fromBase64(text.replaceAll(/\s/g, ''));
  if (bytes === undefined || bytes.length === 0) return undefined;
  for (const spki of [bytes, spkiOfPkcs1(bytes)]) if (isToSpec(spki)) return spki;
  const inner = fromUtf8(bytes);
  return inner === undefined ? undefined : (pemToDer(inner) ?? spkiInPkcs1(inner));
}

function spkiInPkcs1(text: string): Uint8Array<ArrayBuffer> | undefined {
  const body = PKCS1.exec(text.trim())?.[1];
  const der = body === undefined ? undefined : fromBase64(body.replaceAll(/\s/g, ''));
  const spki = der && spkiOfPkcs1(der);
  return spki !== undefined && isToSpec(spki) ? spki : undefined;
}
