// Which way of speaking is tried next at a server that nobody knows, as a table (DIALECTS.md, "Finding a server's dialect
// without hurting it"): a string always goes first, because a server that wants a string may die of an object. Loads with the
// first hello that is not taken (later.ts).
import type { Dialect, DialectId } from '../protocol/dialect.ts';
import { DIALECTS } from '../protocol/dialects.ts';
import { areSocketUrls } from './address-kind.ts';
import type { ConnectionProblem } from './port/connection.ts';

export { isComplaint } from '../protocol/complaint.ts';

/** What came of one hello. */
export interface Tried {
  readonly row: DialectId;
  readonly problem: ConnectionProblem;
  /** The server's close code, where it closed. */
  readonly code: number | undefined;
  /** It answered with a frame that is none of the protocol's and speaks of an error. */
  readonly hasComplained: boolean;
  /** Addresses of the newest list on that socket; a list without our key is still a hint. */
  readonly addresses: readonly string[];
}

type Answer = 'complained' | 'closed-1000' | 'closed-1011' | 'refused' | 'silent' | 'none';

/** Codes with which a server sends away what it does not want; others (a restart, a dropped line) say nothing of the hello. */
const REFUSALS: readonly number[] = [1000, 1002, 1003, 1005, 1007, 1008, 1011];

const STRINGS: readonly DialectId[] = ['v12', 'v12-222'];

/** Object forms in the order in which the answer to the last hello suggests them. */
const OBJECTS: Readonly<Record<Exclude<Answer, 'none'>, readonly DialectId[]>> = {
  complained: ['g17', 'seed', 'kat', 'frew'],
  'closed-1000': ['frew', 'seed', 'kat', 'g17'],
  'closed-1011': ['kat', 'seed', 'frew', 'g17'],
  refused: ['seed', 'kat', 'frew', 'g17'],
  // Those who only check nothing would have refused the string aloud.
  silent: ['seed', 'kat'],
};

/** What the end of a hello says of its form. */
export function answerOf({ problem, code, hasComplained }: Tried): Answer {
  if (hasComplained) return 'complained';
  if (problem === 'no-list' || problem === 'not-listed') return 'silent';
  if (problem !== 'refused-hello' || code === undefined || !REFUSALS.includes(code)) return 'none';
  if (code === 1000) return 'closed-1000';
  return code === 1011 ? 'closed-1011' : 'refused';
}

/** The ways still to be tried, best first; empty: there is none, or the last end said nothing of the hello. */
export function waysLeft(tried: readonly Tried[]): readonly DialectId[] {
  const last = tried.at(-1);
  if (last === undefined) return ['v12'];
  const answer = answerOf(last);
  if (answer === 'none') return [];
  const isLeft = (row: DialectId): boolean => tried.every((one) => one.row !== row);
  if (isLeft('v12')) return ['v12', ...OBJECTS.refused.filter(isLeft)];
  const isRefused = isRefusedString(tried);
  const strings = isRefused ? [] : STRINGS.filter(isLeft);
  return [
    ...strings,
    ...objectsAfter(last, isRefused && answer === 'silent' ? 'refused' : answer).filter(isLeft),
  ];
}

/** How that way is spoken. */
export const rowOf = (row: DialectId): Dialect => DIALECTS[row];

/** True when a string was sent away aloud: then the other salt is of no use, and an object does no harm. */
function isRefusedString(tried: readonly Tried[]): boolean {
  return tried.some((one) => STRINGS.includes(one.row) && answerOf(one) !== 'silent');
}

function objectsAfter(last: Tried, answer: Exclude<Answer, 'none'>): readonly DialectId[] {
  // An object closed with 1000 means wrong signed bytes: what a string closed with 1000 means is known by then.
  const isObject = !STRINGS.includes(last.row);
  const order = OBJECTS[isObject && answer === 'closed-1000' ? 'refused' : answer];
  return areSocketUrls(last.addresses) ? ['kat', ...order.filter((row) => row !== 'kat')] : order;
}
