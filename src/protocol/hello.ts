// hello: "this is my public key", the first frame of every socket.
import { readString, type JsonObject } from './fields.ts';
import type { PlainMembers } from './plain-json.ts';
import { LIMITS } from './limits.ts';

export interface HelloData {
  readonly type: 'hello';
  /** PEM text exactly as received: judging the key is the crypto room's work. */
  readonly publicKey: string;
}

export function readHello(data: JsonObject): HelloData {
  return { type: 'hello', publicKey: readString(data, 'public_key', LIMITS.pem) };
}

/** Keys in alphabetical order (rule 6), here and in every writer beside it. */
export function helloMembers(data: HelloData): PlainMembers {
  return { public_key: data.publicKey, type: 'hello' };
}
