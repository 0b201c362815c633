// The engine's port: every word the page and the engine say to each other. Intents go in, events come out.
// The page holds no key, no socket and no database; what is not in this file it cannot ask for.
import type { FailCause, SendState } from '../domain/delivery.ts';
import type { ConversationId, Fingerprint, MessageId } from '../domain/ids.ts';
import type { DialectId } from '../protocol/dialect.ts';
import type { Scheme } from '../protocol/address.ts';
import type { HostClass } from '../protocol/host-class.ts';
import type { AddressNotice, TypedAddress } from '../protocol/typed-address.ts';

// ---- identity -------------------------------------------------------------------------------------------------

export interface Me {
  readonly fingerprint: Fingerprint;
  readonly name: string;
  readonly createdAt: number;
  readonly recovery: RecoveryState;
}
export type RecoveryState =
  | { readonly kind: 'none' }
  | { readonly kind: 'untested'; readonly savedAt: number } // a file was made, its words never rehearsed
  | { readonly kind: 'tested'; readonly savedAt: number }; // made (or restored from) and opened again
export type IdentityView =
  | { readonly phase: 'loading' }
  | { readonly phase: 'none' }
  | { readonly phase: 'making'; readonly step: 'key' | 'keep' | 'try' }
  /** Made, stored and tried; its bytes still exist, so a recovery file can be made. Ends with `finishIdentity`. */
  | { readonly phase: 'fresh'; readonly me: Me }
  | { readonly phase: 'ready'; readonly me: Me }
  /** This browser cannot keep keys (private window, lockdown …); nothing was made. */
  | { readonly phase: 'unsupported'; readonly reason: UnsupportedReason }
  /** Storage was evicted or damaged under a known identity: restore, never silently new keys (R07). */
  | { readonly phase: 'lost'; readonly fingerprint: Fingerprint | undefined };
export type UnsupportedReason = 'no-crypto' | 'no-storage' | 'cannot-keep-keys' | 'self-test-failed';

export interface RecoveryFile {
  /** e.g. `anna-PRQH2K7M.porchlight-key` */
  readonly fileName: string;
  /** The whole PEM text with its explanatory head. */
  readonly text: string;
  readonly words: readonly string[]; // six
}
export type RestoreResult =
  | { readonly ok: true; readonly fingerprint: Fingerprint }
  | {
      readonly ok: false;
      readonly reason:
        | 'not-a-key-file'
        | 'wrong-words'
        | 'damaged'
        | 'unsupported-scheme'
        | 'wrong-kind-of-key'
        | 'cannot-keep-keys';
      /** For `unsupported-scheme` and `wrong-kind-of-key`: what was found, e.g. "scrypt" or "RSA-4096". */
      readonly detail?: string;
    };

// ---- server and connection ------------------------------------------------------------------------------------

export type { AddressNotice, HostClass, Scheme };
/** What the address the user typed means. */
export type AddressVerdict = TypedAddress;

export interface ServerView {
  /** `host[:port][/path]` as saved; with `scheme` the key of the record. */
  readonly address: string;
  readonly scheme: Scheme;
  readonly lastJoinedAt: number | undefined;
  readonly isCurrent: boolean;
  readonly hostClass: HostClass;
  /** How it is spoken to: what the user picked, else what was found. */
  readonly speaks?: DialectChoice;
  readonly isPicked?: boolean;
}
/** A way of speaking that the user may pick for a server. */
export type DialectChoice = DialectId;
export interface NeighbourServerView {
  readonly address: string; // as the list gives it
  readonly isOurs: boolean;
  readonly lights: number;
}

