// Writes DER (X.690), just as much of it as RSA keys and PBES2 need.
import { concatBytes } from '../lib/bytes.ts';

export const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  context0: 0xa0,
} as const;

/** One value: tag, shortest length, body. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes(Uint8Array.from([tag, ...lengthBytes(length)]), ...parts);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export function derSequence(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return der(TAG.sequence, ...parts);
}

/** A non-negative integer from its big-endian magnitude. */
export function derInteger(magnitude: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = magnitude.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : magnitude.subarray(start);
  const [first = 0] = digits;
  return first >= 0x80 ? der(TAG.integer, Uint8Array.of(0), digits) : der(TAG.integer, digits);
}

/** A non-negative integer below 2^53. */
export function derSmallInteger(value: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return derInteger(Uint8Array.from(bytes));
}

/** An object identifier from dotted decimals. */
export function derOid(dotted: string): Uint8Array<ArrayBuffer> {
  const [root = 0, branch = 0, ...rest] = dotted.split('.').map(Number);
  return der(TAG.oid, Uint8Array.from([root * 40 + branch, ...rest].flatMap(oidArc)));
}

function oidArc(arc: number): number[] {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift(0x80 | (rest % 128));
  return bytes;
}

export const derNull: Uint8Array<ArrayBuffer> = Uint8Array.of(TAG.null, 0);
