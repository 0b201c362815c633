// What a key is called, and how sure the reader may be of it (DESIGN.md, "Must never look alike").
import { keyTag } from '../../lib/key-tag.ts';
import type { Author } from '../../engine/port/messages.ts';
import type { Me } from '../../engine/port/identity.ts';
import { iso, list } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { likeness, type People } from './people.ts';

export interface NameView {
  /** pet: mine, bare and bold · claim: theirs, quoted and tagged · none: tagged only · me. */
  readonly kind: 'pet' | 'claim' | 'none' | 'me';
  readonly text: string;
  /** 4 signs; 8 where two people claim the same name. Empty for petnames and me. */
  readonly tag: string;
  /** The petname this claimed name could be mistaken for. */
  readonly notThe: string | undefined;
  /** I compared this key with its owner. */
  readonly isVerified: boolean;
}

/**
 * Reads signals: call it in a component or a computed.
 *
 * @param decides True where somebody picks a person by this name: the tag is then 8 signs long.
 */
export function nameOf(author: Author, people: People, decides = false): NameView {
  const person = author === 'me' ? undefined : people.one(author).value;
  const isVerified = person?.verifiedAt !== undefined;
  const sure = { tag: '', notThe: undefined, isVerified };
  if (author === 'me') return { kind: 'me', text: t.value.app.you, ...sure };
  if (person?.petname !== undefined) return { kind: 'pet', text: person.petname, ...sure };
  if (person?.claimed === undefined)
    return { ...sure, kind: 'none', text: t.value.app.unnamed, tag: keyTag(author, decides ? 8 : 4) };
  const like = likeness(person.claimed);
  const notThe = people.petnames.value.get(like);
  const shared = notThe !== undefined || (people.claims.value.get(like) ?? 0) > 1;
  const tag = keyTag(author, shared || decides ? 8 : 4);
  return { kind: 'claim', text: person.claimed, tag, notThe, isVerified };
}

/** A name inside a sentence, a label or the window's title: the same rules, in plain text. */
export function nameText(name: NameView): string {
  if (name.kind === 'pet' || name.kind === 'me') return iso(name.text);
  const said = name.kind === 'claim' ? t.value.app.quoted(name.text) : name.text;
  return `${said} ${iso(name.tag)}`;
}

/** As a screen reader should say it: "calls themself nightowl, key L C E 7", "Mira, verified". */
export function nameSpoken(name: NameView): string {
  const sure = name.isVerified ? `, ${t.value.app.verified}` : '';
  if (name.kind === 'pet' || name.kind === 'me') return iso(name.text) + sure;
  const said = name.kind === 'claim' ? `${t.value.app.callsThemself} ${iso(name.text)}` : name.text;
  return `${said}, ${t.value.app.key(name.tag)}${sure}`;
}

/** "Tomás, Priya and 3 more". */
export function namesText(names: readonly NameView[], most = 3): string {
  const shown = names.slice(0, names.length === most + 1 ? most + 1 : most).map(nameText);
  const rest = names.length - shown.length;
  return rest > 0 ? t.value.app.more(shown.join(', '), rest) : list(shown);
}

export const myName = (me: Me | undefined): string => me?.name ?? t.value.app.you;
