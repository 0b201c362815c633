// Finds the key block in a text file: explanatory lines, CRLF and other blocks around it do not matter.
import { fromBase64 } from '../lib/base64.ts';
import { CryptoError } from './problem.ts';

export interface PemBlock {
  readonly label: string;
  /** The text in front of the block. */
  readonly head: string;
  /** RFC 1421 headers inside the block ("Proc-Type: …"); empty in modern files. */
  readonly headers: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const BEGIN = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;
const LARGEST_FILE = 65_536;

/** The first block with PRIVATE KEY in its label, else the first of any. Throws `not-a-key-file` or `damaged`. */
export function readKeyBlock(text: string): PemBlock {
  if (text.length > LARGEST_FILE) throw new CryptoError('not-a-key-file');
  const begins = [...text.matchAll(BEGIN)];
  const begin = begins.find(([, label]) => label?.endsWith('PRIVATE KEY')) ?? begins[0];
  const label = begin?.[1];
  if (begin === undefined || label === undefined) throw new CryptoError('not-a-key-file');
  const start = begin.index + begin[0].length;
  const end = text.indexOf(`-----END ${label}-----`, start);
  if (end < 0) throw new CryptoError('damaged', 'no end line');
  const { headers, body } = splitHeaders(text.slice(start, end));
  const bytes = fromBase64(body.replace(/\s+/g, ''));
  // Encrypted PKCS#1 and OpenSSH blocks are named before anyone looks at their bytes.
  if (bytes === undefined || bytes.length === 0) throw new CryptoError('damaged', 'no base64');
  return { label, head: text.slice(0, begin.index), headers, bytes };
}

function splitHeaders(inside: string): { headers: string; body: string } {
  const tidy = inside.replaceAll('\r\n', '\n').trim();
  if (!/^[A-Za-z-]+:/.test(tidy)) return { headers: '', body: tidy };
  const blank = tidy.search(/\n[ \t]*\n/);
  return blank < 0 ? { headers: tidy, body: '' } : { headers: tidy.slice(0, blank), body: tidy.slice(blank) };
}
