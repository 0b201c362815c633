// A person in a list: face, name by its rules, and one more line that helps to know them.
import { useComputed } from '@preact/signals';
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { toConversationId } from '../ids.ts';
import { useModel } from '../model/context.ts';
import type { NameView } from '../model/names.ts';
import { nameText } from '../model/names.ts';
import { Avatar } from '../parts/avatar.tsx';
import { lightWords } from '../parts/marks.tsx';
import { Name, NotThe } from '../parts/name.tsx';
import { sinceWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-people.ts';
import type { Finder } from './find.ts';

export interface PersonRowProps {
  readonly person: PersonView;
  readonly href: string;
  readonly find?: Finder | undefined;
  /** With a box to choose them. */
  readonly choice?: Choice | undefined;
}
export interface Choice {
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

/** A link to the person, and where wanted a box beside it. */
export function PersonRow({ person, href, find, choice }: PersonRowProps) {
  const name = useModel().nameOf(person.fingerprint);
  if (choice === undefined)
    return (
      <a class="person inset-focus" href={href}>
        <Inside person={person} name={name} find={find} />
      </a>
    );
  return (
    <div class="person person--both">
      <a class="person__link inset-focus" href={href}>
        <Inside person={person} name={name} find={find} />
      </a>
      {person.writable && (
        <label class="person__tick">
          <Tick choice={choice} label={t.value.people.choose(nameText(name))} />
        </label>
      )}
    </div>
  );
}

/** A person to choose: the whole row is the box's label. */
export function PersonChoice({ person, find, choice }: Required<Omit<PersonRowProps, 'href'>>) {
  const name = useModel().nameOf(person.fingerprint, true);
  if (choice === undefined) return undefined;
  return (
    <label class="person inset-focus">
      <Inside person={person} name={name} find={find} />
      <Tick choice={choice} />
    </label>
  );
}

const Tick = ({ choice, label }: { readonly choice: Choice; readonly label?: string }) => (
  <input
    class="tick tick--round"
    type="checkbox"
    aria-label={label}
    checked={choice.isChosen}
    onChange={(event) => choice.onChange(event.currentTarget.checked)}
  />
);

interface InsideProps {
  readonly person: PersonView;
  readonly name: NameView;
  readonly find: Finder | undefined;
}
function Inside({ person, name, find }: InsideProps) {
  const parts = name.kind === 'none' ? undefined : find?.parts(name.text);
  return (
    <>
      <Avatar fingerprint={person.fingerprint} dim />
      <span class="min0">
        <span class="person__n">
          <Name name={name}>
            {parts && (
              <>
                {parts[0]}
                <mark>{parts[1]}</mark>
                {parts[2]}
              </>
            )}
          </Name>
        </span>
        <span class="person__s">
          {name.notThe === undefined || person.blocked ? <Second person={person} /> : <NotThe name={name} />}
        </span>
      </span>
    </>
  );
}

/** They have written, and wait for my word. */
function useIsRequest(who: Fingerprint): boolean {
  const { conversations } = useModel();
  return useComputed(() => conversations.value.get(toConversationId(`d:${who}`))?.request === true).value;
}

function Second({ person }: { readonly person: PersonView }) {
  const words = t.value.people;
  if (useIsRequest(person.fingerprint)) return t.value.people.wantsToWrite;
  if (!person.writable) return words.cannotWrite;
  if (person.light !== 'on')
    return person.light === 'off' ? lightWords(person) : words.firstSeen(sinceWhen(person.firstSeen));
  if (person.known && person.servers[0] !== undefined) return <bdi dir="ltr">{person.servers[0]}</bdi>;
  if (person.hasChat) return words.hasChat;
  if (person.saidHello) return words.saidHello;
  return words.firstSeen(sinceWhen(person.firstSeen));
}
