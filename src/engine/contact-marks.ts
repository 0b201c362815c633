// What a reader has found out about a key, or decided about it, and takes along with the contacts: the list of such members of
// a person's row, and how each is read again.
import { isJsonObject, member } from '../protocol/fields.ts';
import type { PersonRow } from '../store/person-rows.ts';
import { time } from './archive/read-values.ts';

export type Marks = Partial<Pick<PersonRow, 'verifiedAt' | 'verifiedHow' | 'note' | 'blockedAt'>>;

/** As many characters as a note may have. */
export const NOTE_CHARACTERS = 2000;

/** Those of a row that are there. */
export function marksOf({ verifiedAt, verifiedHow, note, blockedAt }: Marks): Marks {
  return {
    ...(verifiedAt !== undefined && { verifiedAt }),
    ...(verifiedHow !== undefined && { verifiedHow }),
    ...(note !== undefined && note !== '' && { note }),
    ...(blockedAt !== undefined && { blockedAt }),
  };
}

/** Those of a person in the block; what is not as it should be is not there. */
export function readMarks(value: unknown): Marks {
  if (!isJsonObject(value)) return {};
  const how = member(value, 'verifiedHow');
  const verifiedAt = time(member(value, 'verifiedAt'));
  const blockedAt = time(member(value, 'blockedAt'));
  const note = member(value, 'note');
  return {
    ...(verifiedAt !== undefined && (how === 'code' || how === 'number') && { verifiedAt, verifiedHow: how }),
    ...(typeof note === 'string' && note !== '' && note.length <= NOTE_CHARACTERS && { note }),
    ...(blockedAt !== undefined && { blockedAt }),
  };
}