/** Why there is no connection, each with a sentence and a next step in the catalogue. */
export type ConnectionProblem =
  | 'unreachable' // closed before it opened: down, refused, wrong port or a certificate this browser does not trust
  | 'mixed-content' // https page and ws://
  | 'not-websocket' // opened HTTP, spoke no WebSocket
  | 'timeout' // nothing within 10 s
  | 'refused-hello' // closed during hello
  | 'counter' // closed 1008 `counter`
  | 'no-list' // hello sent, no list within 15 s
  | 'not-listed' // a list came, our key is not in it
  | 'silent' // half-open: heartbeat unanswered
  | 'oversized' // a frame above 8 MiB (T23)
  | 'dropped' // the server or the network closed it
  | 'neighbour-down' // closed 1011 where a hello was taken before: a server behind this one may be down
  | 'storage'; // nothing can be saved, so nothing is consumed (R04)

export type ConnectionView =
  | { readonly phase: 'none' } // no server chosen
  | {
      readonly phase: 'connecting';
      readonly server: ServerRef;
      readonly waitingFor: 'link' | 'list' | 'own-light';
      readonly since: number;
      readonly again: boolean;
      readonly problem: ConnectionProblem | undefined;
      /** Another way of speaking is being tried. */
      readonly way?: Way;
    }
  | {
      readonly phase: 'online';
      readonly server: ServerRef;
      readonly since: number;
      readonly lights: number;
      readonly servers: readonly NeighbourServerView[];
    }
  | {
      readonly phase: 'waiting';
      readonly server: ServerRef;
      readonly retryAt: number;
      readonly problem: ConnectionProblem;
    }
  | { readonly phase: 'offline'; readonly server: ServerRef } // the browser says there is no network
  | { readonly phase: 'stopped'; readonly server: ServerRef; readonly problem: ConnectionProblem }; // first try failed, or left by the user
/** Which of how many ways of speaking is being tried. */
export interface Way {
  readonly at: number;
  readonly of: number;
}
export interface ServerRef {
  readonly address: string;
  readonly scheme: Scheme;
}

export type CheckId = 'address' | 'link' | 'hello' | 'listed' | 'note' | 'file';
export type CheckView =
  | { readonly id: CheckId; readonly state: 'todo' }
  | { readonly id: CheckId; readonly state: 'waiting'; readonly since: number }
  | { readonly id: CheckId; readonly state: 'ok'; readonly ms: number | undefined }
  | { readonly id: CheckId; readonly state: 'warn'; readonly problem: string } // goes on without it, e.g. no echo, no upload
  | { readonly id: CheckId; readonly state: 'failed'; readonly problem: ConnectionProblem };

/** What the page knows of itself and of its browser, for a self-check. */
export interface PageFacts {
  readonly allowance: Allowance;
  readonly storage: 'kept' | 'may-be-cleared' | NonNullable<Snapshot['storageProblem']>;
}
/** What this browser allows, from this page, toward the server in use: a link, after a question, or none. */
export type Allowance = 'fine' | 'asks' | 'denied' | 'mixed';

export type FindingId =
  | 'keys'
  | 'storage'
  | 'address'
  | 'link'
  | 'list'
  | 'listed'
  | 'dialect'
  | 'note'
  | 'upload'
  | 'download'
  | 'frame';
/** What was found; each has a sentence, and where something is to be done a next step, in the catalogue. */
export type FindingWhat =
  | 'keys-work'
  | 'keys-broken'
  | PageFacts['storage']
  | 'no-server'
  | 'secure'
  | 'plain-here'
  | 'plain'
  | 'asks'
  | 'denied'
  | 'mixed-content'
  | 'open'
  | 'no-network'
  | 'still-trying'
  | 'down-or-certificate'
  | 'down'
  | Exclude<ConnectionProblem, 'storage' | 'unreachable' | 'mixed-content'>
  | 'answers'
  | 'light-on'
  | 'listed-twice'
  | 'spoken'
  | 'came-home'
  | 'no-copies'
  | 'no-echo'
  | 'broken'
  | 'not-tried'
  | 'went-up'
  | 'came-back'
  | FileProblem
  | 'frame-limit';
