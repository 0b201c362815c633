// The recovery file as a handful of QR codes: on paper, or from one screen to another. Each code says which one it is of
// which set, and they are put together in any order. What is in them is as locked as the file is.
//
//   PORCHLIGHT-KEY:1:2/5:PRQH2K7M:<base32>     only signs that QR codes pack tightly; the tag is the key's own
//   base32 of: CRC-32 of the whole set (4) ‖ a piece of it ‖ CRC-32 of all of this code in front of it (4)
//   the set:   1 if the owner chose the passphrase, else 0 (1) ‖ day it was made, since 1970 (2) ‖ fingerprint (32)
//              ‖ the locked key, DER ‖ the locked contacts, if they are in it
import { toBase64 } from './base64.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { concatBytes, equalBytes, utf8 } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { fingerprintBytes, keyTag } from './key-tag.ts';
import { pemBlock, pemText } from './pem-block.ts';
import { madeAtIn, openerOf, recoveryHead } from './recovery-head.ts';

/** Bytes of the set in one code: it stays coarse enough for a phone to read it from paper. */
const PIECE = 280;
/** More than these nobody scans. */
export const MOST_CODES = 24;
const DAY = 86_400_000;
const HEAD = 35;
const KEY = 'ENCRYPTED PRIVATE KEY';
export const CONTACTS = 'PORCHLIGHT CONTACTS';
const FORM = /^PORCHLIGHT-KEY:(\d{1,3}):(\d{1,2})\/(\d{1,2}):([2-9A-HJ-NP-Z]{8}):([2-9A-HJ-NP-Z]{13,1000})$/;

/**
 * The codes of a locked file, in their order. Undefined where there is no locked key in the text, or too much for `MOST_CODES`
 * (then it may fit without the contacts).
 */
export function writeKeyCodes(
  fileText: string,
  fingerprint: string,
  withContacts: boolean,
): readonly string[] | undefined {
  const key = pemBlock(fileText, KEY);
  if (key === undefined) return undefined;
  const contacts = withContacts ? pemBlock(fileText, CONTACTS) : undefined;
  const day = Math.floor((madeAtIn(fileText) ?? 0) / DAY);
  const head = Uint8Array.of(openerOf(fileText) === 'words' ? 0 : 1, day >> 8, day & 255);
  const set = concatBytes(head, fingerprintBytes(fingerprint), key, contacts ?? new Uint8Array());
  const total = Math.ceil(set.length / PIECE);
  if (total > MOST_CODES) return undefined;
  const size = Math.ceil(set.length / total);
  const crc = numberBytes(crc32(set));
  return Array.from({ length: total }, (_, at) => {
    const front = `PORCHLIGHT-KEY:1:${at + 1}/${total}:${keyTag(fingerprint, 8)}:`;
    const body = concatBytes(crc, set.subarray(at * size, (at + 1) * size));
    return front + toBase32(concatBytes(body, numberBytes(crc32(concatBytes(utf8(front), body)))));
  });
}

/** What has been read of one set so far. */
export interface CodesRead {
  /** Eight signs, of the key. */
  readonly tag: string;
  readonly total: number;
  readonly crc: Uint8Array;
  readonly pieces: ReadonlyMap<number, Uint8Array>;
}
export type CodeProblem = 'not-a-code' | 'newer' | 'damaged' | 'other-key' | 'other-set';

/** `read` with one more code in it, or why that does not belong there. A code that was there before changes nothing. */
export function withCode(read: CodesRead | undefined, text: string): CodesRead | CodeProblem {
  const tidy = text.replaceAll(/\s/g, '').toUpperCase();
  if (!tidy.startsWith('PORCHLIGHT-KEY:')) return 'not-a-code';
  const [, version, number, of, tag, body] = FORM.exec(tidy) ?? [];
  if (version !== undefined && Number(version) > 1) return 'newer';
  if (tag === undefined || body === undefined || Number(version) !== 1) return 'damaged';
  const bytes = fromBase32(body);
  const [at, total] = [Number(number), Number(of)];
  if (bytes === undefined || bytes.length < 9 || at < 1 || at > total || total > MOST_CODES) return 'damaged';
  const front = tidy.slice(0, tidy.length - body.length);
  const sum = numberBytes(crc32(concatBytes(utf8(front), bytes.subarray(0, -4))));
  if (!equalBytes(sum, bytes.subarray(-4))) return 'damaged';
  const [crc, piece] = [bytes.subarray(0, 4), bytes.subarray(4, -4)];
  if (read === undefined) return { tag, total, crc, pieces: new Map([[at, piece]]) };
  if (read.tag !== tag) return 'other-key';
  if (read.total !== total || !equalBytes(read.crc, crc)) return 'other-set';
  return { ...read, pieces: new Map(read.pieces).set(at, piece) };
}

/** As `withCode` for a text with any number of codes in it, as they are pasted. */
export function withCodes(read: CodesRead | undefined, text: string): CodesRead | CodeProblem {
  const codes = text.split(/(?=PORCHLIGHT-KEY:)/i).filter((part) => /^PORCHLIGHT-KEY:/i.test(part));
  let now = read;
  for (const code of codes) {
    const next = withCode(now, code);
    if (typeof next === 'string') return next;
    now = next;
  }
  return now === undefined || codes.length === 0 ? 'not-a-code' : now;
}

/** The numbers that have not been read yet. */
export function missingOf({ total, pieces }: CodesRead): readonly number[] {
  return Array.from({ length: total }, (_, at) => at + 1).filter((at) => !pieces.has(at));
}

/** The recovery file of a complete set; undefined while codes are missing, `damaged` when they do not make one. */
export function fileOf(read: CodesRead): { readonly text: string } | 'damaged' | undefined {
  if (missingOf(read).length > 0) return undefined;
  const pieces = Array.from({ length: read.total }, (_, at) => read.pieces.get(at + 1) ?? new Uint8Array());
  const set = concatBytes(...pieces);
  const [own = 0, high = 0, low = 0] = set;
  const fingerprint = toBase64(set.subarray(3, HEAD));
  const end = HEAD + derLength(set.subarray(HEAD));
  const isWhole = equalBytes(numberBytes(crc32(set)), read.crc) && end > HEAD && end <= set.length;
  if (!isWhole || keyTag(fingerprint, 8) !== read.tag) return 'damaged';
  const madeAt = (high * 256 + low) * DAY;
  const head = recoveryHead({ fingerprint, madeAt, opener: own === 0 ? 'words' : 'own' });
  const contacts = end < set.length ? pemText(CONTACTS, set.subarray(end)) : '';
  return { text: `${head}${pemText(KEY, set.subarray(HEAD, end))}${contacts}` };
}

/** Length of the DER sequence that begins here, head and all; 0 where there is none of the size of a key. */
function derLength([tag, form, high = 0, low = 0]: Uint8Array): number {
  return tag === 0x30 && form === 0x82 ? 4 + high * 256 + low : 0;
}

function numberBytes(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
