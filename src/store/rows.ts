// What lies in the database, row by row. Shapes here change only together with a migration in schema.ts.
import type { SendState } from '../domain/delivery.ts';
import type { Spoken } from '../domain/habits.ts';
import type { ConversationId, Fingerprint, MessageId } from '../domain/ids.ts';

/** Own counters (PROTOCOL.md rule 9). */
export interface LedgerRow {
  readonly lastFrame: number; // highest counter used or reserved for a frame
  readonly lastHello: number;
  readonly highestAccepted: number; // highest own counter known to be accepted
  /** When another device with this key was last seen, ms since 1970 (rule 2). */
  readonly twinSeenAt?: number;
}

/** How the app looks and behaves on this device; the same members as `Preferences` of the engine's port. */
export interface PreferencesRow {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly textSize: 0 | 1 | 2 | 3;
  readonly contrast: 'auto' | 'more';
  readonly motion: 'auto' | 'less';
  readonly underlineLinks: boolean;
  readonly receipts: boolean;
  readonly squareConfirmed: boolean;
  /** Absent in rows of earlier builds: as the defaults say. */
  readonly typing?: boolean;
  readonly notifications?: 'off' | 'quiet' | 'names' | 'text';
  readonly noticesAsked?: boolean;
  readonly lockAfter?: 0 | 1 | 5 | 15 | 60;
  readonly elsewhereKnown?: boolean;
  readonly helloDone?: boolean;
}

/** What tells one saved server from another: the scheme is part of it (T46). */
export interface ServerKey {
  readonly address: string;
  readonly scheme: 'ws' | 'wss';
}

export interface ServerRow {
  readonly address: string;
  readonly scheme: 'ws' | 'wss';
  readonly dialect: string; // row of protocol/dialect.ts: what was found to work
  readonly picked?: string; // the row the user picked instead
  readonly isTold?: boolean; // what its users write has been heard, and `dialect` says it
  readonly addedAt: number;
  readonly lastJoinedAt: number | undefined;
  /** Where it was found to take files (protocol/upload-place.ts). */
  readonly upload?: { readonly body: 'multipart' | 'raw'; readonly port: number | undefined };
}

/** Highest counter accepted from a key (rule 1, T04). Compared and set inside the message's transaction. */
export interface HeardRow {
  readonly fingerprint: Fingerprint;
  readonly counter: number;
}

export interface ConversationRow {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'group' | 'square';
  readonly members: readonly Fingerprint[]; // the others, sorted
  readonly lastMessage: MessageId | undefined;
  readonly lastSeq: number;
  readonly lastLine:
    | {
        readonly author: Fingerprint | 'me';
        readonly text: string;
        readonly what: 'text' | 'file' | 'image' | 'deleted';
        readonly at: number;
      }
    | undefined;
  readonly unread: number;
  readonly readUpTo: number; // seq
  readonly draft: string;
  readonly held: number;
  /** When it was pinned, ms since 1970; the latest stands first. */
  readonly pinned?: number;
  readonly archived?: boolean;
  /** Until when it makes no noise, ms since 1970; `Infinity`: for good. */
  readonly mutedUntil?: number;
  /** Unread messages that name me or answer me. */
  readonly mentions?: number;
  /** Of a group: the last one set, by (counter, fingerprint). */
  readonly title?: Settled<string>;
  /** Seconds after which new messages disappear; 0: never. */
  readonly timer?: Settled<number>;
  /** Strangers alone have written in it yet, whoever else they say is in it. */
  readonly ofStrangers?: true;
}
/** A value of the conversation that any member may set: the higher counter wins, then the higher fingerprint. */
export interface Settled<Value> {
  readonly value: Value;
  readonly counter: number;
  readonly by: Fingerprint;
}