/** What a small file up and down may meet (file-check.ts). */
export type FileProblem =
  | 'upload-unreachable'
  | 'upload-blocked'
  | 'upload-blind'
  | 'upload-too-large'
  | 'upload-http'
  | 'upload-odd-answer'
  | 'other-host'
  | 'download-unreachable'
  | 'download-differs';
export type Finding =
  | { readonly id: FindingId; readonly state: 'todo' | 'running' }
  | {
      readonly id: FindingId;
      /** `skipped`: could not be looked at; nothing wrong by itself. */
      readonly state: 'ok' | 'warn' | 'failed' | 'skipped';
      readonly what: FindingWhat;
      readonly ms?: number;
      /** A size in bytes, or the name of a dialect. */
      readonly detail?: number | string;
    };

// ---- people, conversations, messages --------------------------------------------------------------------------

export interface PersonView {
  readonly fingerprint: Fingerprint;
  /** Mine for them. */
  readonly petname: string | undefined;
  /** Theirs, cleaned of control, bidi and zero-width characters, at most 40 characters; never shown without the tag. */
  readonly claimed: string | undefined;
  readonly light: 'on' | 'off' | 'unknown';
  readonly lightSince: number | undefined;
  /** Addresses of the servers whose list shows the key now; empty when the light is off. */
  readonly servers: readonly string[];
  readonly firstSeen: number;
  /** Named by me or written to by me. */
  readonly known: boolean;
  readonly hasChat: boolean;
  readonly saidHello: boolean; // posted in the square
  readonly porchlight: boolean; // has shown `x`
  /** False for keys that are listed but not to spec: cannot be written to. */
  readonly writable: boolean;
}

export interface ConversationView {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'group' | 'square';
  /** The others, sorted; empty for the square and for the chat with oneself. */
  readonly members: readonly Fingerprint[];
  readonly last: LastLine | undefined;
  readonly unread: number;
  readonly draft: string;
  /** Messages that passed the signature but carried an old counter (PROTOCOL.md rule 3). */
  readonly held: number;
}
export interface LastLine {
  readonly author: Author;
  readonly text: string; // one line, at most 120 characters
  readonly what: 'text' | 'file' | 'image';
  readonly at: number;
  readonly state: SendState | undefined;
}
export type Author = Fingerprint | 'me';

export interface MessageView {
  readonly id: MessageId;
  /** Order of arrival in this store; grows, never reused. */
  readonly seq: number;
  readonly conversation: ConversationId;
  readonly author: Author;
  readonly text: string;
  readonly at: number;
  readonly file: FileView | undefined;
  /** Only of own messages. */
  readonly state: SendState | undefined;
  /** The first message ever from this key: may be older than it looks (T05). */
  readonly firstFromKey: boolean;
  /** Of an own message: so many members have a key that was never listed, and nothing can be sealed for them (rule 4). */
  readonly unreached?: number;
}

export interface FileView {
  readonly name: string; // sanitised for display and saving
  readonly size: number | undefined;
  readonly type: FileKind;
  /** Where it lies: shown before a download. */
  readonly host: string;
  readonly state: FileState;
  /** It was sent up where a page cannot see whether it was taken. */
  readonly unconfirmed?: true;
  /** Of a checked image. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}
export type FileKind = 'image' | 'other';
export type FileState =
  | { readonly kind: 'uploading'; readonly sent: number; readonly total: number }
  | {
      readonly kind: 'upload-failed';
      readonly cause: FailCause;
      readonly status: number | undefined;
      readonly limit: number | undefined;
    }
  | { readonly kind: 'remote'; readonly confirm: 'none' | 'other-host' | 'refused' } // lies on a server; T50 says whether a tap is enough
  | { readonly kind: 'downloading'; readonly received: number; readonly total: number | undefined }
  | { readonly kind: 'local' } // here; `fileBlob` gives it
  | { readonly kind: 'gone' } // 404, 410
  | {
      readonly kind: 'download-failed';
      /** `blocked`: our own server, which is up, but lets no page fetch from there (no CORS). */
      readonly reason: 'unreachable' | 'blocked' | 'too-large' | 'cut' | 'refused' | 'http';
      readonly status: number | undefined;
      /** To be opened by hand, where a page may not fetch it and T50 has nothing against it. */
      readonly link?: string;
    };

