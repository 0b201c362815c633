// Public keys as PEM text (RFC 7468, label PUBLIC KEY): read tolerantly, written in one canonical form.
import { fromBase64, toBase64 } from '../lib/base64.ts';
import type { Brand } from '../lib/brand.ts';
import { LIMITS } from './limits.ts';
import type { PemForm } from './speech.ts';

/** Canonical: base64 body on one line, a newline after the header and before the footer, none at the end. */
export type Pem = Brand<string, 'Pem'>;

const HEADER = '-----BEGIN PUBLIC KEY-----';
const FOOTER = '-----END PUBLIC KEY-----';

/** The DER bytes; undefined when it is no PUBLIC KEY, too long, or its base64 is not canonical. The DER is not judged. */
export function pemToDer(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length > LIMITS.pem) return undefined;
  const trimmed = text.trim();
  if (!trimmed.startsWith(HEADER) || !trimmed.endsWith(FOOTER)) return undefined;
  const body = trimmed.slice(HEADER.length, -FOOTER.length);
  const der = fromBase64(body.replaceAll('\n', '').replaceAll('\r', ''));
  return der === undefined || der.length === 0 ? undefined : der;
}

/** The canonical PEM of an SPKI. */
export function derToPem(der: Uint8Array): Pem {
  return pem(`${HEADER}\n${toBase64(der)}\n${FOOTER}`);
}

/** The PEM of an SPKI in the form that a program writes or hashes. */
export function pemIn(form: PemForm, der: Uint8Array): string {
  if (form === 'one-line') return derToPem(der);
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `${[HEADER, ...lines, FOOTER].join('\n')}${form === 'lines-newline' ? '\n' : ''}`;
}

/** The one place where this brand is made. */
function pem(text: string): Pem {
  return text as Pem;
}
