// `data`, and what is signed of it, in the style of another program (speech.ts).
import { jsonText } from './json-text.ts';
import type { PlainMembers } from './plain-json.ts';
import type { MemberOrder, SignedForm } from './speech.ts';

/**
 * Members, given sorted, in the style in which `form` is signed, in alphabetical order or as the protocol's text has them: the text
 * to sign and to send. By itself as `dataTextOf` has it.
 */
export function membersText(members: PlainMembers, form: SignedForm, order: MemberOrder = 'sorted'): string {
  const isSorted = order === 'sorted' || (form.over !== 'received' && form.sorted);
  return jsonText(isSorted ? members : inSpecifiedOrder(members), form.over === 'received' ? COMPACT : form);
}

const SPECIFIED = [
  'type',
  'public_key',
  'destination_servers',
  'iv',
  'symm_keys',
  'chat',
  'sender',
  'message',
];

function inSpecifiedOrder(members: PlainMembers): PlainMembers {
  const place = (name: string): number =>
    (SPECIFIED.indexOf(name) + SPECIFIED.length + 1) % (SPECIFIED.length + 1);
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => place(a) - place(b)));
}

const COMPACT = { spaced: false, ascii: false } as const;

/**
 * What a signature in `form` covers, for a `dataText` that was written in that form (`membersText`): what the other program
 * makes of `data` again is the same text.
 */
export function signedIn(dataText: string, counter: number, form: SignedForm): string {
  const covered = form.over === 'pair' ? pairText(dataText, counter, form.spaced) : dataText;
  return form.counter ? `${covered}${counter}` : covered;
}

/** One object around both. `counter` stands before `data` in every order. */
function pairText(dataText: string, counter: number, spaced: boolean): string {
  const blank = spaced ? ' ' : '';
  return `{"counter":${blank}${counter},${blank}"data":${blank}${dataText}}`;
}
