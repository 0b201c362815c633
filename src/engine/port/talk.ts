// What belongs to a conversation as a whole: its title, its timer, who is writing, and how it is kept on this device.
import type { ConversationId } from '../../domain/ids.ts';
import type { Author, ConversationSettings } from './messages.ts';

export interface TalkApi {
  setConversation(conversation: ConversationId, change: Partial<ConversationSettings>): Promise<void>;
  /** Of a group; '' takes it away. Told to all Porchlights in it. */
  setTitle(conversation: ConversationId, title: string): Promise<void>;
  /** New messages disappear after so many seconds; 0: they stay. Best effort: other programs keep theirs. */
  setTimer(conversation: ConversationId, seconds: number): Promise<void>;
  /** The user is writing, or has stopped; told only where both want that told. */
  writing(conversation: ConversationId, on: boolean): Promise<void>;
  /** Takes all messages and files of a conversation off this device. */
  clearConversation(conversation: ConversationId): Promise<void>;
}

/** Who is writing in a conversation right now. */
export interface WritingEvent {
  readonly type: 'writing';
  readonly conversation: ConversationId;
  readonly who: readonly Author[];
}
