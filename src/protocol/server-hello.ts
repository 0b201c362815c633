// server_hello: a server introduces itself to a neighbour (v1.2); signed with the key both agreed on.
import { readString, type JsonObject } from './fields.ts';
import type { PlainMembers } from './plain-json.ts';
import { LIMITS } from './limits.ts';

export interface ServerHelloData {
  readonly type: 'server_hello';
  /** The address the sending server goes by. */
  readonly sender: string;
}

export function readServerHello(data: JsonObject): ServerHelloData {
  return { type: 'server_hello', sender: readString(data, 'sender', LIMITS.address) };
}

export function serverHelloMembers(data: ServerHelloData): PlainMembers {
  return { sender: data.sender, type: 'server_hello' };
}
