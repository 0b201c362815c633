// `x`: what Porchlight adds inside the encrypted payload, beside a message every other client can read (rule 5).
// Read leniently: what is unknown or wrong is left out and never costs the message.
import { isJsonObject, member, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';

export interface FilePart {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  /** '' where the bytes are in `data`. */
  readonly url: string;
  /** Base64 of a small file, instead of an address. */
  readonly data?: string;
}
export interface ReceiptPart {
  /** `x.id`s of messages. */
  readonly delivered: readonly string[];
  readonly read: readonly string[];
}
export interface XPart {
  readonly v: 1;
  /** 22 characters of base64url. */
  readonly id?: string;
  /** The name its sender claims, not cleaned yet (T33). */
  readonly name?: string;
  readonly caps?: readonly string[];
  readonly file?: FilePart;
  readonly receipt?: ReceiptPart;
  /** The richer members as they came, of any shape: acts.ts tells what they are to be. */
  readonly more?: JsonObject;
}
const MORE = ['re', 'skip', 'at', 'ttl', 'act', 'card'] as const;

/** `value` as `x`, or undefined when it is none. A later version is read as far as it is known here. */
export function readX(value: unknown): XPart | undefined {
  if (!isJsonObject(value)) return undefined;
  const version = member(value, 'v');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return undefined;
  const id = member(value, 'id');
  const name = textUpTo(member(value, 'name'), LIMITS.claimedName);
  const caps = listOf(member(value, 'caps'), LIMITS.caps, isCap);
  const file = readFile(member(value, 'file'));
  const receipt = readReceipt(member(value, 'receipt'));
  const more = MORE.flatMap((name) => {
    const found = member(value, name);
    return found === undefined ? [] : [[name, found] as const];
  });
  return {
    v: 1,
    ...(isMessageId(id) && { id }),
    ...(name !== undefined && { name }),
    ...(caps !== undefined && { caps }),
    ...(file !== undefined && { file }),
    ...(receipt !== undefined && { receipt }),
    ...(more.length > 0 && { more: Object.fromEntries(more) }),
  };
}

/** `x` with its members in a fixed order, ready for `JSON.stringify`. */
export function plainX(x: XPart): JsonObject {
  const { v, id, name, caps, file, receipt, more } = x;
  const plain = {
    v,
    id,
    name,
    caps,
    file: file && plainFile(file),
    receipt: receipt && plainReceipt(receipt),
  };
  return { ...plain, ...more };
}

/** True for an `x.id` as Porchlight makes them. */
export function isMessageId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{22}$/.test(value);
}

function plainFile({ name, size, type, url, data }: FilePart): JsonObject {
  return data === undefined ? { name, size, type, url } : { name, size, type, data };
}

function plainReceipt({ delivered, read }: ReceiptPart): JsonObject {
  return { delivered, read };
}

function readFile(value: unknown): FilePart | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = textUpTo(member(value, 'name'), LIMITS.fileName);
  const size = member(value, 'size');
  const type = textUpTo(member(value, 'type'), LIMITS.fileType);
  const url = textUpTo(member(value, 'url'), LIMITS.fileUrl);
  if (name === undefined || type === undefined) return undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return undefined;
  const data = url ? undefined : textUpTo(member(value, 'data'), Math.ceil(LIMITS.inlineFile / 3) * 4);
  if (data !== undefined) return { name, size, type, url: '', data };
  return url === undefined ? undefined : { name, size, type, url };
}

function readReceipt(value: unknown): ReceiptPart | undefined {
  if (!isJsonObject(value)) return undefined;
  const delivered = listOf(member(value, 'delivered'), LIMITS.receiptIds, isMessageId) ?? [];
  const read = listOf(member(value, 'read'), LIMITS.receiptIds, isMessageId) ?? [];
  return delivered.length + read.length === 0 ? undefined : { delivered, read };
}

function isCap(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LIMITS.capLength && /^[a-z0-9-]+$/.test(value);
}

function textUpTo(value: unknown, max: number): string | undefined {
  return typeof value === 'string' && value.length <= max ? value : undefined;
}

/** The first `max` entries that pass; undefined when it is no array. */
function listOf(
  value: unknown,
  max: number,
  passes: (entry: unknown) => entry is string,
): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter(passes).slice(0, max) : undefined;
}
