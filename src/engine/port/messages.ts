// Conversations and messages as pages see them.
import type { SendState } from '../../domain/delivery.ts';
import type { ConversationId, Fingerprint, MessageId } from '../../domain/ids.ts';
import type { FileView } from './files.ts';

export interface ConversationView {
  readonly id: ConversationId;
  readonly kind: 'direct' | 'group' | 'square';
  /** The others, sorted; empty for the square and for the chat with oneself. */
  readonly members: readonly Fingerprint[];
  readonly last: LastLine | undefined;
  /** `seq` of the newest message it has had; 0: none. */
  readonly lastSeq: number;
  readonly unread: number;
  readonly draft: string;
  /** Messages that passed the signature but carried an old counter (PROTOCOL.md rule 3). */
  readonly held: number;
  /** `seq` up to which it was read: "new messages" begin behind it. */
  readonly readUpTo: number;
  /** When it was pinned, ms since 1970: the latest stands first. */
  readonly pinned: number | undefined;
  readonly archived: boolean;
  /** Until when it makes no noise, ms since 1970; `Infinity`: for good; undefined: not muted. */
  readonly mutedUntil: number | undefined;
  /** Unread messages that name me or answer me. */
  readonly mentions: number;
  /** Of a group, as its members gave it; cleaned like a claimed name. */
  readonly title: string | undefined;
  /** Seconds after which new messages disappear; 0: never. */
  readonly timer: number;
  /**
   * It waits for my word: strangers alone have written in it, and I have neither written to nor named anybody in it. They
   * get no receipts, and nothing of it makes a sound.
   */
  readonly request: boolean;
  /** A chat with a key that is blocked: it stands in no list. */
  readonly blocked: boolean;
}
export interface LastLine {
  readonly author: Author;
  readonly text: string; // one line, at most 120 characters
  readonly what: 'text' | 'file' | 'image' | 'deleted';
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
  /** Of an own message that went out: whose light was off. Theirs goes out when it comes on, for seven days. */
  readonly waitsFor?: readonly Fingerprint[];
  readonly reply?: ReplyView;
  readonly mentions?: readonly MentionView[];
  /** In the order in which they first came. */
  readonly reactions?: readonly ReactionView[];
  readonly edited?: true;
  /** Its author took it back: nothing of it is left. */
  readonly deleted?: true;
  /** Disappears at, ms since 1970; `ttl` alone: so many seconds after it was read. */
  readonly expiresAt?: number;
  readonly ttl?: number;
  /** Not words but what the author did to the conversation. */
  readonly notice?: NoticeView;
  readonly imported?: true;
}
/** What a message answers, as far as it is here. */
export interface ReplyView {
  readonly author: Author;
  /** Undefined: not on this device. */
  readonly message: MessageId | undefined;
  readonly seq: number | undefined;
  readonly text: string; // one line, '' when it is not here
  readonly what: LastLine['what'];
}
export interface MentionView {
  readonly at: number; // code units of `text`
  readonly length: number;
  readonly who: Author;
}
export interface ReactionView {
  readonly emoji: string;
  readonly who: readonly Author[];
}
export type NoticeView =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'timer'; readonly seconds: number };

/**
 * Which part of a conversation: its newest messages, the nearest ones on one side of a `seq`, or those on both sides of it
 * (the message itself, where it is still there, is the first of the newer half).
 */
export type Place =
  | 'newest'
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number };
export interface MessagePage {
  readonly messages: readonly MessageView[]; // oldest first
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface HeldPage {
  /** The newest 200 at most, oldest first. */
  readonly messages: readonly MessageView[];
  /** Authors whose counter has run to its end: nothing of theirs can be newer any more. */
  readonly ended: readonly Fingerprint[];
}

/** What a text may bring along. */
export interface TextExtras {
  readonly replyTo?: MessageId;
  readonly mentions?: readonly { readonly at: number; readonly length: number; readonly who: Fingerprint }[];
}
/** What the user sets for a conversation on this device. */
export interface ConversationSettings {
  readonly pinned: boolean;
  readonly archived: boolean;
  readonly mutedUntil: number | undefined;
}

export interface MessagesApi {
  openDirect(person: Fingerprint): Promise<ConversationId>;
  openGroup(people: readonly Fingerprint[]): Promise<ConversationId>;
  /** At most `limit` messages (200 in any case) of that place, without a gap between them. */
  messages(conversation: ConversationId, place: Place, limit: number): Promise<MessagePage>;
  /** Refuses with `empty`, `unknown-conversation`, `blocked` (a chat with a blocked key) and, for what is answered, `unknown-message`. */
  sendText(conversation: ConversationId, text: string, extras?: TextExtras): Promise<MessageId>;
  retry(message: MessageId): Promise<void>;
  /** Removes an own unsent or failed message, or hides a message on this device only. */
  remove(message: MessageId): Promise<void>;
  markRead(conversation: ConversationId, upToSeq: number): Promise<void>;
  setDraft(conversation: ConversationId, text: string): Promise<void>;
  /** What is held back of a conversation (rule 3): the newest 200 at most, oldest first. */
  heldMessages(conversation: ConversationId): Promise<HeldPage>;
  /** Puts all that is held at the end of the conversation; `follow`: and measures its authors by these counters from now on. */
  acceptHeld(conversation: ConversationId, follow: boolean): Promise<void>;
  dropHeld(conversation: ConversationId): Promise<void>;
}
