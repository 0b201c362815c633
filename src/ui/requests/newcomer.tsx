// Over the messages of a request: the picture and the tag of a key that is new, and what it calls itself; or who is in a group.
import type { ConversationView } from '../../engine/port/messages.ts';
import { Face } from '../chats/chat-row.tsx';
import { useModel } from '../model/context.ts';
import { otherOf } from '../model/conversations.ts';
import { namesText } from '../model/names.ts';
import { Name } from '../parts/name.tsx';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';

export function Newcomer({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.knowing;
  const model = useModel();
  const other = otherOf(conversation);
  const person = other === undefined ? undefined : model.people.one(other).value;
  const name = other === undefined ? undefined : model.nameOf(other, true);
  const by = (person?.vouches ?? []).map((vouch) => model.nameOf(vouch.by));
  return (
    <section class="newcomer" aria-label={words.whoWrites}>
      <Face conversation={conversation} size={88} />
      <ul class="newcomer__names">
        {conversation.members.map((member) => (
          <li key={member} class="row">
            <Name name={model.nameOf(member, true)} />
          </li>
        ))}
      </ul>
      <p class="ink-2 bal">
        {name === undefined ? (
          words.groupOfStrangers(conversation.members.length)
        ) : (
          <>
            {name.kind === 'claim' ? words.claimsOnly : words.nameless}{' '}
            {by.length > 0 ? words.introducedBy(namesText(by)) : words.noVouch}
          </>
        )}
      </p>
      {person?.servers[0] !== undefined && (
        <p class="small ink-3">
          <bdi dir="ltr">{person.servers.join(', ')}</bdi>
        </p>
      )}
    </section>
  );
}
