// What the reader sees and decides about messages that are held back (PROTOCOL.md rule 3). Loads when it is first asked for.
import { PortError } from '../lib/port.ts';
import { isAtEnd } from '../domain/counter.ts';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { HeardRow, HeldRow } from '../store/rows.ts';
import { withMessage } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { ActsDoor } from './acts-door.ts';
import type { Ground } from './parts.ts';
import type { HeldPage } from './port/messages.ts';
import type { Views } from './views.ts';

export interface HeldDeps {
  readonly ground: Pick<Ground, 'store'>;
  readonly desk: Desk;
  readonly door: ActsDoor;
}

/** Messages in one answer. */
const PAGE = 200;

/** The newest held messages of a conversation, in the order in which they arrived. */
export async function heldMessages(
  { ground, views }: HeldDeps & { readonly views: Pick<Views, 'message' | 'prepare'> },
  conversation: ConversationId,
): Promise<HeldPage> {
  const rows = inOrder(await ground.store.held(conversation)).slice(-PAGE);
  await views.prepare(rows.map(({ message }) => message));
  const heard = await ground.store.heard(authorsOf(rows));
  const ended = [...heard].flatMap(([person, counter]) => (isAtEnd(counter) ? [person] : []));
  return { messages: rows.map(({ message }) => views.message(message)), ended };
}

const authorsOf = (rows: readonly HeldRow[]): readonly Fingerprint[] => [
  ...new Set(rows.flatMap(({ message: { author } }) => (author === 'me' ? [] : [author]))),
];

/**
 * Puts the held messages of a conversation at its end, for a peer who has restarted. Counters stay as they are, unless
 * `isToFollow`: then what their authors write from now on is measured by the last of these.
 */
export const acceptHeld = (deps: HeldDeps, conversation: ConversationId, isToFollow = false): Promise<void> =>
  empty(deps, conversation, isToFollow ? 'follow' : 'accept');

/** Drops what is held of a conversation; copies of it that come in a later run are held again. */
export const dropHeld = (deps: HeldDeps, conversation: ConversationId): Promise<void> =>
  empty(deps, conversation, 'drop');

async function empty(
  deps: HeldDeps,
  conversation: ConversationId,
  what: 'accept' | 'follow' | 'drop',
): Promise<void> {
  const { desk, ground } = deps;
  // An act may wait for one of them.
  if (what !== 'drop' && deps.door.pending.size > 0) await deps.door.open();
  await desk.edit(async (draft) => {
    const row = desk.conversations.get(conversation);
    if (row === undefined) throw new PortError('unknown-conversation');
    const held = inOrder(await ground.store.held(conversation));
    for (const { key } of held) draft.held.remove(key);
    draft.heldMore -= held.length;
    draft.conversations.put(row.id, { ...row, held: 0 });
    if (what !== 'drop') await show(deps, draft, held);
    if (what === 'follow') draft.follow.push(...lastCounters(held));
  });
}

/** What has come in another frame since then (the same `x.id`) is shown already. */
async function show({ desk, ground, door }: HeldDeps, draft: Draft, held: readonly HeldRow[]): Promise<void> {
  const stored = await ground.store.hasMessages(held.map(({ message }) => message.key));
  for (const { message, blob } of held) {
    const row = draft.conversations.puts.get(message.conversation);
    if (row === undefined || stored.has(message.key) || draft.messages.puts.has(message.key)) continue;
    const put = { ...message, seq: desk.nextSeq() };
    draft.messages.put(put.key, put);
    const shown = (await door.now?.settle(draft, put)) ?? put;
    if (blob !== undefined && !shown.deleted) draft.blobs.put(shown.key, { key: shown.key, blob });
    draft.conversations.put(row.id, withMessage(row, shown));
  }
}

/** The counter of each author's last message. */
function lastCounters(held: readonly HeldRow[]): readonly HeardRow[] {
  const counters = new Map<Fingerprint, number>();
  for (const { message } of held) if (message.author !== 'me') counters.set(message.author, message.counter);
  return [...counters].map(([fingerprint, counter]) => ({ fingerprint, counter }));
}

const inOrder = (held: readonly HeldRow[]): readonly HeldRow[] =>
  [...held].sort((a, b) => a.message.seq - b.message.seq);
