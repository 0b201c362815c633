// Cards and introductions as pages see them: how somebody is found who was never listed here.
import type { ConversationId, Fingerprint, MessageId } from '../../domain/ids.ts';
import type { HostClass } from '../../protocol/host-class.ts';
import type { AddressNotice, ServerRef } from './connection.ts';

/** A card that was read; nobody was asked anything. */
export interface CardView {
  readonly server: ServerRef;
  readonly fingerprint: Fingerprint;
  /** What it says its owner is called: a claimed name, cleaned; '' where it does not say. */
  readonly name: string;
  readonly hostClass: HostClass;
  /** Why what would be contacted is not, letter for letter, what stands in the card. */
  readonly notice?: AddressNotice;
}
export type CardVerdict =
  | { readonly ok: true; readonly card: CardView; readonly isOwn: boolean }
  | { readonly ok: false; readonly reason: 'not-a-card' | 'bad-server' };

/** Somebody is introduced with a message; what its author says of them. */
export interface IntroductionView {
  readonly fingerprint: Fingerprint;
  readonly name: string; // cleaned; '' where it does not say
  /** The author says that they compared the key with its owner. */
  readonly checked: boolean;
  /** The card itself, for `readCard`. */
  readonly text: string;
}
/** One of those who introduced somebody. */
export interface VouchView {
  readonly by: Fingerprint;
  readonly name: string;
  readonly at: number; // ms since 1970
  readonly checked: boolean;
}

export interface CardsApi {
  /** Reads a card, alone or in a link, and asks nobody anything. */
  readCard(text: string, pageIsSecure: boolean): Promise<CardVerdict>;
  /** The text of my card for the server in use; undefined where there is none. Refuses with `no-identity`. */
  myCard(): Promise<string | undefined>;
  /**
   * The user wants to write to the owner of this card: they are a contact from now on, and their chat is there. Messages wait
   * until a list shows the key with this very fingerprint. Nothing is joined. `from`: the message that introduced them.
   * Refuses with `not-a-card`, `bad-server`, `own-card` and `no-identity`.
   */
  acceptCard(text: string, from?: MessageId): Promise<ConversationId>;
  /**
   * Sends somebody's card to these chats. `text` is for other programs; the last `%s` in it stands for the card's own text.
   * Whether I have verified their key goes with it. Refuses, before anything is sent, with `unknown-person`, `no-server`,
   * `empty` and `unknown-conversation` (the square too).
   */
  introduce(person: Fingerprint, to: readonly ConversationId[], text: string): Promise<void>;
}
