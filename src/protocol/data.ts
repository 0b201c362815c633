// The signed `data`: every kind of it, read strictly and written in one canonical form.
import { chatMembers, readChat, type ChatData } from './chat.ts';
import { asString, member, readObject } from './fields.ts';
import { helloMembers, readHello, type HelloData } from './hello.ts';
import { jsonText, type PlainMembers } from './json-text.ts';
import { ProtocolError } from './problem.ts';
import { publicChatMembers, readPublicChat, type PublicChatData } from './public-chat.ts';
import { readServerHello, serverHelloMembers, type ServerHelloData } from './server-hello.ts';
import { AS_RECEIVED, type MemberOrder, type SignedForm } from './speech.ts';

export type { ChatData, HelloData, PublicChatData, ServerHelloData };
export type SignedData = HelloData | ChatData | PublicChatData | ServerHelloData;

/** Reads parsed `data`. Members it does not know are ignored. Throws `ProtocolError`. */
export function readSignedData(value: unknown): SignedData {
  const data = readObject(value, 'data');
  const type = asString(member(data, 'type'), 'data.type', 64);
  switch (type) {
    case 'hello':
      return readHello(data);
    case 'chat':
      return readChat(data);
    case 'public_chat':
      return readPublicChat(data);
    case 'server_hello':
      return readServerHello(data);
    default:
      throw new ProtocolError('unknown-type', 'data.type is none of ours');
  }
}

/**
 * `data` in the style in which `form` is signed, its keys in alphabetical order (rule 6) or as the protocol's text has them: the
 * text to sign and to send. By itself compact, sorted, with raw characters.
 */
export function dataTextOf(
  data: SignedData,
  form: SignedForm = AS_RECEIVED,
  order: MemberOrder = 'sorted',
): string {
  return membersText(membersOf(data), form, order);
}

/** The same for what stands ready to be written (`sealed-chat.ts`), sorted. */
export function membersText(members: PlainMembers, form: SignedForm, order: MemberOrder = 'sorted'): string {
  const isSorted = order === 'sorted' || (form.over !== 'received' && form.sorted);
  return jsonText(isSorted ? members : inSpecifiedOrder(members), form.over === 'received' ? COMPACT : form);
}

const SPECIFIED = [
  'type',
  'public_key',
  'destination_servers',
  'iv',
  'symm_keys',
  'chat',
  'sender',
  'message',
];

function inSpecifiedOrder(members: PlainMembers): PlainMembers {
  const place = (name: string): number =>
    (SPECIFIED.indexOf(name) + SPECIFIED.length + 1) % (SPECIFIED.length + 1);
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => place(a) - place(b)));
}

const COMPACT = { spaced: false, ascii: false } as const;

function membersOf(data: SignedData): PlainMembers {
  if (data.type === 'hello') return helloMembers(data);
  if (data.type === 'chat') return chatMembers(data);
  if (data.type === 'public_chat') return publicChatMembers(data);
  return serverHelloMembers(data);
}
