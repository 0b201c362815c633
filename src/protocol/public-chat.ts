// public_chat: plaintext for everybody in the neighbourhood.
import { toWellFormed } from '../lib/text-shape.ts';
import { asString, member, readString, type JsonObject } from './fields.ts';
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

/** A lone surrogate in the text goes out as U+FFFD: a strict receiver would refuse the frame (rule 7). */
export function publicChatText(data: PublicChatData): string {
  return JSON.stringify({ message: toWellFormed(data.message), sender: data.sender, type: 'public_chat' });
}
