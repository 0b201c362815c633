// chat: an end-to-end encrypted message. Who sent it and who may read it stand inside the ciphertext only. Read as any
// program may have written it (DIALECTS.md), written as v1.2 does.
import { toBase64 } from '../lib/base64.ts';
import { readBinaries, readBinary, type Binary } from './binary.ts';
import { asString, isJsonObject, member, type JsonObject } from './fields.ts';
import type { PlainMembers } from './json-text.ts';
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ChatData {
  readonly type: 'chat';
  /** Addresses as the sender gave them, in no order that a receiver could rely on (rule 6). */
  readonly destinationServers: readonly string[];
  /** 12 or 16 bytes; empty where the IV stands in front of the ciphertext. */
  readonly iv: Bytes;
  /** The message key, wrapped for each recipient. */
  readonly symmKeys: readonly Bytes[];
  /** What is sealed, by whichever of the ways of `readings.ts`. */
  readonly chat: Bytes;
  /** The tag, where it has a member of its own. */
  readonly tag?: Bytes;
  /** Names that stand in the open beside the sealed text: `chat` is an object (speech.ts, `layout`). */
  readonly participants?: readonly string[];
  /** Bytes are written as base64 of their hex text, or as hex text. */
  readonly binary?: 'base64-of-hex';
  /** Not as v1.2 has it: strict servers refuse it, or die of it. */
  readonly irregular?: true;
}

/** Names under which an IV, a tag, the destinations and the wrapped keys are known. */
const IV = ['iv', 'nonce'];
const TAG = ['tag', 'auth_tag', 'authTag'];
const DESTINATIONS = ['destination_servers', 'destinations', 'destination_server'];
const KEYS = ['symm_keys', 'symm_key'];
const SEALED = ['message', 'ciphertext', 'chat'];
const NO_BYTES: Bytes = new Uint8Array(0);

export function readChat(data: JsonObject): ChatData {
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
    iv: iv?.bytes ?? NO_BYTES,
    symmKeys: keys.map(({ bytes }) => bytes),
    chat: sealed.bytes,
    ...(typeof tag === 'string' && tag !== '' && { tag: readBinary(tag, 'tag', 16).bytes }),
    ...(inner && { participants: readNames(inner) }),
    ...((isHex || sealed.isHex) && { binary: 'base64-of-hex' }),
    ...(!isRegular(data, isHex || sealed.isHex) && { irregular: true }),
  };
}

/** As v1.2 writes it; `sealed-chat.ts` writes it for every program. */
export function chatMembers(data: ChatData): PlainMembers {
  return {
    chat: toBase64(data.chat),
    destination_servers: data.destinationServers,
    iv: toBase64(data.iv),
    symm_keys: data.symmKeys.map(toBase64),
    type: 'chat',
  };
}

/** Each member where it belongs, and of its kind. */
function isRegular(data: JsonObject, isHex: boolean): boolean {
  const [keys, iv] = [member(data, 'symm_keys'), member(data, 'iv')];
  const isPlain = Array.isArray(keys) && keys.every((key) => typeof key === 'string');
  const isOwn = typeof iv === 'string' && iv !== '' && iv !== '0' && typeof member(data, 'chat') === 'string';
  return isPlain && isOwn && !isHex && Array.isArray(member(data, 'destination_servers'));
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
  const texts = entriesOf(list, 'symm_keys').map((entry) => (isJsonObject(entry) ? wrappedIn(entry) : entry));
  return readBinaries(texts, 'symm_keys', LIMITS.wrappedKey);
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
