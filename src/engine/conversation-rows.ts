// Conversation rows: how one begins, and what a new message changes in it.
import { toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import { sha256 } from '../crypto/fingerprint.ts';
import { groupId, membershipOf, SQUARE } from '../domain/conversation.ts';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import { oneLine } from '../domain/message.ts';
import type { ConversationRow, MessageRow } from '../store/rows.ts';

const EMPTY = {
  lastMessage: undefined,
  lastSeq: 0,
  lastLine: undefined,
  unread: 0,
  readUpTo: 0,
  draft: '',
  held: 0,
} as const;

/** The square as it is before anybody has spoken. */
export function emptySquare(): ConversationRow {
  return { ...EMPTY, id: SQUARE, kind: 'square', members: [] };
}

/**
 * The empty conversation of `everybody` (with or without `me`); undefined above 1,024 members (rule 10).
 * Rule 4: the same people are the same conversation.
 */
export async function emptyConversation(
  me: Fingerprint,
  everybody: Iterable<Fingerprint>,
): Promise<ConversationRow | undefined> {
  const membership = membershipOf(me, everybody);
  if (membership === undefined) return undefined;
  const { kind, members } = membership;
  const id = membership.kind === 'direct' ? membership.id : await groupIdOf(membership.text);
  return { ...EMPTY, id, kind, members };
}

/** Ids of groups asked for lately, by the texts that they are hashes of: 45 kB for a thousand people. */
const groupIds = new Map<string, ConversationId>();
const MOST_IDS = 32;

async function groupIdOf(text: string): Promise<ConversationId> {
  const known = groupIds.get(text);
  if (known !== undefined) return known;
  const id = groupId(toBase64(await sha256(utf8(text))));
  if (groupIds.size >= MOST_IDS) groupIds.clear();
  groupIds.set(text, id);
  return id;
}

/** `row` after `message` came to stand last in it. What was taken back before it came is nothing to be read. */
export function withMessage(row: ConversationRow, message: MessageRow): ConversationRow {
  const next = {
    ...withLastLine(message.author === 'me' ? vouched(row) : row, message),
    ...(row.archived === true && { archived: isMuted(row, message.at) }),
    // Where all was read, it was read up to here: unread begins with what others write after it.
    readUpTo: message.author === 'me' && row.unread === 0 ? message.seq : row.readUpTo,
  };
  if (!isToRead(message)) return next;
  const unread = row.unread + 1;
  return callsMe(message) ? { ...next, unread, mentions: (row.mentions ?? 0) + 1 } : { ...next, unread };
}

/**
 * True for a chat that waits for my word: strangers alone have written in it, and I have neither written in it nor said yes to
 * it. Whom a stranger puts into a group besides, proves nothing.
 */
export function isRequest(
  { kind, members, lastMessage, held, ofStrangers }: ConversationRow,
  isKnown: (person: Fingerprint) => boolean,
): boolean {
  const isFromThem = lastMessage !== undefined || held > 0;
  const isTheirs = ofStrangers === true || !members.some(isKnown);
  return kind !== 'square' && isFromThem && members.length > 0 && isTheirs;
}

/** Somebody I know, or I myself, have written in it, or I have said yes to it. */
export function vouched({ ofStrangers, ...row }: ConversationRow): ConversationRow {
  void ofStrangers; // over
  return row;
}

/** True for what somebody else said and did not take back. */
export function isToRead({ author, deleted, notice }: MessageRow): boolean {
  return author !== 'me' && deleted === undefined && notice === undefined;
}

/** True when it names me or answers me. */
export function callsMe({ reply, mentions }: MessageRow): boolean {
  return reply?.author === 'me' || mentions?.some(({ who }) => who === 'me') === true;
}

/** The words of a message that are there for everybody who sees it here. */
export function standingText({ edit, text }: MessageRow): string {
  return edit?.text ?? text;
}

/** Muted chats make no noise, and stay in the archive whatever comes. */
export function isMuted({ mutedUntil = 0 }: Pick<ConversationRow, 'mutedUntil'>, now: number): boolean {
  return mutedUntil > now;
}

/** `row` with `message` as what the list of chats shows; undefined when no message is left. */
export function withLastLine(row: ConversationRow, message: MessageRow | undefined): ConversationRow {
  if (message === undefined) return { ...row, lastMessage: undefined, lastLine: undefined };
  const { id, seq, author, at } = message;
  return {
    ...row,
    lastMessage: id,
    lastSeq: Math.max(row.lastSeq, seq),
    lastLine: { author, ...lineOf(message), at },
  };
}

type Line = Pick<NonNullable<ConversationRow['lastLine']>, 'text' | 'what'>;

/** What is said of a message in one line. */
export function lineOf(message: MessageRow): Line {
  const { file, deleted } = message;
  const text = oneLine(file?.name ?? standingText(message));
  if (deleted) return { text, what: 'deleted' };
  return { text, what: file === undefined ? 'text' : file.width === undefined ? 'file' : 'image' };
}

/** `message` after its time has begun: it was read here, or, if own, sent. */
export function begun(message: MessageRow, now: number): MessageRow {
  const { ttl, expiresAt } = message;
  return ttl === undefined || expiresAt !== undefined ? message : { ...message, expiresAt: now + ttl * 1000 };
}
