// Blocked people: folded at the end of the list, and nowhere else.
import '../chats/talk.css';
import { useComputed } from '@preact/signals';
import { useState } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { linkTo } from '../route.ts';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { PersonRow } from './person-row.tsx';

export function BlockedPeople() {
  const { people } = useModel();
  const blocked = useComputed(() => [...people.all.value.values()].filter((one) => one.blocked)).value;
  const [isOpen, open] = useState(false);
  if (blocked.length === 0) return undefined;
  return (
    <>
      <button
        type="button"
        class="archive inset-focus"
        aria-expanded={isOpen}
        aria-controls="blocked"
        onClick={() => open(!isOpen)}
      >
        <Icon name="block" />
        <span>{t.value.knowing.blockedPeople}</span>
        <span class="num">{number(blocked.length)}</span>
        <Icon name="next" size={18} flip class={isOpen ? 'next is-open' : 'next'} />
      </button>
      <ul id="blocked" hidden={!isOpen}>
        {isOpen &&
          blocked.map((person) => (
            <li key={person.fingerprint}>
              <PersonRow person={person} href={linkTo('contact', person.fingerprint)} />
            </li>
          ))}
      </ul>
    </>
  );
}
