// Two devices of one person, and chats of any shape on the first.
import fc from 'fast-check';

import type { ConversationId, Fingerprint, MessageId } from '../../../src/domain/ids.ts';
import type { ArchiveDeps } from '../../../src/engine/archive/deps.ts';
import { emptyConversation, emptySquare, withMessage } from '../../../src/engine/conversation-rows.ts';
import type { ArchiveWords } from '../../../src/engine/port/archive.ts';
import type { MessageView } from '../../../src/engine/port/messages.ts';
import { safeFileName } from '../../../src/lib/file-name.ts';
import { toBase64Url } from '../../../src/lib/base64.ts';
import type { BlobRow, ConversationRow, MessageRow } from '../../../src/store/rows.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { Hall } from '../../support/hall.ts';
import { Disk, memoryStore } from '../../support/memory-store.ts';
import { Party, type Identity } from '../../support/two-parties.ts';

export const WORDS: ArchiveWords = {
  lang: 'en',
  dir: 'ltr',
  chats: 'Chats',
  me: 'You',
  square: 'The square',
  yourself: 'Notes to yourself',
  unnamed: 'Unnamed',
  quotes: ['“', '”'],
  note: 'Not locked.',
  earlier: 'Earlier',
  later: 'Later',
  messages: 'Messages',
  edited: 'edited',
  takenBack: 'Taken back',
  inAnswerTo: 'In answer to',
  notInside: 'not in this export',
  newTitle: 'gave this group a title:',
  newTimer: 'changed when messages disappear',
};

export async function device(identity: Identity, disk = new Disk()): Promise<Party> {
  const clock = createFakeClock(Date.UTC(2026, 10, 23));
  const party = await Party.start({ identity, clock, hall: new Hall(), store: memoryStore(disk) });
  await party.side.load();
  return party;
}

export const depsOf = (party: Party): ArchiveDeps => {
  const { identity } = party;
  return {
    ...party.side,
    people: party.people,
    self: { ...identity.key, name: () => identity.name },
  };
};

export const asFile = (blob: Blob): File => new File([blob], 'export.zip');

/** All of a chat as a page shows it. */
export async function shown(party: Party, id: ConversationId): Promise<readonly MessageView[]> {
  const found: MessageView[] = [];
  for (let after = -Infinity; ;) {
    const rows = await party.store.messagesAfter(id, after, 200);
    if (rows.length === 0) return found;
    await party.side.views.prepare(rows);
    found.push(...rows.map((row) => party.side.views.message(row)));
    after = rows.at(-1)?.seq ?? Infinity;
  }
}

/** What a view says, whatever device it is on. */
export const said = (view: MessageView): unknown => {
  const { seq, imported, state, file, ...same } = view;
  void seq;
  void imported;
  const isOut = state?.kind === 'accepted' || state?.kind === 'delivered' || state?.kind === 'read';
  return { ...same, state: isOut ? state : undefined, file: file && { name: file.name, size: file.size } };
};

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }).map((any) => any.toWellFormed()),
  fc.constantFrom('<script>', '"]}', '\\', '\u2028', '</article>', '__proto__'),
);
export const message = fc.record({
  author: fc.nat(2),
  text,
  at: fc.nat(100_000),
  gap: fc.integer({ min: 1, max: 4 }),
  state: fc.constantFrom('queued', 'sealed', 'written', 'accepted', 'delivered', 'read', 'held'),
  file: fc.option(
    fc.record({ name: text, bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }), isHere: fc.boolean() }),
    { freq: 4 },
  ),
  isFirst: fc.boolean(),
});
export const chats = fc.array(fc.array(message, { maxLength: 12 }), { minLength: 1, maxLength: 4 });
type Chats = ReturnType<typeof chats.generate>['value'];

/** Puts such chats on a disk: with one other, a group of three, the square, and with oneself. */
export async function fill(
  disk: Disk,
  me: Fingerprint,
  others: readonly Fingerprint[],
  content: Chats,
): Promise<readonly ConversationId[]> {
  const [first = me] = others;
  const rows = [
    await emptyConversation(me, [first]),
    await emptyConversation(me, others),
    emptySquare(),
    await emptyConversation(me, [me]),
  ];
  const store = memoryStore(disk);
  let seq = 0;
  const ids: ConversationId[] = [];
  for (const [at, list] of content.entries()) {
    let row = rows[at] as ConversationRow;
    const messages: MessageRow[] = [];
    const blobs: BlobRow[] = [];
    for (const one of list) {
      seq += one.gap;
      const made = rowOf(row.id, seq, one, others);
      messages.push(made);
      if (made.file?.local === true && one.file !== null)
        blobs.push({ key: made.key, blob: new Blob([one.file.bytes]) });
      row = { ...withMessage(row, made), unread: 0, readUpTo: seq };
    }
    ids.push(row.id);
    await store.commit({ put: { conversations: [row], messages, blobs }, lastSeq: seq });
  }
  return ids;
}

function rowOf(
  conversation: ConversationId,
  seq: number,
  one: Chats[number][number],
  others: readonly Fingerprint[],
): MessageRow {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(0, seq);
  const id = toBase64Url(bytes) as MessageId;
  const author = one.author === 0 ? 'me' : (others[one.author - 1] ?? 'me');
  const file = one.file && {
    name: safeFileName(one.file.name), // as every stored name is
    size: one.file.bytes.length,
    mime: 'application/octet-stream',
    url: 'http://hall:8001/files/0123456789abcdef',
    local: one.file.isHere,
    gone: false,
    width: undefined,
    height: undefined,
  };
  return {
    key: `${author}|${id}`,
    id,
    seq,
    conversation,
    author,
    text: one.text,
    at: Date.UTC(2026, 5, 1) + one.at * 1000,
    counter: seq * 16,
    signature: 'c2ln',
    firstFromKey: author !== 'me' && one.isFirst,
    file: file ?? undefined,
    state: author === 'me' ? { kind: one.state as 'accepted' } : undefined,
  };
}
