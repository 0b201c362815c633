// What a conversation shows after some of its messages are gone: its last line and its count of unread ones.
import type { ConversationId } from '../domain/ids.ts';
import type { MessageRow } from '../store/rows.ts';
import { callsMe, isToRead, withLastLine } from './conversation-rows.ts';
import type { Draft } from './draft.ts';
import type { MessageSide } from './message-side.ts';

/** Messages looked at for the one that stands last then. */
const PAGE = 50;

/** `messages` of one conversation are gone after the draft; call within `Desk.edit`. */
export async function takeOut(
  deps: Pick<MessageSide, 'ground' | 'desk' | 'views'>,
  draft: Draft,
  id: ConversationId,
  messages: readonly MessageRow[],
): Promise<void> {
  const { desk, views } = deps;
  const row = draft.conversations.over(id, desk.conversations.get(id));
  if (row === undefined) return;
  const unseen = messages.filter((message) => isToRead(message) && message.seq > row.readUpTo);
  const calls = unseen.filter(callsMe).length;
  const fewer = { ...row, unread: Math.max(0, row.unread - unseen.length) };
  const counted = row.mentions ? { ...fewer, mentions: Math.max(0, row.mentions - calls) } : fewer;
  const last = messages.find((message) => message.id === row.lastMessage);
  if (last === undefined) return draft.conversations.put(id, counted);
  const before = await newestBefore(deps, id, last.seq, new Set(messages.map(({ key }) => key)));
  draft.conversations.put(id, withLastLine(counted, before));
  views.forgetState(id);
  if (before !== undefined) views.noteState(before);
}

async function newestBefore(
  { ground }: Pick<MessageSide, 'ground'>,
  id: ConversationId,
  seq: number,
  gone: ReadonlySet<string>,
): Promise<MessageRow | undefined> {
  for (let before = seq; ;) {
    const page = await ground.store.messagesBefore(id, before, PAGE);
    const found = page.findLast(({ key, notice }) => !notice && !gone.has(key));
    if (found !== undefined || page[0] === undefined) return found;
    before = page[0].seq;
  }
}
