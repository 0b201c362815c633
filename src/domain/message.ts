// Messages: how they are keyed, what their one line in the list of chats says.
import type { Fingerprint, MessageId } from './ids.ts';

export type AuthorKey = Fingerprint | 'me';

/** Characters a line in the list of chats may have. */
const LINE_CHARACTERS = 120;
/** `x.id` of a Porchlight, or `s.` and 22 characters made here from the signature of a message that carried none. */
const ID = /^(?:s\.)?[A-Za-z0-9_-]{22}$/;
const OWN_ID = /^[A-Za-z0-9_-]{22}$/;
const KEY = /^(?:me|[A-Za-z0-9+/]{43}=)\|(?:s\.)?[A-Za-z0-9_-]{22}$/;

/** True for text that can be a message id. */
export function isMessageId(text: string): text is MessageId {
  return ID.test(text);
}

/** The id that `text` is; throws `RangeError` on any other text. */
export function messageId(text: string): MessageId {
  if (!isMessageId(text)) throw new RangeError('not a message id');
  return text;
}

/** True when the id is an `x.id`: only such messages can be named in a receipt. */
export function isWireId(id: string): boolean {
  return OWN_ID.test(id);
}

/** Key of a stored message: a (sender, id) exists once (PROTOCOL.md rule 9). */
export function messageKey(author: AuthorKey, id: MessageId): string {
  return `${author}|${id}`;
}

/**
 * What pages call a message: its whole key, because two authors may choose the same id.
 * Throws `RangeError` on text that is no key.
 */
export function pageId(key: string): MessageId {
  if (!isPageId(key)) throw new RangeError('not a message key');
  return key;
}

function isPageId(key: string): key is MessageId {
  return KEY.test(key);
}

/** `text` on one line of at most 120 characters, without splitting a character in two. */
export function oneLine(text: string): string {
  const flat = text
    .slice(0, LINE_CHARACTERS * 8)
    .replace(/\s+/gu, ' ')
    .trim();
  if (flat.length <= LINE_CHARACTERS) return flat;
  return `${Array.from(flat)
    .slice(0, LINE_CHARACTERS - 1)
    .join('')}…`;
}
