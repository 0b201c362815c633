// A message of an export, read for good or not at all: what must be there must be right, what may be there is left out where
// it is not. Nothing is believed of a file but its name, and that is cleaned.
import type { SendState } from '../../domain/delivery.ts';
import { isFingerprint } from '../../domain/fingerprint.ts';
import type { ConversationId, Fingerprint } from '../../domain/ids.ts';
import { isMessageId, messageKey } from '../../domain/message.ts';
import { safeFileName } from '../../lib/file-name.ts';
import { isJsonObject, member, type JsonObject } from '../../protocol/fields.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { FileRow, Mention, MessageRow, ReactionRow, Reference } from '../../store/rows.ts';
import { INLINE_URL } from '../inline-file.ts';
import { count, listOf, text, time } from './read-values.ts';
import type { Packed } from './write-message.ts';

const TEXT = 1024 * 1024;
const LIST = 4096;
const EMOJI = 64;

export interface ReadMessage {
  /** Without its place: `seq` is that of the device it comes from. */
  readonly row: MessageRow;
  readonly packed: Packed | undefined;
}
interface Owner {
  readonly me: Fingerprint;
  readonly conversation: ConversationId;
}

/** Undefined for what is no message. */
export function readMessage(value: unknown, { me, conversation }: Owner): ReadMessage | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = member(value, 'id');
  const author = readPerson(member(value, 'author'), me);
  const words = text(member(value, 'text'), TEXT);
  const [at, counter] = [time(member(value, 'at')), count(member(value, 'counter'))];
  const signature = text(member(value, 'signature'), LIMITS.signature * 2);
  const seq = member(value, 'seq');
  const hasId = typeof id === 'string' && isMessageId(id);
  if (!hasId || author === undefined || words === undefined || at === undefined) return undefined;
  if (counter === undefined || signature === undefined || typeof seq !== 'number') return undefined;
  const file = readFile(member(value, 'file'));
  const row: MessageRow = {
    key: messageKey(author, id),
    id,
    seq,
    conversation,
    author,
    text: words,
    at,
    counter,
    signature,
    firstFromKey: member(value, 'firstFromKey') === true,
    file: file?.row,
    state: author === 'me' ? readState(member(value, 'state')) : undefined,
    ...readRicher(value, words, me),
    imported: true,
  };
  return { row, packed: file?.packed };
}

const readPerson = (value: unknown, me: Fingerprint): Fingerprint | 'me' | undefined =>
  typeof value === 'string' && isFingerprint(value) ? (value === me ? 'me' : value) : undefined;

/** What had not left that device is that device's to send: of such a message nothing is claimed here. */
function readState(value: unknown): SendState | undefined {
  return value === 'accepted' || value === 'delivered' || value === 'read' ? { kind: value } : undefined;
}

type Richer = Pick<MessageRow, 'reply' | 'mentions' | 'edit' | 'deleted' | 'reactions' | 'notice'>;
function readRicher(value: JsonObject, words: string, me: Fingerprint): Richer {
  const reply = readReference(member(value, 'reply'), me);
  const mentions = readMentions(member(value, 'mentions'), words, me);
  const edit = readEdit(member(value, 'edit'), me);
  const reactions = listOf(member(value, 'reactions'), LIST, (one) => readReaction(one, me));
  const notice = readNotice(member(value, 'notice'));
  return {
    ...(reply !== undefined && { reply }),
    ...(mentions !== undefined && { mentions }),
    ...(edit !== undefined && { edit }),
    ...(member(value, 'deleted') === true && { deleted: true }),
    ...(reactions !== undefined && { reactions }),
    ...(notice !== undefined && { notice }),
  };
}

function readReference(value: unknown, me: Fingerprint): Reference | undefined {
  if (!isJsonObject(value)) return undefined;
  const author = readPerson(member(value, 'author'), me);
  const [id, counter] = [member(value, 'id'), count(member(value, 'counter'))];
  if (author === undefined) return undefined;
  return {
    author,
    ...(typeof id === 'string' && isMessageId(id) && { id }),
    ...(counter !== undefined && { counter }),
  };
}

const readMentions = (value: unknown, words: string, me: Fingerprint): readonly Mention[] | undefined =>
  listOf(value, LIST, (one) => {
    if (!isJsonObject(one)) return undefined;
    const who = readPerson(member(one, 'who'), me);
    const [at, length] = [count(member(one, 'at')), count(member(one, 'length'))];
    const isInside = at !== undefined && length !== undefined && at + length <= words.length;
    return who !== undefined && isInside ? { at, length, who } : undefined;
  });

function readEdit(value: unknown, me: Fingerprint): MessageRow['edit'] {
  if (!isJsonObject(value)) return undefined;
  const [words, counter] = [text(member(value, 'text'), TEXT), count(member(value, 'counter'))];
  if (words === undefined || counter === undefined) return undefined;
  const mentions = readMentions(member(value, 'mentions'), words, me);
  return { text: words, counter, ...(mentions !== undefined && { mentions }) };
}

function readReaction(value: unknown, me: Fingerprint): ReactionRow | undefined {
  if (!isJsonObject(value)) return undefined;
  const who = readPerson(member(value, 'who'), me);
  const [emoji, counter] = [text(member(value, 'emoji'), EMOJI), count(member(value, 'counter'))];
  return who === undefined || emoji === undefined || counter === undefined
    ? undefined
    : { who, emoji, counter };
}

function readNotice(value: unknown): MessageRow['notice'] {
  if (!isJsonObject(value)) return undefined;
  const [title, seconds] = [
    text(member(value, 'title'), LIMITS.claimedName),
    count(member(value, 'seconds')),
  ];
  const kind = member(value, 'kind');
  if (kind === 'title' && title !== undefined) return { kind, title };
  return kind === 'timer' && seconds !== undefined ? { kind, seconds } : undefined;
}

interface ReadFile {
  readonly row: FileRow;
  readonly packed: Packed | undefined;
}
function readFile(value: unknown): ReadFile | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = text(member(value, 'name'), LIMITS.fileName * 4);
  const url = text(member(value, 'url'), LIMITS.fileUrl);
  const [entry, hash] = [text(member(value, 'entry'), LIMITS.fileName), text(member(value, 'hash'), 44)];
  if (name === undefined || url === undefined) return undefined;
  const packed = entry === undefined || hash === undefined ? undefined : { entry, hash };
  const isNowhere = url === '' || url === INLINE_URL;
  const row: FileRow = {
    name: safeFileName(name),
    size: count(member(value, 'size')),
    mime: 'application/octet-stream',
    // One that never went up is here for good, like one that came inside its message.
    url: url === '' ? INLINE_URL : url,
    ...(member(value, 'unconfirmed') === true && { unconfirmed: true }),
    local: false,
    gone: member(value, 'gone') === true || isNowhere,
    width: undefined,
    height: undefined,
  };
  return { row, packed };
}
