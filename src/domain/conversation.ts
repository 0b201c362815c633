// A conversation is its set of members, ourselves included (PROTOCOL.md rule 4): its id follows from them alone.
import type { ConversationId, Fingerprint } from './ids.ts';
import { isFingerprint, sortedFingerprints } from './fingerprint.ts';

/** Most members, ourselves included (rule 10). */
export const MEMBERS_MAX = 1024;

export type Membership =
  | {
      readonly kind: 'direct';
      readonly members: readonly [] | readonly [Fingerprint];
      readonly id: ConversationId;
    }
  /** `text` is what the id is the hash of: see `groupId`. */
  | { readonly kind: 'group'; readonly members: readonly Fingerprint[]; readonly text: string };

/** True for `square`, `d:` + fingerprint and `g:` + base64 of 32 bytes. */
export function isConversationId(text: string): text is ConversationId {
  if (text === 'square') return true;
  return (text.startsWith('d:') || text.startsWith('g:')) && isFingerprint(text.slice(2));
}

/** The id that `text` is; throws `RangeError` on any other text. */
export function conversationId(text: string): ConversationId {
  if (!isConversationId(text)) throw new RangeError('not a conversation id');
  return text;
}

export const SQUARE: ConversationId = conversationId('square');

/** The chat with one other person, or with oneself. Asked for everybody in a long list: cheap. */
export function directId(other: Fingerprint): ConversationId {
  const id = `d:${other}`;
  if (!isDirectId(id)) throw new RangeError('not a fingerprint');
  return id;
}

/** What stands behind the colon is a fingerprint by its type, and is not read again. */
function isDirectId(text: string): text is ConversationId {
  return text.length === 46;
}

/** The group's id from base64(SHA-256(`text`)). */
export function groupId(hash: string): ConversationId {
  return conversationId(`g:${hash}`);
}

/**
 * The conversation that `everybody` (with or without `me`) belongs to; undefined above `MEMBERS_MAX`.
 * `members` are the others, sorted.
 */
export function membershipOf(me: Fingerprint, everybody: Iterable<Fingerprint>): Membership | undefined {
  const all = sortedFingerprints([me, ...everybody]);
  const members = all.filter((person) => person !== me);
  if (members.length >= MEMBERS_MAX) return undefined;
  const [first] = members;
  if (first === undefined) return { kind: 'direct', members: [], id: directId(me) };
  if (members.length === 1) return { kind: 'direct', members: [first], id: directId(first) };
  return { kind: 'group', members, text: all.join(' ') };
}

/** Why a list of participants cannot be what it says (T02). */
export type ParticipantsProblem =
  | 'empty'
  | 'too-many'
  | 'not-canonical'
  | 'twice'
  | 'without-me'
  | 'not-the-signer';

/** Checks a decrypted list of participants against the signer, who must stand first, and against ourselves. */
export function judgeParticipants(
  participants: readonly string[],
  signer: Fingerprint,
  me: Fingerprint,
): { readonly people: readonly Fingerprint[] } | ParticipantsProblem {
  if (participants.length === 0) return 'empty';
  if (participants.length > MEMBERS_MAX) return 'too-many';
  if (participants[0] !== signer) return 'not-the-signer';
  const people = participants.filter(isFingerprint);
  if (people.length !== participants.length) return 'not-canonical';
  const distinct = new Set(people);
  if (distinct.size !== people.length) return 'twice';
  return distinct.has(me) ? { people } : 'without-me';
}
