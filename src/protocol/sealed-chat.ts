// The `data` of a chat as the recipient's program takes it apart: where the tag goes, how bytes are written, which layout.
import { toBase64 } from '../lib/base64.ts';
import { concatBytes, toHex, utf8 } from '../lib/bytes.ts';
import type { PlainMembers } from './plain-json.ts';
import type { Speech } from './speech.ts';

/** A message under its key, before it is written down. */
export interface SealedChat {
  readonly destinationServers: readonly string[];
  readonly symmKeys: readonly Uint8Array[];
  readonly iv: Uint8Array;
  /** Without the tag. */
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** Fingerprints as this program makes them, the sender's first; in clear only in the layout that has them there. */
  readonly participants: readonly string[];
}

/** Its members, in alphabetical order. */
export function sealedChatMembers(
  sealed: SealedChat,
  speech: Pick<Speech, 'layout' | 'binary' | 'tag'>,
): PlainMembers {
  const { destinationServers, symmKeys, iv, participants } = sealed;
  const written = speech.binary === 'base64' ? toBase64 : base64OfHex;
  const body = speech.tag === 'appended' ? concatBytes(sealed.ciphertext, sealed.tag) : sealed.ciphertext;
  const isFrew = speech.layout === 'frew';
  return {
    chat: isFrew ? { message: written(concatBytes(iv, body)), participants } : written(body),
    destination_servers: destinationServers,
    iv: isFrew ? '0' : written(iv),
    symm_keys: symmKeys.map(toBase64),
    ...(speech.tag === 'separate' && { tag: written(sealed.tag) }),
    type: 'chat',
  };
}

function base64OfHex(bytes: Uint8Array): string {
  return toBase64(utf8(toHex(bytes)));
}

/** What is wrapped of the message key: its bytes, or a text of them. */
export function asWrapped(key: Uint8Array, text: Speech['wrapText']): Uint8Array {
  if (text === 'raw') return key;
  return utf8(text === 'base64' ? toBase64(key) : toHex(key));
}
