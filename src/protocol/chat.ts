// chat: an end-to-end encrypted message. Who sent it and who may read it stand inside the ciphertext only.
import { toBase64 } from '../lib/base64.ts';
import { readBytes, readManyBytes, readStrings, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';

export interface ChatData {
  readonly type: 'chat';
  /** Addresses as the sender gave them, in no order that a receiver could rely on (rule 6). */
  readonly destinationServers: readonly string[];
  /** 12 or 16 bytes. */
  readonly iv: Uint8Array<ArrayBuffer>;
  /** The message key, wrapped for each recipient. */
  readonly symmKeys: readonly Uint8Array<ArrayBuffer>[];
  /** Ciphertext, the tag in its last 16 bytes. */
  readonly chat: Uint8Array<ArrayBuffer>;
}

export function readChat(data: JsonObject): ChatData {
  const iv = readBytes(data, 'iv', 16);
  if (iv.length !== 12 && iv.length !== 16) throw new ProtocolError('bad-shape', 'iv is not 12 or 16 bytes');
  return {
    type: 'chat',
    destinationServers: readStrings(data, 'destination_servers', LIMITS.participants, LIMITS.address),
    iv,
    symmKeys: readManyBytes(data, 'symm_keys', LIMITS.participants, LIMITS.wrappedKey),
    chat: readBytes(data, 'chat', LIMITS.inboundFrame),
  };
}

export function chatText(data: ChatData): string {
  // As JSON.stringify would write it; base64 needs no escapes, and a group's thousand keys are half a megabyte of it.
  const chat = toBase64(data.chat);
  const servers = JSON.stringify(data.destinationServers);
  const keys = data.symmKeys.map((key) => `"${toBase64(key)}"`).join(',');
  const iv = toBase64(data.iv);
  return `{"chat":"${chat}","destination_servers":${servers},"iv":"${iv}","symm_keys":[${keys}],"type":"chat"}`;
}
