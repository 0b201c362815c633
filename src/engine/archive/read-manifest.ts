// The head of an export: read as strictly as its messages are, and only ours.
import { readMarks } from '../contact-marks.ts';
import { isConversationId } from '../../domain/conversation.ts';
import { isFingerprint } from '../../domain/fingerprint.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import { cleanClaimedName } from '../../lib/clean-name.ts';
import { fromUtf8 } from '../../lib/bytes.ts';
import { PortError } from '../../lib/port.ts';
import { isJsonObject, member, type JsonObject } from '../../protocol/fields.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { Settled } from '../../store/rows.ts';
import { FORMAT, VERSION, type ExportedConversation, type ExportedPerson, type Manifest } from './format.ts';
import { count, listOf, text, time } from './read-values.ts';

const PEOPLE = 100_000;
const CHATS = 100_000;
const PARTS = 65_000;
const ENTRY = /^[a-z]+\/[A-Za-z0-9._-]{1,160}$/;

/** JSON, or undefined. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes) ?? '');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Refuses with `not-an-export`, `newer-version` and `another-identity`. */
export function readManifest(bytes: Uint8Array, me: Fingerprint): Omit<Manifest, 'format' | 'version'> {
  const value = readJson(bytes);
  if (!isJsonObject(value) || member(value, 'format') !== FORMAT) throw new PortError('not-an-export');
  const version = count(member(value, 'version'));
  if (version === undefined || version < 1) throw new PortError('not-an-export');
  if (version > VERSION) throw new PortError('newer-version');
  const identity = member(value, 'identity');
  if (!isJsonObject(identity) || member(identity, 'fingerprint') !== me)
    throw new PortError('another-identity');
  const lastSeq = member(value, 'lastSeq');
  if (typeof lastSeq !== 'number' || Math.abs(lastSeq) > 2 ** 40) throw new PortError('not-an-export');
  return {
    exportedAt: time(member(value, 'exportedAt')) ?? 0,
    identity: { fingerprint: me, name: text(member(identity, 'name'), LIMITS.claimedName) ?? '' },
    lastSeq,
    people: listOf(member(value, 'people'), PEOPLE, readPerson) ?? [],
    conversations: listOf(member(value, 'conversations'), CHATS, readConversation) ?? [],
  };
}

/** A person as an export or a recovery file has them; undefined where something is missing. */
export function readPerson(value: unknown): ExportedPerson | undefined {
  if (!isJsonObject(value)) return undefined;
  const fingerprint = member(value, 'fingerprint');
  const key = text(member(value, 'key'), LIMITS.pem);
  if (typeof fingerprint !== 'string' || !isFingerprint(fingerprint) || key === undefined) return undefined;
  const name = (which: string): string =>
    cleanClaimedName(text(member(value, which), LIMITS.claimedName) ?? '');
  return {
    fingerprint,
    key,
    petname: name('petname'),
    claimed: name('claimed'),
    firstSeen: time(member(value, 'firstSeen')) ?? 0,
    lastSeen: time(member(value, 'lastSeen')) ?? 0,
    accepted: member(value, 'accepted') === true,
    ...readMarks(value),
  };
}

function readConversation(value: unknown): ExportedConversation | undefined {
  if (!isJsonObject(value)) return undefined;
  const [id, kind] = [member(value, 'id'), member(value, 'kind')];
  if (typeof id !== 'string' || !isConversationId(id)) return undefined;
  if (kind !== 'direct' && kind !== 'group' && kind !== 'square') return undefined;
  const members = listOf(member(value, 'members'), LIMITS.participants, readFingerprint) ?? [];
  const title = readTitle(member(value, 'title'));
  return {
    id,
    kind,
    members,
    ...(title !== undefined && { title }),
    messages: count(member(value, 'messages')) ?? 0,
    parts: listOf(member(value, 'parts'), PARTS, readPart) ?? [],
  };
}

export const readFingerprint = (value: unknown): Fingerprint | undefined =>
  typeof value === 'string' && isFingerprint(value) ? value : undefined;

export function readTitle(value: unknown): Settled<string> | undefined {
  if (!isJsonObject(value)) return undefined;
  const title = text(member(value, 'value'), LIMITS.claimedName);
  const [counter, by] = [count(member(value, 'counter')), readFingerprint(member(value, 'by'))];
  return title === undefined || counter === undefined || by === undefined
    ? undefined
    : { value: cleanClaimedName(title), counter, by };
}

function readPart(value: unknown): { readonly entry: string; readonly hash: string } | undefined {
  if (!isJsonObject(value)) return undefined;
  const [entry, hash] = [partOf(value, 'entry'), text(member(value, 'hash'), 44)];
  return entry === undefined || hash === undefined || !ENTRY.test(entry) ? undefined : { entry, hash };
}
const partOf = (value: JsonObject, name: string): string | undefined => text(member(value, name), 255);
