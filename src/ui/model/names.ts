// What a key is called, and how sure the reader may be of it (DESIGN.md, "Must never look alike").
import { keyTag } from '../../lib/key-tag.ts';
import type { Author } from '../../engine/port/messages.ts';
import type { Fingerprint } from '../../domain/ids.ts';
import type { Me } from '../../engine/port/identity.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { iso, list } from '../words/formats.ts';
import { t } from '../words/words.ts';
import type { People } from './people.ts';

export interface NameView {
  /** pet: mine, bare and bold · claim: theirs, quoted and tagged · none: tagged only · me. */
  readonly kind: 'pet' | 'claim' | 'none' | 'me';
  readonly text: string;
  /** 4 signs; 8 or 16 where fewer would not tell it from another one. Empty for me, and for a petname that nobody shares. */
  readonly tag: string;
  /** "Not the Mira you know": whom this claimed name could be mistaken for (alike.ts). */
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
  if (author === 'me') return { kind: 'me', text: t.value.app.you, tag: '', notThe: undefined, isVerified };
  const alike = people.alike.value?.of(author);
  const signs = alike?.signs === 16 ? 16 : decides ? 8 : alike?.signs;
  const name = plainNameOf(author, person, signs);
  const tag = alike?.isTagged === true ? keyTag(author, signs) : name.tag;
  return { ...name, tag, notThe: alike?.caution };
}

/** Without a look at who else goes by that name. */
export function plainNameOf(
  author: Fingerprint,
  person: PersonView | undefined,
  signs?: 4 | 8 | 16,
): NameView {
  const { petname, claimed, verifiedAt } = person ?? {};
  const kind = petname !== undefined ? 'pet' : claimed !== undefined ? 'claim' : 'none';
  const tag = kind === 'pet' ? '' : keyTag(author, signs);
  const text = petname ?? claimed ?? t.value.app.unnamed;
  return { kind, text, tag, notThe: undefined, isVerified: verifiedAt !== undefined };
}

/** A name inside a sentence, a label or the window's title: the same rules, in plain text. */
export function nameText(name: NameView): string {
  const { kind, text, tag } = name;
  // A tag of mine stands in signs that no name may hold (clean-name.ts).
  if (kind === 'pet' || kind === 'me') return tag === '' ? iso(text) : `${iso(text)} ‹${iso(tag)}›`;
  return `${kind === 'claim' ? t.value.app.quoted(text) : text} ${iso(tag)}`;
}

/** As a screen reader should say it: "calls themself nightowl, key L C E 7", "Mira, verified". */
export function nameSpoken(name: NameView): string {
  const sure = name.isVerified ? `, ${t.value.app.verified}` : '';
  if (name.tag === '') return iso(name.text) + sure;
  const said =
    name.kind === 'pet'
      ? iso(name.text)
      : name.kind === 'claim'
        ? `${t.value.app.callsThemself} ${iso(name.text)}`
        : name.text;
  return `${said}, ${t.value.app.key(name.tag)}${sure}`;
}

/** "Tomás, Priya and 3 more". */
export function namesText(names: readonly NameView[], most = 3): string {
  const shown = names.slice(0, names.length === most + 1 ? most + 1 : most).map(nameText);
  const rest = names.length - shown.length;
  return rest > 0 ? t.value.app.more(shown.join(', '), rest) : list(shown);
}

export const myName = (me: Me | undefined): string => me?.name ?? t.value.app.you;
