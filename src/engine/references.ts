// From the names that messages and people have on the wire to those they have here.
import { isFingerprint } from '../domain/fingerprint.ts';
import type { ConversationId } from '../domain/ids.ts';
import { isWireId, messageId, messageKey, type AuthorKey } from '../domain/message.ts';
import type { MentionPart, Ref } from '../protocol/acts.ts';
import type { ConversationRow, Mention, MessageRow, Reference } from '../store/rows.ts';
import type { Draft } from './draft.ts';
import type { Ground, Self } from './parts.ts';

export interface Library {
  readonly draft: Draft;
  readonly ground: Pick<Ground, 'store'>;
  readonly self: Pick<Self, 'fingerprint'>;
}

/** Messages looked through for one that is named by its counter: those without `x` have no other name. */
const LOOK_BACK = 1000;
const PAGE = 200;

/** The message as it will be after the draft. */
export async function messageAt({ draft, ground }: Library, key: string): Promise<MessageRow | undefined> {
  return draft.messages.touches(key) ? draft.messages.over(key, undefined) : ground.store.message(key);
}

/** What `ref` names; by its id wherever that can be found out. Undefined for a name that nobody has. */
export async function referenceTo(
  library: Library,
  ref: Ref,
  conversation: ConversationId,
): Promise<Reference | undefined> {
  const author = authorOf(library.self, ref.from);
  if (author === undefined) return undefined;
  if ('id' in ref) return { author, id: messageId(ref.id) };
  const found = await byCounter(library, author, ref.counter, conversation);
  return found === undefined ? { author, counter: ref.counter } : { author, id: found.id };
}

/** How a message of ours or theirs is named to others. */
export function refTo({ fingerprint }: Pick<Self, 'fingerprint'>, { author, id, counter }: MessageRow): Ref {
  const from = author === 'me' ? fingerprint : author;
  return isWireId(id) ? { from, id } : { from, counter };
}

/** Where acts on it wait: its key, or what stands for it. */
export function targetKey({ author, id, counter }: Reference): string {
  return id === undefined ? `${author}|#${counter ?? -1}` : messageKey(author, id);
}

/** Those of a text who take part in its conversation; undefined when there are none. */
export function mentionsIn(
  self: Pick<Self, 'fingerprint'>,
  parts: readonly MentionPart[] | undefined,
  { members }: Pick<ConversationRow, 'members'>,
): readonly Mention[] | undefined {
  const found = parts?.flatMap(({ at, length, who }): Mention[] => {
    const person = authorOf(self, who);
    return person !== undefined && (person === 'me' || members.includes(person))
      ? [{ at, length, who: person }]
      : [];
  });
  return found === undefined || found.length === 0 ? undefined : found;
}

/** The same the other way. */
export function mentionParts(
  { fingerprint }: Pick<Self, 'fingerprint'>,
  mentions: readonly Mention[] | undefined,
): readonly MentionPart[] | undefined {
  return mentions?.map(({ at, length, who }) => ({ at, length, who: who === 'me' ? fingerprint : who }));
}

function authorOf({ fingerprint }: Pick<Self, 'fingerprint'>, name: string): AuthorKey | undefined {
  if (name === fingerprint) return 'me';
  return isFingerprint(name) ? name : undefined;
}

async function byCounter(
  { draft, ground }: Library,
  author: AuthorKey,
  counter: number,
  conversation: ConversationId,
): Promise<MessageRow | undefined> {
  const isIt = (row: MessageRow): boolean =>
    row.author === author &&
    row.counter === counter &&
    row.conversation === conversation &&
    !isWireId(row.id);
  const fresh = [...draft.messages.puts.values()].find(isIt);
  if (fresh !== undefined) return fresh;
  let before: number | undefined;
  for (let seen = 0; seen < LOOK_BACK; seen += PAGE) {
    const page = await ground.store.messagesBefore(conversation, before, PAGE);
    const found = page.findLast(isIt);
    if (found !== undefined || page.length < PAGE) return found;
    before = page[0]?.seq;
  }
  return undefined;
}
