// Bytes in JSON: base64, and as some programs write them: base64 of their hex text, or the hex text itself.
import { fromBase64 } from '../lib/base64.ts';
import { fromHex, fromUtf8 } from '../lib/bytes.ts';
import { asString } from './fields.ts';
import { ProtocolError } from './problem.ts';

export interface Binary {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Hex digits stood for them. */
  readonly isHex: boolean;
}

/** So many hex digits in a row are no accident of base64 or of random bytes. */
const HEX_MIN = 24;

/** `value` as 1 to `max` bytes. `expectHex`: other bytes of the same message were hex, so that a few digits will do. */
export function readBinary(value: unknown, where: string, max: number, expectHex = false): Binary {
  // Base64 of hex text takes 8/3 characters a byte.
  const text = asString(value, where, Math.ceil((max * 2) / 3) * 4);
  const least = expectHex ? 2 : HEX_MIN;
  const direct = hexIn(text, least);
  const plain = direct === undefined ? fromBase64(text) : undefined;
  const inner = direct ?? (plain && hexInBytes(plain, least));
  const bytes = inner ?? plain;
  if (bytes === undefined) throw new ProtocolError('bad-base64', where);
  if (bytes.length === 0) throw new ProtocolError('bad-shape', `${where} is empty`);
  if (bytes.length > max) throw new ProtocolError('limit', `${where} is longer than ${max}`);
  return { bytes, isHex: inner !== undefined };
}

function hexInBytes(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> | undefined {
  if (!isDigit(bytes[0]) || !isDigit(bytes.at(-1))) return undefined;
  const text = fromUtf8(bytes);
  return text === undefined ? undefined : hexIn(text, least);
}

function hexIn(text: string, least: number): Uint8Array<ArrayBuffer> | undefined {
  if (text.length < least || !isDigit(text.charCodeAt(0)) || !isDigit(text.charCodeAt(1))) return undefined;
  return fromHex(text);
}

function isDigit(code: number | undefined): boolean {
  if (code === undefined) return false;
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
