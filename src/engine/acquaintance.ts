// What I make of somebody: a note, a block, and my word on what strangers have written. Loads when it is first asked for.
import { cleanClaimedName } from '../lib/clean-name.ts';
import { PortError } from '../lib/port.ts';
import { directId } from '../domain/conversation.ts';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type { ConversationRow } from '../store/rows.ts';
import { isRequest, vouched } from './conversation-rows.ts';
import { NOTE_CHARACTERS } from './contact-marks.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { clearConversation } from './keeping.ts';
import type { MessageSide } from './message-side.ts';
import type { Ground } from './parts.ts';
import { isMessage } from './outbox-book.ts';
import { fail } from './outbox-changes.ts';
import type { PeopleBook } from './people.ts';
import { isKnown, personIn, type PersonSource } from './person-rows.ts';

/** Messages looked at for who wrote in a request. */
const PAGE = 200;

export interface Naming {
  readonly messages: {
    readonly outbox: {
      readonly parts: PersonSource & { readonly desk: Desk; readonly ground: Pick<Ground, 'clock'> };
    };
  };
  /** What the pages know of them: when they were first seen. */
  readonly people: Pick<PeopleBook, 'view'>;
}

/** Gives a name of mine; '' takes it away. Refuses with `unknown-person`. */
export async function setPetname(
  { messages, people }: Naming,
  person: Fingerprint,
  typed: string,
): Promise<void> {
  const petname = cleanClaimedName(typed);
  const { parts } = messages.outbox;
  const seen = people.view(person)?.firstSeen ?? parts.ground.clock.now();
  await parts.desk.edit((draft) => {
    const row = personIn(draft, parts, person, seen);
    if (row === undefined) throw new PortError('unknown-person');
    draft.people.put(person, { ...row, petname, accepted: row.accepted || petname !== '' });
  });
}

/** Refuses with `unknown-person` and `too-long`. */
export async function setNote(side: MessageSide, person: Fingerprint, typed: string): Promise<void> {
  const note = typed.trim();
  if (note.length > NOTE_CHARACTERS) throw new PortError('too-long');
  await side.desk.edit((draft) => change(side, draft, person, (row) => ({ ...row, note })));
}

/** Refuses with `unknown-person`. What waits for them alone is stopped, and stays in the chat for when they are let in again. */
export async function setBlocked(side: MessageSide, person: Fingerprint, isOn: boolean): Promise<void> {
  await side.desk.edit((draft) => block(side, draft, person, isOn));
}

/** What is no request (any more) stays as it is. */
export async function acceptRequest(side: MessageSide, id: ConversationId): Promise<void> {
  await side.desk.edit((draft) => {
    const request = requestIn(side, id);
    if (request?.ofStrangers) draft.conversations.put(id, vouched(request));
    for (const person of request?.members ?? []) {
      // Whose key was never listed has no row; theirs begins with their first message.
      const row = personIn(draft, sourceOf(side), person, side.ground.clock.now());
      if (row !== undefined) draft.people.put(person, { ...row, accepted: true });
    }
  });
}

/** What is no request (any more) stays as it is. What comes from them later is a request again, unless they are blocked. */
export async function declineRequest(
  side: MessageSide,
  id: ConversationId,
  isToBlock: boolean,
): Promise<void> {
  const { desk, ground } = side;
  const request = requestIn(side, id);
  if (request === undefined) return;
  const { members, kind } = request;
  if (isToBlock) {
    const page = await ground.store.messagesBefore(id, undefined, PAGE);
    const writers = new Set(kind === 'direct' ? members : page.map(({ author }) => author));
    await desk.edit(async (draft) => {
      for (const writer of writers) if (writer !== 'me') await block(side, draft, writer, true);
    });
  }
  await clearConversation(side, id);
  await desk.edit((draft) => {
    const row = desk.conversations.get(id);
    // What has come meanwhile is a request anew.
    if (row !== undefined && row.lastMessage === undefined && row.held === 0) draft.conversations.remove(id);
  });
}

async function block(side: MessageSide, draft: Draft, person: Fingerprint, isOn: boolean): Promise<void> {
  const now = side.ground.clock.now();
  change(side, draft, person, ({ blockedAt = now, ...row }) => (isOn ? { ...row, blockedAt } : row));
  if (!isOn) return;
  await letGo(side, draft, person);
  const { outbox, book, ground } = side;
  const { ledger } = outbox.parts;
  const context = { ground, ledger, book, showsX: () => false };
  for (const row of book.rows.values()) {
    if (row.conversation !== directId(person) || row.recipients[0] !== person) continue;
    if (!isMessage(row) || row.acceptedAt !== undefined) {
      draft.outbox.remove(row.key);
      continue;
    }
    await fail(draft, context, row, 'cancelled');
    // Bytes that may have left are not written again after the next joining.
    draft.outbox.put(row.key, { ...row, state: 'failed', frames: [] });
  }
}

/** What of theirs still waits: for my word on it, or for a message it is about. */
async function letGo({ desk, door, ground }: MessageSide, draft: Draft, person: Fingerprint): Promise<void> {
  for (const { key, by } of door.pending.values()) if (by === person) draft.pending.remove(key);
  for (const { key, message } of await ground.store.held()) {
    if (message.author !== person) continue;
    draft.held.remove(key);
    draft.heldMore -= 1;
    const { conversation } = message;
    const row = draft.conversations.over(conversation, desk.conversations.get(conversation));
    if (row !== undefined) draft.conversations.put(row.id, { ...row, held: Math.max(0, row.held - 1) });
  }
}

function change(
  side: MessageSide,
  draft: Draft,
  person: Fingerprint,
  changed: (row: PersonRow) => PersonRow,
): void {
  const row = personIn(draft, sourceOf(side), person, side.ground.clock.now());
  if (row === undefined) throw new PortError('unknown-person');
  draft.people.put(person, changed(row));
}

const sourceOf = ({ outbox: { parts } }: MessageSide): PersonSource => parts;

function requestIn({ desk, outbox }: MessageSide, id: ConversationId): ConversationRow | undefined {
  const row = desk.conversations.get(id);
  return row !== undefined && isRequest(row, (person) => isKnown(outbox.parts.people.row(person)))
    ? row
    : undefined;
}
