// Where text from the address bar becomes a name the engine knows: whether there is such a thing is the engine's word.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';

const isFingerprint = (text: string): text is Fingerprint => text.length >= 0;
const isConversationId = (text: string): text is ConversationId => text.length >= 0;

export function toFingerprint(text: string): Fingerprint {
  if (!isFingerprint(text)) throw new TypeError('not a fingerprint');
  return text;
}

export function toConversationId(text: string): ConversationId {
  if (!isConversationId(text)) throw new TypeError('not a conversation');
  return text;
}

export const SQUARE = toConversationId('square');
