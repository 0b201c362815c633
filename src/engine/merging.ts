// Moves everything of one conversation to where it belongs once its provisional members are known by their keys.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { ConversationRow, MessageRow, PendingRow } from '../store/rows.ts';
import { emptyConversation } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { blockOf } from './erasing.ts';
import type { OutboxBook } from './outbox-book.ts';
import type { Names } from './names.ts';
import type { Directory, Ground, People, Self } from './parts.ts';

export interface MergeOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly directory: Directory;
  readonly people: People;
  readonly names: Names;
  /** Acts that wait for their message. */
  readonly pending: ReadonlyMap<string, PendingRow>;
}

/** Messages read at once. */
const PAGE = 200;

/** Gives every conversation with somebody provisional to those whose keys are known by now. */
export async function mergeNewcomers(options: MergeOptions): Promise<void> {
  const { desk, directory, people, names } = options;
  for (const row of desk.conversations.values()) {
    const found = new Map<Fingerprint, Fingerprint>();
    for (const member of row.members) {
      // Who is known from a card is that one key and no other, whatever a program would call it.
      if (directory.lookup(member) !== undefined || people.row(member) !== undefined) continue;
      const named = await names.resolve(member, false);
      if (named !== undefined) found.set(member, named.person);
    }
    if (found.size > 0) await mergeConversation(options, row.id, found);
  }
}

/** Makes `from` the conversation in which `found` replaces provisional members, joined to what is there already. */
async function mergeConversation(
  options: MergeOptions,
  from: ConversationId,
  found: ReadonlyMap<Fingerprint, Fingerprint>,
): Promise<void> {
  const { desk, self } = options;
  await desk.edit(async (draft) => {
    const old = desk.conversations.get(from);
    const empty = old && (await emptyConversation(self.fingerprint, replaced(old.members, found)));
    if (old === undefined || empty === undefined || empty.id === from) return;
    const target = joined(desk.conversations.get(empty.id) ?? empty, old);
    draft.conversations.put(target.id, target);
    draft.conversations.remove(from);
    await moveMessages(options, draft, from, target.id);
    for (const row of options.book.rows.values()) {
      if (row.conversation !== from) continue;
      draft.outbox.put(row.key, {
        ...row,
        conversation: target.id,
        recipients: replaced(row.recipients, found),
        ...(row.everybody !== undefined && { everybody: replaced(row.everybody, found) }),
      });
    }
  });
}

function replaced(
  people: readonly Fingerprint[],
  found: ReadonlyMap<Fingerprint, Fingerprint>,
): readonly Fingerprint[] {
  return [...new Set(people.map((person) => found.get(person) ?? person))];
}

/** `row` with what `other` counted in it; the later line stands last. */
function joined(row: ConversationRow, other: ConversationRow): ConversationRow {
  const later = other.lastSeq > row.lastSeq ? other : row;
  const { lastMessage, lastSeq, lastLine } = later;
  return {
    ...other, // how it is kept, its title and its timer, where the other has none of it
    ...row,
    lastMessage,
    lastSeq,
    lastLine,
    unread: row.unread + other.unread,
    mentions: (row.mentions ?? 0) + (other.mentions ?? 0),
    readUpTo: Math.min(readFrom(row), readFrom(other)),
    draft: row.draft === '' ? other.draft : row.draft,
    held: row.held + other.held,
  };
}

/** Behind which everything unread lies. */
const readFrom = ({ unread, readUpTo, lastSeq }: ConversationRow): number =>
  unread === 0 ? Math.max(readUpTo, lastSeq) : readUpTo;

async function moveMessages(
  { ground, pending }: MergeOptions,
  draft: Draft,
  from: ConversationId,
  to: ConversationId,
): Promise<void> {
  let before: number | undefined;
  let page: readonly MessageRow[];
  do {
    page = await ground.store.messagesBefore(from, before, PAGE);
    for (const row of page) {
      draft.messages.put(row.key, { ...row, conversation: to });
      draft.corpus.remove(blockOf(row.seq)); // finds say where they are
    }
    before = page[0]?.seq;
  } while (page.length === PAGE);
  for (const row of pending.values())
    if (row.conversation === from) draft.pending.put(row.key, { ...row, conversation: to });
  for (const row of await ground.store.held(from))
    draft.held.put(row.key, { ...row, message: { ...row.message, conversation: to } });
}
