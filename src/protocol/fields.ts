// Reading the members of parsed JSON one by one, own members only (T26): nothing is ever copied as a whole.
import { fromBase64 } from '../lib/base64.ts';
import { ProtocolError } from './problem.ts';

/** A JSON object after parsing. Read it through `member`, which ignores whatever a prototype carries. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a JSON object; false for arrays and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own member `name`, or undefined. */
export function member(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** `value` as an object; `where` names it in the error. */
export function readObject(value: unknown, where: string): JsonObject {
  if (!isJsonObject(value)) throw new ProtocolError('bad-shape', `${where} is no object`);
  return value;
}

/** The string at `name`, at most `max` characters long. */
export function readString(object: JsonObject, name: string, max: number): string {
  return asString(member(object, name), name, max);
}

/** `value` as a string of at most `max` characters. */
export function asString(value: unknown, where: string, max: number): string {
  if (typeof value !== 'string') throw new ProtocolError('bad-shape', `${where} is no string`);
  if (value.length > max) throw new ProtocolError('limit', `${where} is longer than ${max}`);
  return value;
}

/** `value`, canonical base64, as 1 to `max` bytes. */
export function asBytes(value: unknown, where: string, max: number): Uint8Array<ArrayBuffer> {
  const text = asString(value, where, Math.ceil(max / 3) * 4);
  const bytes = fromBase64(text);
  if (bytes === undefined) throw new ProtocolError('bad-base64', where);
  if (bytes.length === 0) throw new ProtocolError('bad-shape', `${where} is empty`);
  if (bytes.length > max) throw new ProtocolError('limit', `${where} is longer than ${max}`);
  return bytes;
}
