// client_list_request, client_list, and between servers client_update_request, client_update: who is where. Unsigned.
import { asString, isJsonObject, member, readObject, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';

export interface ClientListRequest {
  readonly type: 'client_list_request';
}
export interface ClientUpdateRequest {
  readonly type: 'client_update_request';
}
export interface ListedServer {
  /** To be echoed exactly as given (rule 6). */
  readonly address: string;
  /** PEM texts as received; some may be garbage. */
  readonly clients: readonly string[];
}
export interface ClientList {
  readonly type: 'client_list';
  readonly servers: readonly ListedServer[];
  /** Entries left out: no text, too long, or beyond the limits (T25). */
  readonly ignored: number;
}
export interface ClientUpdate {
  readonly type: 'client_update';
  readonly clients: readonly string[];
  readonly ignored: number;
}

/** One bad entry costs that entry; a wrong shape as a whole throws, so that the old list is kept (T25). */
export function readClientList(frame: JsonObject): ClientList {
  const servers: ListedServer[] = [];
  let room: number = LIMITS.keys;
  let ignored = 0;
  for (const value of arrayAt(frame, 'servers')) {
    const server = readObject(value, 'an entry of servers');
    const address = asString(member(server, 'address'), 'address', LIMITS.inboundFrame);
    const all = clientsOf(server);
    if (servers.length >= LIMITS.servers || address.length > LIMITS.address) {
      ignored += Math.max(all.length, 1);
      continue;
    }
    const clients = pemTexts(all, room);
    room -= clients.length;
    ignored += all.length - clients.length;
    servers.push({ address, clients });
  }
  return { type: 'client_list', servers, ignored };
}

/** As `readClientList`, for one server. */
export function readClientUpdate(frame: JsonObject): ClientUpdate {
  const all = clientsOf(frame);
  const clients = pemTexts(all, LIMITS.keys);
  return { type: 'client_update', clients, ignored: all.length - clients.length };
}

/** The entries that can be keys at all, at most `room` of them. */
function pemTexts(entries: readonly unknown[], room: number): readonly string[] {
  const texts: string[] = [];
  for (const entry of entries) {
    if (texts.length >= room) break;
    const text = isJsonObject(entry) ? keyIn(entry) : entry;
    if (typeof text === 'string' && text.length <= LIMITS.pem) texts.push(text);
  }
  return texts;
}

/** An array, or keys by name; null where nobody is there. */
function clientsOf(object: JsonObject): readonly unknown[] {
  const value = member(object, 'clients');
  if (value === null) return [];
  return isJsonObject(value) ? Object.values(value) : arrayAt(object, 'clients');
}

/** Some programs list `{client-id, public-key}` or `{id, public_key, name}`. */
function keyIn(entry: JsonObject): unknown {
  const named = Object.keys(entry).find((name) => /^(client_?)?(public)?[-_]?(key|pem)$/i.test(name));
  if (named !== undefined) return member(entry, named);
  return Object.values(entry).find((value) => typeof value === 'string' && value.includes('PUBLIC KEY'));
}

function arrayAt(object: JsonObject, name: string): readonly unknown[] {
  const value = member(object, name);
  if (!Array.isArray(value)) throw new ProtocolError('bad-shape', `${name} is no array`);
  return value;
}
