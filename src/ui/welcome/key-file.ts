// A key file as it was chosen, scanned or pasted, and what can be told of it before it is opened.
import { fromUtf8 } from '../../lib/bytes.ts';
import { pemText } from '../../lib/pem-block.ts';
import { openerOf } from '../../lib/recovery-head.ts';

export interface KeyFile {
  /** Of the file; what stands there instead for codes and pasted texts. */
  readonly name: string;
  /** Bytes; undefined where there is no file. */
  readonly size?: number;
  readonly text: string;
  /** `none`: a bare key. `other`: locked by another program. */
  readonly opener: 'words' | 'own' | 'none' | 'other';
  /** True for a file that no Porchlight wrote. */
  readonly isForeign: boolean;
}

export function keyFileOf(name: string, text: string, size?: number): KeyFile {
  const opener = openerOf(text);
  const isForeign = !text.includes('Porchlight recovery file');
  return { name, text, opener, isForeign, ...(size !== undefined && { size }) };
}

/** The text of a file; bare DER, as some programs write it, becomes the PEM it stands for. */
export function textOfBytes(bytes: Uint8Array): string {
  return derAsPem(bytes) ?? fromUtf8(bytes) ?? '';
}

/** SEQUENCE { SEQUENCE … }: locked. { INTEGER 0, SEQUENCE … }: PKCS#8. { INTEGER 0, INTEGER … }: PKCS#1. { INTEGER 3 … }: PKCS#12. */
function derAsPem(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x30) return undefined;
  const form = bytes[1] ?? 0;
  const inside = bytes.subarray(form < 0x80 ? 2 : 2 + (form & 0x7f));
  const [tag, length, version, next] = inside;
  if (tag === 0x30) return pemText('ENCRYPTED PRIVATE KEY', bytes);
  if (tag !== 0x02 || length !== 1) return undefined;
  if (version === 3) return pemText('PKCS12', bytes);
  return pemText(next === 0x30 ? 'PRIVATE KEY' : 'RSA PRIVATE KEY', bytes);
}
