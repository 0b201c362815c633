// public_chat: plaintext for everybody in the neighbourhood.
import { asString, member, readString, type JsonObject } from './fields.ts';
import type { PlainMembers } from './plain-json.ts';
import { LIMITS } from './limits.ts';

export interface PublicChatData {
  readonly type: 'public_chat';
  /** Fingerprint in the sender's dialect, as received; empty where none is given. */
  readonly sender: string;
  /** Bounded by the frame only: a long text of another program is still somebody's text. */
  readonly message: string;
}

export function readPublicChat(data: JsonObject): PublicChatData {
  return {
    type: 'public_chat',
    sender: asString(member(data, 'sender') ?? '', 'sender', LIMITS.name),
    message: readString(data, 'message', LIMITS.inboundFrame),
  };
}

export function publicChatMembers({ message, sender }: PublicChatData): PlainMembers {
  return { message, sender, type: 'public_chat' };
}
