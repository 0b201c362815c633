// A stored message as an export has it (format.ts): people by their fingerprints, ourselves too, nothing of this store's own.
import type { Fingerprint } from '../../domain/ids.ts';
import type { FileRow, Mention, MessageRow } from '../../store/rows.ts';
import type { ExportedFileRow, ExportedMention, ExportedMessage } from './format.ts';

/** Where the bytes of a message's file lie in the zip. */
export interface Packed {
  readonly entry: string;
  readonly hash: string;
}

export function exportedMessage(
  row: MessageRow,
  me: Fingerprint,
  packed: Packed | undefined,
): ExportedMessage {
  const name = (who: Fingerprint | 'me'): Fingerprint => (who === 'me' ? me : who);
  const mentions = (list: readonly Mention[]): readonly ExportedMention[] =>
    list.map(({ at, length, who }) => ({ at, length, who: name(who) }));
  const { id, seq, at, counter, signature, text, firstFromKey, state, reply, edit } = row;
  return {
    id,
    author: name(row.author),
    seq,
    at,
    counter,
    signature,
    text,
    ...(firstFromKey && { firstFromKey }),
    ...(state !== undefined && { state: state.kind }),
    ...(reply !== undefined && { reply: { ...reply, author: name(reply.author) } }),
    ...(row.mentions !== undefined && { mentions: mentions(row.mentions) }),
    ...(edit !== undefined && {
      edit: {
        text: edit.text,
        counter: edit.counter,
        ...(edit.mentions !== undefined && { mentions: mentions(edit.mentions) }),
      },
    }),
    ...(row.deleted && { deleted: true }),
    ...(row.reactions !== undefined && {
      reactions: row.reactions.map(({ who, emoji, counter }) => ({ who: name(who), emoji, counter })),
    }),
    ...(row.notice !== undefined && { notice: row.notice }),
    ...(row.file !== undefined && { file: exportedFile(row.file, packed) }),
  };
}

function exportedFile(row: FileRow, packed: Packed | undefined): ExportedFileRow {
  const { name, size, url, unconfirmed, gone } = row;
  return {
    name,
    ...(size !== undefined && { size }),
    url,
    ...(unconfirmed && { unconfirmed }),
    ...(gone && { gone: true }),
    ...packed,
  };
}
