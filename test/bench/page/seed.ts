// Fills the product's database through its own store: as many messages in forty chats as somebody with friends would have.
import { directId } from '../../../src/domain/conversation.ts';
import { messageId, messageKey } from '../../../src/domain/message.ts';
import { toBase64Url } from '../../../src/lib/base64.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import type { PersonRow } from '../../../src/store/person-rows.ts';
import type { ConversationRow, MessageRow } from '../../../src/store/rows.ts';
import { openStore } from '../../../src/store/store.ts';
import { fingerprintOf } from './subject.ts';

const BATCH = 1000;
const TEXT = 'The porch light is on, the kettle too. Bring the good biscuits if there are any left. ';

interface Peer {
  readonly pem: string;
  readonly fingerprint: string;
}

/** Words as people use them: some often, most hardly ever; here and there in another script. */
const WORDS =
  'the and on to is it come over bring with a porch lantern kettle bread bridge evening biscuits neighbour market paper rain garden ladder Straße schön café déjà phở ağaç приве́т мост 面包 桥 パン'.split(
    ' ',
  );

function variedText(seq: number): string {
  let state = seq * 2654435761;
  const words = Array.from({ length: 5 + (seq % 22) }, () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 1;
    const share = ((state >>> 8) & 0xffff) / 0x10000;
    return WORDS[Math.floor(share * share * WORDS.length)];
  });
  return `${words.join(' ')} ${seq}`;
}

/** The engine must not be open. */
export async function seedMessages(
  count: number,
  peers: readonly Peer[],
  kind: 'plain' | 'varied' = 'plain',
): Promise<void> {
  const store = await openStore('porchlight', { onTrouble: () => undefined });
  const last = new Map<number, MessageRow>();
  for (let seq = 1; seq <= count; seq += BATCH) {
    const size = Math.min(BATCH, count - seq + 1);
    const messages = Array.from({ length: size }, (_, at) => messageRow(seq + at, peers, kind));
    for (const message of messages) last.set(message.seq % peers.length, message);
    await store.commit({ put: { messages }, lastSeq: seq + size - 1 });
  }
  const conversations = [...last.values()].map((row) => conversationRow(row, peers));
  await store.commit({ put: { conversations, people: peers.map(personRow) } });
  store.close();
}

function messageRow(seq: number, peers: readonly Peer[], kind: 'plain' | 'varied'): MessageRow {
  const other = fingerprintOf(peers[seq % peers.length]!.fingerprint);
  const author = seq % 3 === 0 ? 'me' : other;
  const id = messageId(toBase64Url(systemRandom(16)));
  return {
    key: messageKey(author, id),
    id,
    seq,
    conversation: directId(other),
    author,
    text: kind === 'plain' ? TEXT + seq : variedText(seq),
    at: Date.UTC(2026, 0, 1) + seq * 1000,
    counter: seq,
    signature: toBase64Url(systemRandom(256)),
    firstFromKey: false,
    file: undefined,
    state: author === 'me' ? { kind: 'read' } : undefined,
  };
}

function conversationRow(
  { author, conversation, id, seq, text, at }: MessageRow,
  peers: readonly Peer[],
): ConversationRow {
  const other = fingerprintOf(peers[seq % peers.length]!.fingerprint);
  return {
    id: conversation,
    kind: 'direct',
    members: [other],
    lastMessage: id,
    lastSeq: seq,
    lastLine: { author, text, what: 'text', at },
    unread: 3,
    readUpTo: seq - 5 * peers.length,
    draft: '',
    held: 0,
  };
}

function personRow({ pem, fingerprint }: Peer): PersonRow {
  return {
    fingerprint: fingerprintOf(fingerprint),
    pem,
    petname: 'Friend',
    claimed: 'Friend',
    firstSeen: 0,
    lastSeen: 0,
    accepted: true,
    saidHello: false,
    xSeenAt: 1,
    caps: [],
  };
}
