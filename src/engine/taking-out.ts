// Messages that go from this device: of each only its key stays for a while (nowhere.ts), and the conversation shows what is
// left. Whoever takes any off comes here.
import type { ConversationId } from '../domain/ids.ts';
import type { ConversationRow, MessageRow, OutboxRow } from '../store/rows.ts';
import { callsMe, isToRead, withLastLine } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { shellOf } from './nowhere.ts';
import type { OutboxBook } from './outbox-book.ts';
import type { Ground } from './parts.ts';
import type { Views } from './views.ts';

export interface TakingDeps {
  readonly ground: Ground;
  readonly desk: Desk;
  readonly views: Views;
  readonly book: OutboxBook;
}

/** Messages looked at for the one that stands last then. */
const PAGE = 50;

/**
 * Takes `messages` of one conversation off this device, with files and held copies. An own one that has left goes on its
 * way, unless it `isOver`. Call within `Desk.edit`, once for all of a conversation that go with one draft.
 */
export async function takeOff(
  deps: TakingDeps,
  draft: Draft,
  id: ConversationId,
  messages: readonly MessageRow[],
  isOver = false,
): Promise<void> {
  const now = deps.ground.clock.now();
  for (const message of messages) {
    const { key } = message;
    draft.messages.put(key, shellOf(message, now));
    draft.blobs.remove(key);
    deps.views.transfers.delete(key);
    const outgoing = deps.book.rows.get(key);
    if (outgoing !== undefined && (isOver || !hasLeft(outgoing))) draft.outbox.remove(key);
  }
  await dropCopies(deps, draft, id, new Set(messages.map(({ key }) => key)));
  await takeOut(deps, draft, id, messages);
}

const hasLeft = ({ frames, state }: OutboxRow): boolean => frames.length > 0 && state !== 'held';

/** Copies that are held back (PROTOCOL.md rule 3) go with their messages. */
export async function dropCopies(
  { ground, desk }: Pick<TakingDeps, 'ground' | 'desk'>,
  draft: Draft,
  id: ConversationId,
  keys: ReadonlySet<string>,
): Promise<void> {
  const row = draft.conversations.over(id, desk.conversations.get(id));
  if (row === undefined || row.held === 0) return;
  const known = new Map((await ground.store.held(id)).map((copy) => [copy.key, copy]));
  for (const [key, copy] of draft.held.puts) known.set(key, copy);
  const copies = [...known.values()].filter(
    ({ key, message }) => keys.has(message.key) && message.conversation === id && !draft.held.gone.has(key),
  );
  if (copies.length === 0) return;
  for (const { key } of copies) draft.held.remove(key);
  draft.heldMore -= copies.length;
  draft.conversations.put(id, { ...row, held: Math.max(0, row.held - copies.length) });
}

/** `row` without what was unread of `messages`. */
export function withoutUnread(row: ConversationRow, messages: readonly MessageRow[]): ConversationRow {
  const unseen = messages.filter((message) => isToRead(message) && message.seq > row.readUpTo);
  const calls = unseen.filter(callsMe).length;
  const fewer = { ...row, unread: Math.max(0, row.unread - unseen.length) };
  return row.mentions ? { ...fewer, mentions: Math.max(0, row.mentions - calls) } : fewer;
}

/** By the conversations that they are in. */
export function byConversation(
  messages: readonly MessageRow[],
): ReadonlyMap<ConversationId, readonly MessageRow[]> {
  const groups = new Map<ConversationId, MessageRow[]>();
  for (const message of messages) {
    const group = groups.get(message.conversation) ?? [];
    groups.set(message.conversation, group);
    group.push(message);
  }
  return groups;
}

async function takeOut(
  { ground, desk, views }: TakingDeps,
  draft: Draft,
  id: ConversationId,
  messages: readonly MessageRow[],
): Promise<void> {
  const row = draft.conversations.over(id, desk.conversations.get(id));
  if (row === undefined) return;
  const counted = withoutUnread(row, messages);
  const last = messages.find((message) => message.id === row.lastMessage);
  if (last === undefined) return draft.conversations.put(id, counted);
  const before = await newestBefore(ground, id, last.seq, new Set(messages.map(({ key }) => key)));
  draft.conversations.put(id, withLastLine(counted, before));
  views.forgetState(id);
  if (before !== undefined) views.noteState(before);
}

async function newestBefore(
  { store }: Ground,
  id: ConversationId,
  seq: number,
  gone: ReadonlySet<string>,
): Promise<MessageRow | undefined> {
  for (let before = seq; ;) {
    const page = await store.messagesBefore(id, before, PAGE);
    const found = page.findLast(({ key, notice }) => !notice && !gone.has(key));
    if (found !== undefined || page[0] === undefined) return found;
    before = page[0].seq;
  }
}
