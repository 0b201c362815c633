// JSON as JavaScript writes it, for what goes out.
import { toWellFormed } from '../lib/text-shape.ts';

/** What is ever written: names and values in the order given. Numbers have no spelling that all agree on: there are none. */
export type PlainJson = string | readonly PlainJson[] | PlainMembers;
export interface PlainMembers {
  readonly [name: string]: PlainJson;
}

/** `JSON.stringify`, with every text inside made well-formed: receivers refuse `\ud83d` alone (rule 7). */
export function plainJson(value: unknown): string {
  const text = JSON.stringify(value);
  // A lone surrogate stands there as an escape. A function asked about each of a thousand names or keys is dear.
  if (!text.includes('\\ud')) return text;
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'string' ? toWellFormed(inner) : inner,
  );
}
