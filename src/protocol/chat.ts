// chat: an end-to-end encrypted message. Who sent it and who may read it stand inside the ciphertext only. Read and written
// here as v1.2 does; what other programs write is only told apart.
import { allFromBase64, toBase64 } from '../lib/base64.ts';
import { asBytes, asString, member, type JsonObject } from './fields.ts';
import type { PlainMembers } from './plain-json.ts';
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
  /** All of `data`, where it is not as v1.2 has it: `any-chat.ts` reads it, and nothing else here says anything. */
  readonly irregular?: JsonObject;
}

export function readChat(data: JsonObject): ChatData {
  const [servers, keys] = [member(data, 'destination_servers'), member(data, 'symm_keys')];
  if (!Array.isArray(servers) || !Array.isArray(keys) || !isRegular(data, keys))
    return { type: 'chat', destinationServers: [], iv: NONE, symmKeys: [], chat: NONE, irregular: data };
  if (servers.length > LIMITS.participants || keys.length > LIMITS.participants)
    throw new ProtocolError('limit', 'destination_servers or symm_keys');
  return {
    type: 'chat',
    destinationServers: servers.map((one) => asString(one, 'destination_servers', LIMITS.address)),
    iv: asBytes(member(data, 'iv'), 'iv', 16),
    symmKeys: wrappedKeys(keys),
    chat: asBytes(member(data, 'chat'), 'chat', LIMITS.inboundFrame),
  };
}

/** A thousand keys are decoded in one go. */
function wrappedKeys(keys: readonly unknown[]): readonly Bytes[] {
  const many = allFromBase64(keys.filter((key) => typeof key === 'string'));
  const isRight = many?.length === keys.length && many.every(isWrappedKey);
  return isRight ? many : keys.map((key) => asBytes(key, 'symm_keys', LIMITS.wrappedKey));
}

function isWrappedKey({ length }: Bytes): boolean {
  return length > 0 && length <= LIMITS.wrappedKey;
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

const NONE: Bytes = new Uint8Array(0);
/** Base64 of 12 or 16 bytes. */
const IV = /^(?:.{15}[^=]|.{22}==)$/;
/** Begins like hex digits, or like base64 of them; random bytes hardly ever do. */
const HEX = /^(?:[0-9a-f]{24}|(?:[M-OQRYZ].{3}){8})/i;

/** Each member where it belongs, and of its kind. */
function isRegular(data: JsonObject, keys: readonly unknown[]): boolean {
  const isPlain = (value: unknown): boolean => typeof value === 'string' && !HEX.test(value);
  const iv = member(data, 'iv');
  const hasTag = ['tag', 'auth_tag', 'authTag'].some((name) => Object.hasOwn(data, name));
  return (
    typeof iv === 'string' && IV.test(iv) && !hasTag && isPlain(member(data, 'chat')) && keys.every(isPlain)
  );
}
