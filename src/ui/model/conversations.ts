// What a conversation is called and how it stands in the list.
import type { Fingerprint } from '../../domain/ids.ts';
import type { ConversationView } from '../../engine/port/messages.ts';
import { t } from '../words/words.ts';
import type { Model } from './model.ts';
import { nameText, namesText, type NameView } from './names.ts';

/** The one other person of a direct chat; undefined for groups, the square and the chat with oneself. */
export const otherOf = (conversation: ConversationView): Fingerprint | undefined =>
  conversation.kind === 'direct' ? conversation.members[0] : undefined;

export const namesOf = (conversation: ConversationView, model: Model): readonly NameView[] =>
  conversation.members.map((member) => model.nameOf(member));

/** The title in plain text: for labels, the window's title and searching. */
export function titleText(conversation: ConversationView, model: Model): string {
  if (conversation.kind === 'square') return t.value.app.theSquare;
  if (conversation.title !== undefined) return t.value.app.quoted(conversation.title);
  return membersText(conversation, model);
}

/** Who is in it, in plain text. */
export function membersText(conversation: ConversationView, model: Model): string {
  const names = namesOf(conversation, model);
  const [only] = names;
  if (only === undefined) return t.value.chat.yourself;
  return names.length === 1 ? nameText(only) : namesText(names);
}

/**
 * Where a chat opens that has something unread: behind what was read. The square is no chat: who comes there looks at what
 * is said now.
 */
export const unreadFrom = ({ kind, unread, readUpTo }: ConversationView): number | undefined =>
  kind === 'square' || unread === 0 ? undefined : readUpTo + 1;

/** False for what strangers have written, until I have had my word, and for chats with blocked keys. */
export const isListed = ({ request, blocked }: ConversationView): boolean => !request && !blocked;

/** Pinned ones on top, then the newest first; the square stands apart, above the list. An empty group can be put away. */
export function inOrder(conversations: Iterable<ConversationView>): readonly ConversationView[] {
  const sealed = [...conversations].filter((one) => {
    const { kind, last, draft, archived } = one;
    return (
      kind !== 'square' &&
      isListed(one) &&
      (last !== undefined || draft !== '' || (kind === 'group' && !archived))
    );
  });
  return sealed.sort((a, b) => (b.pinned ?? 0) - (a.pinned ?? 0) || place(b) - place(a));
}

/** By arrival: clocks jump. */
const place = ({ last, lastSeq }: ConversationView): number => (last === undefined ? Infinity : lastSeq);

/** People in it, with me: what "Sealed for 6 people" counts. */
export const headCount = (conversation: ConversationView): number => conversation.members.length + 1;
