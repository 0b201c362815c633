// The head of a person's page: their evening, their name as sure as it is, and their light.
import type { PersonView } from '../../engine/port/people.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Heading } from '../parts/heading.tsx';
import { Lamp, lightWords, Tag } from '../parts/marks.tsx';
import { Name, NotThe } from '../parts/name.tsx';
import '../words/with-contact.ts';
import { t } from '../words/words.ts';

export function Who({ person }: { readonly person: PersonView }) {
  const name = useModel().nameOf(person.fingerprint, true);
  const isOn = person.light === 'on';
  return (
    <div class="who">
      <span class={isOn ? 'who__face--on' : ''}>
        <Avatar fingerprint={person.fingerprint} size={112} lamp={false} dim />
      </span>
      <Heading title={nameText(name)} level={width.value === 'narrow' ? 1 : 2} class="display row">
        <Name name={name} />
      </Heading>
      {person.petname !== undefined && <TheirName person={person} />}
      <NotThe name={name} />
      {person.light !== 'unknown' && (
        <span class={isOn ? 'light' : 'light light--off'}>
          <Lamp state={person.light} />
          {lightWords(person)}
        </span>
      )}
    </div>
  );
}

/** What somebody I named calls themself, with the key it belongs to. */
const TheirName = ({ person }: { readonly person: PersonView }) => (
  <p class="small ink-2 row">
    {person.claimed !== undefined && (
      <span>
        {t.value.contact.callsThemself}{' '}
        <span class="claim">
          <bdi>{person.claimed}</bdi>
        </span>
      </span>
    )}
    <Tag tag={keyTag(person.fingerprint, 8)} />
  </p>
);
