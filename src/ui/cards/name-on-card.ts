// How somebody on a card is called: by the name that is known here, else as the card claims, with the key's long tag.
import type { Fingerprint } from '../../domain/ids.ts';
import type { Model } from '../model/model.ts';
import { nameOf, type NameView } from '../model/names.ts';

/** Reads signals. */
export function nameOnCard(
  { people }: Model,
  { fingerprint, name }: { readonly fingerprint: Fingerprint; readonly name: string },
): NameView {
  const known = nameOf(fingerprint, people, true);
  if (known.kind !== 'none' || name === '') return known;
  return { ...known, kind: 'claim', text: name, notThe: people.alike.value?.cautionFor(fingerprint, name) };
}