export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly textSize: 0 | 1 | 2 | 3; // 1 is the browser's own
  readonly contrast: 'auto' | 'more';
  readonly motion: 'auto' | 'less';
  readonly underlineLinks: boolean;
  /** Showing "delivered" and "read", and telling others when something was read. */
  readonly receipts: boolean;
  readonly squareConfirmed: boolean; // "Don't ask again on this device"
}

/** Short-lived news for a toast or banner; lasting states are in their own views. */
export type Notice =
  /** Undefined: it is over. */
  | { readonly kind: 'storage'; readonly problem: 'full' | 'read-only' | 'reload-needed' | undefined }
  | { readonly kind: 'own-key-elsewhere' }
  | { readonly kind: 'wiped' };

// ---- the port -------------------------------------------------------------------------------------------------

/** Everything a page that has just opened needs; people come in chunks after it, as events. */
export interface Snapshot {
  readonly identity: IdentityView;
  readonly connection: ConnectionView;
  readonly servers: readonly ServerView[];
  readonly conversations: readonly ConversationView[];
  readonly preferences: Preferences;
  /** Frames dropped since the start because they could not be proven, and messages held back. */
  readonly counts: Counts;
  readonly storageProblem: 'full' | 'read-only' | 'reload-needed' | undefined;
}
export interface Counts {
  readonly unproven: number;
  readonly malformed: number;
  readonly held: number;
}

/** Intents. Each answers when its effect is stored; a refusal throws `PortError` with a `kind`. */
export interface EngineApi {
  /** First call of every page: the state now; events follow from then on. */
  start(): Promise<Snapshot>;

  createIdentity(name: string): Promise<void>;
  setName(name: string): Promise<void>;
  makeRecovery(): Promise<RecoveryFile>;
  /** Opens the file just made with the words typed; true makes it "tested". */
  rehearseRecovery(words: readonly string[]): Promise<boolean>;
  finishIdentity(): Promise<void>;
  /** From a fresh profile: opens a recovery file (or a plain PKCS#8/PBES2 PEM) and makes it this profile's identity. */
  restoreIdentity(fileText: string, passphrase: string, name: string): Promise<RestoreResult>;
  /** The stored ciphertext of the recovery file, to save again; undefined where none was made. */
  savedRecovery(): Promise<{ readonly fileName: string; readonly text: string } | undefined>;
  wipe(): Promise<void>;

  readAddress(typed: string, pageIsSecure: boolean): Promise<AddressVerdict>;
  /** Joins; progress as `checks` and `connection` events. Saves the server once joined. */
  connect(server: ServerRef): Promise<void>;
  /** Looks over everything with the connection there is, and opens no other; progress as `findings` events. */
  selfCheck(facts: PageFacts): Promise<readonly Finding[]>;
  disconnect(): Promise<void>;
  forgetServer(server: ServerRef): Promise<void>;
  /** How to speak to a saved server: a row by hand, or what is found by itself. Joins it anew where it is in use. */
  setServerDialect(server: ServerRef, choice: DialectChoice | 'auto'): Promise<void>;
  /** From the page: `online`, `visibilitychange`, `pageshow`, `resume`: probe or reconnect within 1 s. */
  wake(why: 'online' | 'offline' | 'visible' | 'hidden' | 'pageshow'): Promise<void>;

