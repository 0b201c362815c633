// What stands in the second block of a recovery file, as JSON; read as strictly as an export, for it may be older than us.
import type { Fingerprint } from '../domain/ids.ts';
import { isJsonObject, member } from '../protocol/fields.ts';
import { LIMITS } from '../protocol/limits.ts';
import { parseTypedAddress } from '../protocol/typed-address.ts';
import type { Settled } from '../store/rows.ts';
import type { ExportedPerson } from './archive/format.ts';
import { marksOf } from './contact-marks.ts';
import { readFingerprint, readJson, readPerson, readTitle } from './archive/read-manifest.ts';
import { listOf, time } from './archive/read-values.ts';
import type { ServerRef } from './port/connection.ts';

const VERSION = 1;
const MOST_PEOPLE = 5000;
const MOST_GROUPS = 1000;
const MOST_SERVERS = 100;

export interface Contacts {
  /** When they were put in, ms since 1970. */
  readonly at?: number | undefined;
  readonly people: readonly ExportedPerson[];
  readonly groups: readonly { readonly members: readonly Fingerprint[]; readonly title?: Settled<string> }[];
  readonly servers: readonly ServerRef[];
}

export function writeContacts({ people, groups, servers, at }: Contacts): string {
  return JSON.stringify({
    version: VERSION,
    at,
    people: people.slice(0, MOST_PEOPLE).map(({ fingerprint, key, petname, claimed, ...rest }) => {
      const { firstSeen, lastSeen, accepted } = rest;
      return { fingerprint, key, petname, claimed, firstSeen, lastSeen, accepted, ...marksOf(rest) };
    }),
    groups: groups.slice(0, MOST_GROUPS),
    servers: servers.slice(0, MOST_SERVERS).map(({ address, scheme }) => ({ address, scheme })),
  });
}

/** Undefined for what is not this, or of a later version. */
export function readContacts(bytes: Uint8Array): Contacts | undefined {
  const value = readJson(bytes);
  if (!isJsonObject(value) || member(value, 'version') !== VERSION) return undefined;
  return {
    at: time(member(value, 'at')),
    people: listOf(member(value, 'people'), MOST_PEOPLE, readPerson) ?? [],
    groups: listOf(member(value, 'groups'), MOST_GROUPS, readGroup) ?? [],
    servers: listOf(member(value, 'servers'), MOST_SERVERS, readServer) ?? [],
  };
}

function readGroup(value: unknown): Contacts['groups'][number] | undefined {
  if (!isJsonObject(value)) return undefined;
  const members = listOf(member(value, 'members'), LIMITS.participants, readFingerprint) ?? [];
  const title = readTitle(member(value, 'title'));
  return members.length < 2 ? undefined : { members, ...(title !== undefined && { title }) };
}

function readServer(value: unknown): ServerRef | undefined {
  if (!isJsonObject(value)) return undefined;
  const [address, scheme] = [member(value, 'address'), member(value, 'scheme')];
  if (typeof address !== 'string' || (scheme !== 'ws' && scheme !== 'wss')) return undefined;
  const read = parseTypedAddress(`${scheme}://${address}`, scheme === 'wss');
  return read.ok && read.address === address ? { address, scheme } : undefined;
}
