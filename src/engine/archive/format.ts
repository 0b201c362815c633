// What lies in an export, version 1. A zip with:
//
//   index.html, chats/0001.html, chats/0001-2.html …   to be read by people, in any browser
//   messages/0001-0001.json …                           `ExportedPart`: up to 200 messages of one chat, oldest first
//   files/00001-plan.txt …                              the files that were on the device, uncompressed
//   porchlight-export.json                              `Manifest`: whose it is, the chats, and a hash of each part
//   porchlight-export.sig                               base64 of the signature over `signedBytes(manifest)`
//
// Hashes are those of block-hash.ts; the hash of a file stands in its message. So the one signature vouches for all that an
// import takes: nobody can hand a person words or names as if they came from their own other device. People are named by
// fingerprints throughout, the owner too. Not in it: private keys, messages that disappear by a timer, held messages,
// the outbox. A later version adds members; one that older programs must not read has a higher `version`.
import type { Marks } from '../contact-marks.ts';
import type { ConversationId, Fingerprint, MessageId } from '../../domain/ids.ts';
import { concatBytes, utf8 } from '../../lib/bytes.ts';
import type { Settled } from '../../store/rows.ts';

export const FORMAT = 'porchlight-export';
export const VERSION = 1;
export const MANIFEST = 'porchlight-export.json';
export const SIGNATURE = 'porchlight-export.sig';

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly exportedAt: number;
  readonly identity: { readonly fingerprint: Fingerprint; readonly name: string };
  /** No message has a higher `seq`. */
  readonly lastSeq: number;
  readonly people: readonly ExportedPerson[];
  readonly conversations: readonly ExportedConversation[];
}
export interface ExportedPerson extends Marks {
  readonly fingerprint: Fingerprint;
  readonly key: string; // canonical PEM
  readonly petname: string;
  readonly claimed: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly accepted: boolean;
}
export interface ExportedConversation {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'group' | 'square';
  readonly members: readonly Fingerprint[];
  readonly title?: Settled<string>;
  readonly messages: number;
  readonly parts: readonly { readonly entry: string; readonly hash: string }[];
}
export interface ExportedPart {
  readonly messages: readonly ExportedMessage[];
}
/** As `MessageRow` of the store has it, where the names are the same. */
export interface ExportedMessage {
  readonly id: MessageId;
  readonly author: Fingerprint;
  /** The order of arrival on that device; grows from message to message, not always by one. */
  readonly seq: number;
  readonly at: number;
  readonly counter: number;
  readonly signature: string;
  readonly text: string;
  readonly firstFromKey?: true;
  readonly state?: string;
  readonly reply?: { readonly author: Fingerprint; readonly id?: MessageId; readonly counter?: number };
  readonly mentions?: readonly ExportedMention[];
  readonly edit?: {
    readonly text: string;
    readonly mentions?: readonly ExportedMention[];
    readonly counter: number;
  };
  readonly deleted?: true;
  readonly reactions?: readonly {
    readonly who: Fingerprint;
    readonly emoji: string;
    readonly counter: number;
  }[];
  readonly notice?:
    | { readonly kind: 'title'; readonly title: string }
    | { readonly kind: 'timer'; readonly seconds: number };
  readonly file?: ExportedFileRow;
}
export interface ExportedMention {
  readonly at: number;
  readonly length: number;
  readonly who: Fingerprint;
}
export interface ExportedFileRow {
  readonly name: string;
  readonly size?: number;
  readonly url: string;
  readonly unconfirmed?: true;
  readonly gone?: true;
  /** Where its bytes are in the zip, and their hash. */
  readonly entry?: string;
  readonly hash?: string;
}

/** What the owner's key signs: no frame of the protocol begins like this, so the signature is good for nothing else. */
export function signedBytes(manifest: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(utf8('porchlight-export 1\n'), manifest);
}