  setPetname(person: Fingerprint, petname: string): Promise<void>; // '' removes it
  openDirect(person: Fingerprint): Promise<ConversationId>;
  openGroup(people: readonly Fingerprint[]): Promise<ConversationId>;
  /** Newest first page: messages with seq < `before` (all when undefined), oldest first in the answer. */
  messages(
    conversation: ConversationId,
    before: number | undefined,
    limit: number,
  ): Promise<readonly MessageView[]>;
  sendText(conversation: ConversationId, text: string): Promise<MessageId>;
  retry(message: MessageId): Promise<void>;
  /** Removes an own unsent or failed message, or hides a message on this device only. */
  remove(message: MessageId): Promise<void>;
  markRead(conversation: ConversationId, upToSeq: number): Promise<void>;
  setDraft(conversation: ConversationId, text: string): Promise<void>;
  /** What is held back of a conversation (rule 3): the newest 200 at most, oldest first. */
  heldMessages(conversation: ConversationId): Promise<readonly MessageView[]>;
  /** Puts all that is held at the end of the conversation. */
  acceptHeld(conversation: ConversationId): Promise<void>;
  dropHeld(conversation: ConversationId): Promise<void>;

  sendFile(conversation: ConversationId, file: File): Promise<MessageId>;
  cancelFile(message: MessageId): Promise<void>;
  /** Fetches a file another one sent. `confirmed` after the user agreed to another host (T50). */
  download(message: MessageId, confirmed: boolean): Promise<void>;
  /** The bytes of a local file, typed by our allow-list only (images) or application/octet-stream. */
  fileBlob(message: MessageId): Promise<Blob | undefined>;

  setPreferences(change: Partial<Preferences>): Promise<void>;
}

export type EngineEvent =
  | { readonly type: 'identity'; readonly identity: IdentityView }
  | { readonly type: 'connection'; readonly connection: ConnectionView }
  | { readonly type: 'checks'; readonly checks: readonly CheckView[] }
  | { readonly type: 'findings'; readonly findings: readonly Finding[] }
  | { readonly type: 'servers'; readonly servers: readonly ServerView[] }
  | {
      readonly type: 'people';
      readonly upsert: readonly PersonView[];
      readonly removed: readonly Fingerprint[];
    }
  | {
      readonly type: 'conversations';
      readonly upsert: readonly ConversationView[];
      readonly removed: readonly ConversationId[];
    }
  | {
      readonly type: 'messages';
      readonly upsert: readonly MessageView[];
      readonly removed: readonly MessageId[];
    }
  | { readonly type: 'preferences'; readonly preferences: Preferences }
  | { readonly type: 'counts'; readonly counts: Counts }
  /** Another engine leads: what the last one stored may be untold, and the newest messages are to be asked for again. */
  | { readonly type: 'new-lead' }
  | { readonly type: 'notice'; readonly notice: Notice };

/** What the page holds of the engine. */
export interface EnginePort extends EngineApi {
  onEvent(listener: (event: EngineEvent) => void): () => void;
}

/**
 * Every intent by name, and what becomes of it when the engine moves to another tab before it was answered: `again` is
 * asked once more there, `once` is refused with the kind `interrupted` (it may have happened already).
 */
export const INTENTS: { readonly [K in keyof EngineApi]: 'again' | 'once' } = {
  start: 'again',
  createIdentity: 'once',
  setName: 'again',
  makeRecovery: 'once',
  rehearseRecovery: 'once',
  finishIdentity: 'once',
  restoreIdentity: 'once',
  savedRecovery: 'again',
  wipe: 'again',
  readAddress: 'again',
  connect: 'again',
  selfCheck: 'again',
  disconnect: 'again',
  forgetServer: 'again',
  setServerDialect: 'again',
  wake: 'again',
  setPetname: 'again',
  openDirect: 'again',
  openGroup: 'again',
  messages: 'again',
  sendText: 'once',
  retry: 'once',
  remove: 'again',
  markRead: 'again',
  setDraft: 'again',
  heldMessages: 'again',
  acceptHeld: 'once',
  dropHeld: 'once',
  sendFile: 'once',
  cancelFile: 'again',
  download: 'again',
  fileBlob: 'again',
  setPreferences: 'again',
};
