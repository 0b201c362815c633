// The signed `data`: every kind of it, read strictly and written in one canonical form.
import { chatText, readChat, type ChatData } from './chat.ts';
import { asString, member, readObject } from './fields.ts';
import { helloText, readHello, type HelloData } from './hello.ts';
import { ProtocolError } from './problem.ts';
import { publicChatText, readPublicChat, type PublicChatData } from './public-chat.ts';
import { readServerHello, serverHelloText, type ServerHelloData } from './server-hello.ts';

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

/** `data` as compact JSON with its keys in alphabetical order (rule 6): the text that is signed and sent. */
export function dataTextOf(data: SignedData): string {
  if (data.type === 'hello') return helloText(data);
  if (data.type === 'chat') return chatText(data);
  if (data.type === 'public_chat') return publicChatText(data);
  return serverHelloText(data);
}
