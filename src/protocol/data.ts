// The signed `data`: every kind of it, read strictly and written in one canonical form.
import { chatMembers, readChat, type ChatData } from './chat.ts';
import { asString, member, readObject } from './fields.ts';
import { helloMembers, readHello, type HelloData } from './hello.ts';
import { plainJson, type PlainMembers } from './plain-json.ts';
import { ProtocolError } from './problem.ts';
import { publicChatMembers, readPublicChat, type PublicChatData } from './public-chat.ts';
import { readServerHello, serverHelloMembers, type ServerHelloData } from './server-hello.ts';

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

/** `data` as v1.2 writes it: the text to sign and to send, compact, its keys in alphabetical order (rule 6). */
export function dataTextOf(data: SignedData): string {
  return plainJson(membersOf(data));
}

/** Its members, in alphabetical order. */
export function membersOf(data: SignedData): PlainMembers {
  if (data.type === 'hello') return helloMembers(data);
  if (data.type === 'chat') return chatMembers(data);
  if (data.type === 'public_chat') return publicChatMembers(data);
  return serverHelloMembers(data);
}
