// What it means that a part of a conversation was on the screen: less is unread, who wrote it may learn of it, and
// the time of what disappears begins.
import type { ConversationId } from '../domain/ids.ts';
import { isWireId } from '../domain/message.ts';
import type { ConversationRow, MessageRow } from '../store/rows.ts';
import { begun, callsMe, isToRead } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { Ground } from './parts.ts';
import type { Receipts } from './receipts.ts';

export interface ReadingDeps {
  readonly ground: Ground;
  readonly desk: Desk;
  readonly receipts: Pick<Receipts, 'owe'>;
}

/** Messages looked at in one go, and told of in one receipt. */
const PAGE = 200;

/**
 * Everything up to `upToSeq` was seen. Counts what others wrote in it, so that what is left unread is exact, and owes them
 * receipts where the user wants that told; page by page, for it may be thousands.
 */
export async function markRead(deps: ReadingDeps, id: ConversationId, upToSeq: number): Promise<void> {
  let isMore = true;
  while (isMore) isMore = await deps.desk.edit((draft) => readSome(deps, draft, id, upToSeq));
}

/** True when it has not come to the end. */
async function readSome(
  deps: ReadingDeps,
  draft: Draft,
  id: ConversationId,
  upToSeq: number,
): Promise<boolean> {
  const row = deps.desk.conversations.get(id);
  const end = Math.max(row?.lastSeq ?? 0, row?.readUpTo ?? 0);
  const upTo = Math.min(upToSeq, end);
  if (row === undefined || (upTo <= row.readUpTo && (row.unread === 0 || upTo < end))) return false;
  const { theirs, reached } = await newlyRead(deps, row, upTo);
  const unread = reached === end ? 0 : Math.max(0, row.unread - theirs.length);
  const mentions = unread === 0 ? 0 : Math.max(0, (row.mentions ?? 0) - theirs.filter(callsMe).length);
  const read = { ...row, readUpTo: reached, unread };
  draft.conversations.put(id, mentions === (row.mentions ?? 0) ? read : { ...read, mentions });
  if (row.kind === 'square') return reached < upTo;
  const now = deps.ground.clock.now();
  for (const message of theirs)
    if (message.ttl !== undefined) draft.messages.put(message.key, begun(message, now));
  if (deps.ground.preferences().receipts)
    for (const { author, id: message } of theirs)
      if (author !== 'me' && isWireId(message)) deps.receipts.owe(draft, author, message, 'read');
  return reached < upTo;
}

interface NewlyRead {
  readonly theirs: readonly MessageRow[];
  /** Up to where that is all of them. */
  readonly reached: number;
}

async function newlyRead({ ground }: ReadingDeps, row: ConversationRow, upTo: number): Promise<NewlyRead> {
  const theirs: MessageRow[] = [];
  let reached = row.readUpTo;
  while (row.unread > 0 && theirs.length < PAGE) {
    const page = await ground.store.messagesAfter(row.id, reached, PAGE - theirs.length);
    const read = page.filter(({ seq }) => seq <= upTo);
    theirs.push(...read.filter(isToRead));
    if (read.length < page.length || page.length === 0) break;
    reached = read.at(-1)?.seq ?? reached;
    if (theirs.length === PAGE) return { theirs, reached };
  }
  return { theirs, reached: Math.max(upTo, row.readUpTo) };
}
