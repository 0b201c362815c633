// The neighbours this relay was told of: who may link, which users each one brings, and under which key (T20, T21).
import type { SignedFrame } from '../protocol/frame.ts';
import { LIMITS } from '../protocol/limits.ts';
import { parseStrictJson } from '../protocol/strict-json.ts';
import type { Connection } from './connection.ts';
import { readKey, signatureHolds, type KnownKey } from './keys.ts';

/** `[ws://|wss://]host:port[=FINGERPRINT]`, taken apart. */
export interface NeighbourName {
  /** `host:port`: its name in lists and in destinations. */
  readonly address: string;
  /** Where it is dialled. */
  readonly url: string;
  /** base64 fingerprint of its server key; undefined: trusted by name. */
  readonly fingerprint: string | undefined;
}

/** Reads one `--neighbour`; undefined when it is none. */
export function readNeighbourName(text: string): NeighbourName | undefined {
  const match = /^(?:(wss?):\/\/)?([^\s/=@?#]+:\d{1,5})(?:=([A-Za-z0-9+/]{43}=))?$/.exec(text);
  const [, scheme = 'ws', address, fingerprint] = match ?? [];
  if (address === undefined || address.length > LIMITS.address) return undefined;
  const url = `${scheme}://${address}/`;
  return URL.canParse(url) ? { address, url, fingerprint } : undefined;
}

export interface Neighbour extends NeighbourName {
  /** The users it says are connected to it, by fingerprint. */
  readonly users: Map<string, KnownKey>;
  /** The link it dialled to us, on which we hear it. */
  heard: Connection | undefined;
  /** Counter of its last server_hello. */
  lastHello: number;
  /** The key it first showed, when trusted by name: another one is refused while we run. */
  pinned: string | undefined;
}

export type Admission = { readonly address: string } | { readonly refused: string };

export interface Neighbours {
  readonly all: readonly Neighbour[];
  find(address: string): Neighbour | undefined;
  /** Judges a server_hello: exact address, configured key, signature, growing counter. No state before all of it holds. */
  readonly admit: (frame: SignedFrame) => Promise<Admission>;
  /** Replaces what `neighbour` brings by `clients` (PEMs), refusing bad keys one by one; gives how many were refused. */
  replaceUsers(neighbour: Neighbour, clients: readonly string[]): Promise<number>;
  userNamed(sender: string): KnownKey | undefined;
}

const BATCH = 50;
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The `public_key` beside `sender`; v1.2 has none there, its servers exchange keys beforehand. */
function keyInHello(frame: SignedFrame): KnownKey | undefined {
  const data = parseStrictJson(frame.dataText);
  if (typeof data !== 'object' || data === null || !('public_key' in data)) return undefined;
  if (typeof data.public_key !== 'string' || data.public_key.length > LIMITS.pem) return undefined;
  const read = readKey(data.public_key);
  return 'key' in read ? read.key : undefined;
}

/** True when this cannot be the neighbour's key; a neighbour trusted by name may show none, or any at first. */
function strangeKey(neighbour: Neighbour, key: KnownKey | undefined): boolean {
  const wanted = neighbour.fingerprint ?? neighbour.pinned;
  return wanted !== undefined && wanted !== key?.fingerprint;
}

export function createNeighbours(names: readonly NeighbourName[]): Neighbours {
  const book = new Map<string, Neighbour>();
  for (const name of names) {
    const users = new Map<string, KnownKey>();
    book.set(name.address, { ...name, users, heard: undefined, lastHello: -1, pinned: undefined });
  }
  const all = [...book.values()];

  async function admit(frame: SignedFrame): Promise<Admission> {
    const neighbour = frame.data.type === 'server_hello' ? book.get(frame.data.sender) : undefined;
    if (neighbour === undefined) return { refused: 'neighbour' };
    const key = keyInHello(frame);
    if (strangeKey(neighbour, key)) return { refused: 'neighbour-key' };
    if (key === undefined) return { address: neighbour.address };
    if (frame.counter <= neighbour.lastHello) return { refused: 'counter' };
    if (!(await signatureHolds(key, frame))) return { refused: 'signature' };
    // Asked again: another link may have said hello while this signature was checked.
    if (frame.counter <= neighbour.lastHello || strangeKey(neighbour, key)) return { refused: 'counter' };
    neighbour.lastHello = frame.counter;
    neighbour.pinned = key.fingerprint;
    return { address: neighbour.address };
  }

  async function replaceUsers(neighbour: Neighbour, clients: readonly string[]): Promise<number> {
    const known = new Map([...neighbour.users.values()].map((key) => [key.listed, key]));
    const next = new Map<string, KnownKey>();
    let refused = 0;
    let read = 0;
    for (const pem of clients.slice(0, LIMITS.keys)) {
      const old = known.get(pem);
      if (old === undefined && (read += 1) % BATCH === 0) await breathe();
      const fresh = old === undefined ? readKey(pem) : { key: old };
      if ('key' in fresh) next.set(fresh.key.fingerprint, fresh.key);
      else refused += 1;
    }
    neighbour.users.clear();
    for (const [fingerprint, key] of next) neighbour.users.set(fingerprint, key);
    return refused;
  }

  function userNamed(sender: string): KnownKey | undefined {
    for (const { users } of all) {
      const key = users.get(sender);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  return { all, find: (address) => book.get(address), admit, replaceUsers, userNamed };
}
