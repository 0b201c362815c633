// chat as any program may have written it (DIALECTS.md): members under other names, keys in other shapes, bytes in hex.
// Loaded when the first such one comes.
import { readBinary, type Binary } from './binary.ts';
import type { ChatData } from './chat.ts';
import { asString, isJsonObject, member, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';

/** Names under which an IV, a tag, the destinations and the wrapped keys are known. */
const IV = ['iv', 'nonce'];
const TAG = ['tag', 'auth_tag', 'authTag'];
const DESTINATIONS = ['destination_servers', 'destinations', 'destination_server'];
const KEYS = ['symm_keys', 'symm_key'];
const SEALED = ['message', 'ciphertext', 'chat'];

/** Reads parsed `data`, however it is written. Throws `ProtocolError`. */
export function readAnyChat(data: JsonObject): ChatData {
  const chat = member(data, 'chat');
  const inner = isJsonObject(chat) ? chat : undefined;
  const own = (names: readonly string[]): unknown => firstOf(data, names) ?? (inner && firstOf(inner, names));
  const iv = readIv(own(IV));
  const keys = readKeys(firstOf(data, KEYS));
  const isHex = iv?.isHex === true || keys.some((key) => key.isHex);
  const sealed = readBinary(
    inner === undefined ? chat : firstOf(inner, SEALED),
    'chat',
    LIMITS.inboundFrame,
    isHex,
  );
  const tag = own(TAG);
  return {
    type: 'chat',
    destinationServers: readDestinations(firstOf(data, DESTINATIONS)),
    iv: iv?.bytes ?? new Uint8Array(0),
    symmKeys: keys.map(({ bytes }) => bytes),
    chat: sealed.bytes,
    ...(typeof tag === 'string' && tag !== '' && { tag: readBinary(tag, 'tag', 16).bytes }),
    ...(inner && { participants: readNames(inner) }),
    ...((isHex || sealed.isHex) && { binary: 'base64-of-hex' }),
  };
}

function firstOf(object: JsonObject, names: readonly string[]): unknown {
  for (const name of names) {
    const value = member(object, name);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

/** Undefined where there is none to speak of: then it stands in front of the ciphertext. */
function readIv(value: unknown): Binary | undefined {
  if (value === undefined || value === '' || value === '0') return undefined;
  const iv = readBinary(value, 'iv', 16);
  if (iv.bytes.length === 12 || iv.bytes.length === 16) return iv;
  throw new ProtocolError('bad-shape', 'iv is not 12 or 16 bytes');
}

/** An array, or one text where there is one destination. */
function readDestinations(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? [value] : (value ?? []);
  return entriesOf(list, 'destination_servers').map((one) =>
    asString(one, 'destination_servers', LIMITS.address),
  );
}

/** Texts; objects that hold one beside the fingerprint it is for; an object of them by fingerprint; a single text. */
function readKeys(value: unknown): readonly Binary[] {
  const list = typeof value === 'string' ? value.split(',') : isJsonObject(value) ? valuesOf(value) : value;
  return entriesOf(list, 'symm_keys').map((entry) => {
    const text = isJsonObject(entry) ? wrappedIn(entry) : entry;
    return readBinary(text, 'symm_keys', LIMITS.wrappedKey);
  });
}

/** One key with its name, or keys by name. */
function valuesOf(object: JsonObject): readonly unknown[] {
  const values = wrappedIn(object, KEYS) === undefined ? Object.values(object) : [object];
  if (values.length === 0) throw new ProtocolError('bad-shape', 'symm_keys is empty');
  return values;
}

/** The member that is a wrapped key by its name, else by its length: the longest text. */
function wrappedIn(entry: JsonObject, names: readonly string[] = [...KEYS, 'key', 'encrypted_key']): unknown {
  const named = firstOf(entry, names);
  if (named !== undefined || names === KEYS) return named;
  const texts = Object.values(entry).filter((one) => typeof one === 'string');
  return texts.sort((a, b) => b.length - a.length)[0];
}

function readNames(inner: JsonObject): readonly string[] {
  const list = member(inner, 'participants');
  if (list === undefined || list === null) return [];
  return entriesOf(list, 'participants').map((one) => asString(one, 'participants', LIMITS.name));
}

function entriesOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ProtocolError('bad-shape', `${name} is no array`);
  if (value.length > LIMITS.participants) throw new ProtocolError('limit', name);
  return value;
}
