// Person rows: how one begins, and what a verified message or writing to somebody changes in it.
import { cleanClaimedName } from '../lib/clean-name.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { XPart } from '../protocol/x.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type { Draft } from './draft.ts';
import type { Directory, People } from './parts.ts';

export interface PersonSource {
  readonly people: People;
  readonly directory: Directory;
}

/** The row as it will be after `draft`; a new one when there is none. Undefined when the key is not known. */
export function personIn(
  draft: Draft,
  { people, directory }: PersonSource,
  person: Fingerprint,
  now: number,
): PersonRow | undefined {
  const row = draft.people.over(person, people.row(person));
  const listed = directory.lookup(person);
  // Known from a card until now: the roster has keys by the fingerprints of their own, so it is the one that the card names.
  if (row !== undefined) return row.pem === '' && listed ? { ...row, pem: listed.pem } : row;
  return listed && newPerson(person, listed.pem, now);
}

/** Somebody I have written to, or named. */
export function isKnown(row: PersonRow | undefined): boolean {
  return row !== undefined && (row.accepted || row.petname !== '');
}

/** `row` after a verified message with `x` (or none), written by these habits, was heard. */
export function afterHearing(
  row: PersonRow,
  { x, habits }: { readonly x: XPart | undefined; readonly habits: Habits },
  now: number,
): PersonRow {
  const heard = { ...row, lastSeen: now, habits: { ...row.habits, ...habits } };
  if (x === undefined) return heard;
  const claimed = x.name === undefined ? row.claimed : cleanClaimedName(x.name);
  return { ...heard, claimed, xSeenAt: now, caps: x.caps ?? row.caps };
}

/** Named or verified by me: their key must not be taken for another one. */
export const isDear = (row: PersonRow | undefined): boolean =>
  row !== undefined && (row.petname !== '' || row.verifiedAt !== undefined);

const EMPTY = { petname: '', claimed: '', accepted: false, saidHello: false, xSeenAt: 0, caps: [] } as const;

/** Somebody of whom nothing is known but the key, or with `pem` '' its fingerprint (from a card). */
export const newPerson = (fingerprint: Fingerprint, pem: string, now: number): PersonRow => ({
  ...EMPTY,
  fingerprint,
  pem,
  firstSeen: now,
  lastSeen: now,
});
