// Finding people by what somebody types: a name, the letters of a key, a server.
import { keyTag } from '../../lib/key-tag.ts';
import type { PersonView } from '../../engine/port/people.ts';

/** Where a person was found; the first that fits. */
export type FoundBy = 'petname' | 'claimed' | 'key' | 'server';
export interface Finder {
  person(person: PersonView): FoundBy | undefined;
  inText(text: string): boolean;
  /** The text in three parts: before, found, after; undefined where it is not in it. */
  parts(text: string): readonly [string, string, string] | undefined;
}

/** Without accents, case and forms of letters: the form in which typed words are compared. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Accents and case do not matter; neither does anything else than the letters typed. */
export function finder(query: string): Finder {
  const wanted = plain(query.trim());
  const inText = (text: string): boolean => plain(text).includes(wanted);
  return {
    inText,
    person(person) {
      if (person.petname !== undefined && inText(person.petname)) return 'petname';
      if (person.claimed !== undefined && inText(person.claimed)) return 'claimed';
      if (keyTag(person.fingerprint, 8).startsWith(wanted.replace(/\s/g, '').toUpperCase())) return 'key';
      return person.servers.some(inText) ? 'server' : undefined;
    },
    parts(text) {
      // Only where folding keeps the length do positions mean the same in both.
      const folded = plain(text);
      const at = folded.length === text.length ? folded.indexOf(wanted) : -1;
      if (at < 0 || wanted === '') return undefined;
      const end = at + wanted.length;
      return [text.slice(0, at), text.slice(at, end), text.slice(end)];
    },
  };
}
