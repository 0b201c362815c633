// Rows that look like real ones.
import type { ConversationId, Fingerprint, MessageId } from '../../src/domain/ids.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import type { ConversationRow, MessageRow, OutboxRow } from '../../src/store/rows.ts';

export const person = (name: string) => name.padEnd(43, 'x').concat('=') as Fingerprint;
export const conversation = (name: string) => `d:${person(name)}` as ConversationId;
export const anna = person('anna');
export const ben = person('ben');

export function messageRow(seq: number, change: Partial<MessageRow> = {}): MessageRow {
  const author = change.author ?? anna;
  const id = change.id ?? (`id-${seq}` as MessageId);
  return {
    key: `${author}|${id}`,
    id,
    seq,
    conversation: conversation('anna'),
    author,
    text: `message ${seq}`,
    at: 1_780_000_000_000 + seq,
    counter: seq * 16,
    signature: 'c2ln',
    firstFromKey: false,
    file: undefined,
    state: undefined,
    ...change,
  };
}

export function personRow(name: string): PersonRow {
  return {
    fingerprint: person(name),
    pem: `-----BEGIN PUBLIC KEY-----\n${name}\n-----END PUBLIC KEY-----`,
    petname: '',
    claimed: name,
    firstSeen: 1,
    lastSeen: 2,
    accepted: true,
    saidHello: false,
    xSeenAt: 0,
    caps: ['olf1'],
  };
}

export function conversationRow(name: string, change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id: conversation(name),
    kind: 'direct',
    members: [person(name)],
    lastMessage: undefined,
    lastSeq: 0,
    lastLine: undefined,
    unread: 0,
    readUpTo: 0,
    draft: '',
    held: 0,
    ...change,
  };
}

export function outboxRow(seq: number, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    key: `me|out-${seq}`,
    seq,
    conversation: conversation('anna'),
    kind: 'chat',
    recipients: [anna],
    message: `own ${seq}`,
    x: { v: 1, id: `out-${seq}` },
    state: 'queued',
    frames: [],
    queuedAt: 1_780_000_000_000,
    acceptedAt: undefined,
    delivered: [],
    read: [],
    resealed: 0,
    ...change,
  };
}
