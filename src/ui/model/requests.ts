// What strangers have written and waits for my word.
import type { ConversationView } from '../../engine/port/messages.ts';

/** The newest first. */
export function requestsIn(conversations: Iterable<ConversationView>): readonly ConversationView[] {
  return [...conversations].filter(({ request }) => request).sort((a, b) => b.lastSeq - a.lastSeq);
}
