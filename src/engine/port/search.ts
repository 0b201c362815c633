// Searching the words of messages that are kept on this device. Nothing of it leaves it.
import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { Author } from './messages.ts';

export interface SearchQuery {
  /** All its words must occur; what stands in quotes occurs as it stands. Empty: gets everything ready for what is typed next. */
  readonly text: string;
  /** In this conversation alone; the answer then has `places`. */
  readonly conversation?: ConversationId;
  readonly author?: Author;
  /** Only messages that bring a file. */
  readonly hasFile?: boolean;
  /** Most hits; 200 in any case. */
  readonly limit: number;
}
export interface SearchResult {
  /** Where words begin as typed before where they are only found within; each newest first. In one conversation: newest first. */
  readonly hits: readonly SearchHit[];
  readonly isMore: boolean;
  /** False: older messages are still being read (or a newer question came), and the same question finds more in a while. */
  readonly isReady: boolean;
  /** `seq` of every find in the conversation, oldest first; the newest 2,000 at most. */
  readonly places?: readonly number[];
}
export interface SearchHit {
  readonly message: MessageId;
  readonly seq: number;
  readonly conversation: ConversationId;
  readonly author: Author;
  readonly at: number;
  /** What of the message matched: its words, or the name of its file. */
  readonly what: 'text' | 'file';
  /** One line around the first find. */
  readonly snippet: string;
  /** What to light up in it: start and length in code units, ascending. */
  readonly marks: readonly (readonly [start: number, length: number])[];
}

export interface SearchApi {
  /** A newer question ends an older one early. */
  search(query: SearchQuery): Promise<SearchResult>;
}
