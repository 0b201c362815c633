// What the search of the chat list finds: chats by the names of their members, people without a chat, and messages.
import { useComputed } from '@preact/signals';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import { inOrder, membersText } from '../model/conversations.ts';
import { requestsIn } from '../model/requests.ts';
import { RequestRow } from '../requests/request-row.tsx';
import { finder } from '../people/find.ts';
import { PersonRow } from '../people/person-row.tsx';
import { linkTo } from '../route.ts';
import { MessagesFound } from '../search/messages-found.tsx';
import { t } from '../words/words.ts';
import { ChatRow } from './chat-row.tsx';

const MOST_PEOPLE = 30;

export function Found({ query }: { readonly query: string }) {
  const words = t.value.chat;
  const model = useModel();
  const { conversations } = model;
  const chats = useComputed(() => [
    ...inOrder(conversations.value.values()),
    ...requestsIn(conversations.value.values()),
  ]).value;
  const find = finder(query);
  const found = chats.filter((one) => find.inText(`${one.title ?? ''} ${membersText(one, model)}`));
  const people: PersonView[] = [];
  for (const person of model.people.all.value.values())
    if (
      people.length < MOST_PEOPLE &&
      !person.hasChat &&
      !person.blocked &&
      find.person(person) !== undefined
    )
      people.push(person);
  return (
    <>
      {found.length > 0 && (
        <>
          <h2 class="sect">{words.chatsFound}</h2>
          <ul>
            {found.map((one) => (
              <li key={one.id}>
                {one.request ? (
                  <RequestRow conversation={one} isMarked />
                ) : (
                  <ChatRow conversation={one} isCurrent={false} showsPeople />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {people.length > 0 && (
        <>
          <h2 class="sect">{words.peopleFound}</h2>
          <ul>
            {people.map((person) => (
              <li key={person.fingerprint}>
                <PersonRow person={person} href={linkTo('contact', person.fingerprint)} find={find} />
              </li>
            ))}
          </ul>
        </>
      )}
      <MessagesFound query={query} isMore={found.length + people.length > 0} />
    </>
  );
}
