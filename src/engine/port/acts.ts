// What a Porchlight can do with messages beyond sending them (PROTOCOL.md rule 5). Others never see these acts.
import type { ConversationId, MessageId } from '../../domain/ids.ts';

export interface ActsApi {
  /** One reaction of mine to a message; '' takes it back. Refuses with `unknown-message`, `bad-emoji` and `nobody-understands`. */
  react(message: MessageId, emoji: string): Promise<void>;
  /**
   * Another text for an own message. Refuses with `unknown-message`, `not-mine` (as for a file, which has no text of its own),
   * `empty`, `too-long`, `cannot-edit` (it failed for good), and `nobody-understands` once it has left.
   */
  edit(message: MessageId, text: string): Promise<void>;
  /** Takes own messages back, here and wherever a Porchlight has them. Those that are not here are skipped. Refuses with `not-mine`. */
  deleteForAll(messages: readonly MessageId[]): Promise<void>;
  /**
   * Sends texts and files of these messages to each conversation, in their order. Refuses, before anything is sent, with
   * `unknown-message`, `unknown-conversation`, `too-long` and `file-not-here`.
   */
  forward(messages: readonly MessageId[], to: readonly ConversationId[]): Promise<void>;
}
