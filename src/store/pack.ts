// A row as bytes, and bytes as a row: JSON for what JSON knows, signs in it for what it does not, and the bytes of typed
// arrays behind it. What goes in comes out the same; what could not (a key, a function) is refused.
import { concatBytes, fromUtf8, utf8 } from '../lib/bytes.ts';
import { StoreError } from './problem.ts';

/** Stands for a value in the JSON: the sign's name, and what belongs to it. An object that has a member of this name, too. */
const SIGN = '$';

const ARRAYS = {
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Int32Array,
  Float64Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
const isArrayName = (name: unknown): name is ArrayName =>
  typeof name === 'string' && Object.hasOwn(ARRAYS, name);

export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In the order in which `unpack` wants them: their bytes are not in `bytes`. */
  readonly blobs: readonly Blob[];
}

/** `value` as bytes. Throws `StoreError('refused')` for what is no data. */
export function pack(value: unknown): Packed {
  const parts: Uint8Array[] = [];
  const blobs: Blob[] = [];
  const json = utf8(JSON.stringify(signed(value, parts, blobs)));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, json.length);
  return { bytes: concatBytes(new Uint8Array(length.buffer), json, ...parts), blobs };
}

/** The value again. Throws `StoreError('broken')` for bytes that `pack` did not make. */
export function unpack(bytes: Uint8Array, blobs: readonly Blob[] = []): unknown {
  const start = 4 + (bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
  const text = fromUtf8(bytes.subarray(4, start));
  if (text === undefined || text === '') throw new StoreError('broken');
  const json: unknown = JSON.parse(text);
  return unsigned(json, bytes.subarray(start), blobs);
}

function signed(value: unknown, parts: Uint8Array[], blobs: Blob[]): unknown {
  if (value === undefined) return { [SIGN]: 'undefined' };
  if (typeof value === 'number') {
    const isPlain = Number.isFinite(value) && !Object.is(value, -0);
    return isPlain ? value : { [SIGN]: 'number', is: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') throw new StoreError('refused');
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => signed(item, parts, blobs));
  if (value instanceof Blob) return { [SIGN]: 'blob', is: blobs.push(value) - 1, type: value.type };
  if (ArrayBuffer.isView(value)) return signedArray(value, parts);
  const kind: unknown = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null) throw new StoreError('refused');
  const members = Object.entries(value).map(([name, item]) => [name, signed(item, parts, blobs)] as const);
  // `fromEntries` defines members where assigning would call what `__proto__` inherits.
  const object: unknown = Object.fromEntries(members);
  return Object.hasOwn(value, SIGN) ? { [SIGN]: 'object', is: object } : object;
}

function signedArray(value: ArrayBufferView, parts: Uint8Array[]): object {
  const kind = value.constructor.name;
  if (!isArrayName(kind)) throw new StoreError('refused');
  const at = parts.reduce((sum, part) => sum + part.length, 0);
  parts.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  return { [SIGN]: kind, is: [at, value.byteLength] };
}

function unsigned(value: unknown, parts: Uint8Array, blobs: readonly Blob[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => unsigned(item, parts, blobs));
  if (!(SIGN in value)) return membersOf(value, parts, blobs);
  const sign = value[SIGN];
  const is = 'is' in value ? value.is : undefined;
  if (sign === 'undefined') return undefined;
  if (sign === 'number' && typeof is === 'string') return Number(is);
  if (sign === 'object' && typeof is === 'object' && is !== null) return membersOf(is, parts, blobs);
  if (sign === 'blob' && typeof is === 'number' && 'type' in value) return blobOf(blobs[is], value.type);
  if (!isArrayName(sign) || !isSpan(is)) throw new StoreError('broken');
  const [at, length] = is;
  // A copy: other kinds of numbers must begin where their size divides the place.
  return new ARRAYS[sign](parts.slice(at, at + length).buffer);
}

const isSpan = (value: unknown): value is readonly [at: number, length: number] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number');

function blobOf(bytes: Blob | undefined, type: unknown): Blob {
  if (bytes === undefined || typeof type !== 'string') throw new StoreError('broken');
  return new Blob([bytes], { type });
}

function membersOf(value: object, parts: Uint8Array, blobs: readonly Blob[]): unknown {
  const members = Object.entries(value).map(([name, item]) => [name, unsigned(item, parts, blobs)] as const);
  return Object.fromEntries(members);
}