export interface MessageRow {
  /** author + '|' + x.id: the key, so a (sender, x.id) is stored once. For own messages the author is 'me'. */
  readonly key: string;
  readonly id: MessageId;
  readonly seq: number; // order of arrival, one sequence for the whole store
  readonly conversation: ConversationId;
  readonly author: Fingerprint | 'me';
  /** The signed text, without what stands in front of it for other programs (`x.skip`): that is another message's. */
  readonly text: string;
  readonly at: number; // when it arrived or was written here, ms since 1970
  readonly counter: number; // of the frame that carried it; 0 while queued
  readonly signature: string; // base64, '' while queued: tells a byte-identical replay
  readonly firstFromKey: boolean;
  readonly file: FileRow | undefined;
  readonly state: SendState | undefined; // own messages only
  /** What it answers. */
  readonly reply?: Reference;
  readonly mentions?: readonly Mention[];
  /** The text that stands now, and the counter of the frame that said so. */
  readonly edit?: { readonly text: string; readonly mentions?: readonly Mention[]; readonly counter: number };
  /** Its author took it back: text and file are erased, the row stays so that no copy brings it again. */
  readonly deleted?: true;
  readonly reactions?: readonly ReactionRow[];
  /** Disappears so many seconds after it was read (sent, if own). */
  readonly ttl?: number;
  readonly expiresAt?: number; // ms since 1970
  /** Not words of its author but what they did to the conversation. */
  readonly notice?:
    | { readonly kind: 'title'; readonly title: string }
    | { readonly kind: 'timer'; readonly seconds: number };
  /** Somebody is introduced with it. */
  readonly card?: CardRow;
  /** Came from an export, proven by nobody but the one who made it. */
  readonly imported?: true;
}
/** A card inside a message (domain/card.ts). */
export interface CardRow {
  readonly server: string;
  readonly fingerprint: Fingerprint;
  readonly name: string;
  /** The one who sent it says that they compared the key with its owner. */
  readonly checked: boolean;
}
/** A message by its author and id; by the counter where it came without an id of its own. */
export interface Reference {
  readonly author: Fingerprint | 'me';
  readonly id?: MessageId;
  readonly counter?: number;
}
export interface Mention {
  readonly at: number; // code units of the text as shown
  readonly length: number;
  readonly who: Fingerprint | 'me';
}
export interface ReactionRow {
  readonly who: Fingerprint | 'me';
  readonly emoji: string; // '' was taken back: kept for its counter
  readonly counter: number;
}
export interface FileRow {
  readonly name: string;
  readonly size: number | undefined;
  readonly mime: string;
  readonly url: string; // '' until uploaded; `INLINE_URL` of engine/inline-file.ts: it came inside the message
  readonly unconfirmed?: true; // sent up where no answer can be seen
  readonly local: boolean; // bytes are in `blobs`
  readonly gone: boolean;
  readonly width: number | undefined;
  readonly height: number | undefined;
}
export interface BlobRow {
  readonly key: string; // message key
  readonly blob: Blob;
}

/** An own message or receipt on its way. Removed when nothing more can happen to it. */
export interface OutboxRow {
  readonly key: string; // message key, or 'receipt|…' for receipts, 'act|' + x.id for acts
  readonly seq: number; // order of sending
  readonly conversation: ConversationId;
  readonly kind: 'chat' | 'public' | 'receipt' | 'act';
  readonly recipients: readonly Fingerprint[];
  /** Of an act: all others in its conversation, where they are more than those who understand it. */
  readonly everybody?: readonly Fingerprint[];
  /** The payload before sealing, so that it can be sealed again with the same x.id. */
  readonly message: string;
  readonly x: unknown;
  readonly state: SendState['kind'];
  /** Frames made of it, oldest first: exact bytes, stored before they are written. */
  readonly frames: readonly OutboxFrame[];
  readonly queuedAt: number;
  readonly acceptedAt: number | undefined;
  /** Recipients who have confirmed with a receipt. */
  readonly delivered: readonly Fingerprint[];
  readonly read: readonly Fingerprint[];
  readonly resealed: number; // times
}
export interface OutboxFrame {
  readonly counter: number;
  readonly text: string;
  readonly signature: string;
  readonly recipients: readonly Fingerprint[]; // who has a key in it
  /** Addresses that stand in it, and what of its form a server may look at; undefined in rows of earlier builds. */
  readonly destinations?: readonly string[];
  readonly spoken?: Spoken;
  readonly accepted: boolean;
}

/** Verified, but its counter was old: kept aside until the user accepts or drops it (rule 3). */
export interface HeldRow {
  readonly key: string; // author + '|' + signature
  readonly message: MessageRow;
  readonly heldAt: number;
  /** Of a file that came inside it: goes to `blobs` with the message, or goes with the row. */
  readonly blob?: Blob;
}

/** Receipts that somebody is owed: for all of their messages that came, or were read, in one commit. */
export interface ReceiptRow {
  readonly key: string; // author + '|' + id of the first message
  readonly author: Fingerprint;
  readonly delivered: readonly MessageId[];
  readonly read: readonly MessageId[];
}

/** An act on a message that is not here yet: its frame may come later under a higher counter. */
export interface PendingRow {
  readonly key: string; // author of the act + '|' + its x.id + '|' + target
  readonly target: string; // message key, or author + '|#' + counter
  readonly conversation: ConversationId;
  readonly by: Fingerprint | 'me';
  readonly counter: number; // the one that tells which of two acts is the later one
  readonly act: unknown; // protocol/acts.ts
  readonly text: string; // of its message, behind `skip`
  readonly at: number;
}

/**
 * The messages of 512 places in the order of arrival, as search reads them. It is made from them, and goes, in the same
 * transaction, when one of them is taken away or says something else (engine/erasing.ts).
 */
export interface CorpusRow {
  readonly block: number; // seq / 512, downwards
  readonly upTo: number; // seq: what is newer, and belongs here, is not in yet
  readonly seqs: Float64Array<ArrayBuffer>; // ascending
  readonly where: Uint16Array<ArrayBuffer>; // of each: which of `places`
  readonly places: readonly CorpusPlace[];
  /** Of each, ended by a line break: the text folded (domain/fold.ts), then U+0001 and the name of its file, if any. */
  readonly texts: string;
}
export interface CorpusPlace {
  readonly conversation: ConversationId;
  readonly author: Fingerprint | 'me';
}
