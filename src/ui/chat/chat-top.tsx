// What stands over the messages of a chat when there is something to know first: a name that looks like another one's, somebody
// blocked in a group, and who it is that writes for the first time.
import '../requests/requests.css';
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { otherOf } from '../model/conversations.ts';
import { Icon } from '../parts/icon.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { Newcomer } from '../requests/newcomer.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { Alarm } from './alarm.tsx';

/** Both hardly ever happen. */
const InPlace = lazy(() => import('../verify/in-place.tsx').then((file) => file.InPlace), Nothing);
const MovedCard = lazy(() => import('../selves/moved-card.tsx').then((file) => file.MovedCard), Nothing);

export function ChatTop({ conversation }: { readonly conversation: ConversationView }) {
  const other = otherOf(conversation);
  const { people } = useModel();
  const person = other === undefined ? undefined : people.one(other).value;
  return (
    <>
      {person?.inPlaceOf && <InPlace gone={person.inPlaceOf} who={person.fingerprint} />}
      {other !== undefined && !conversation.blocked && <Alarm who={other} />}
      {person?.movedTo && !conversation.blocked && <MovedCard fingerprint={person.fingerprint} />}
      {conversation.kind === 'group' && <BlockedHere conversation={conversation} />}
      {conversation.request && <Newcomer conversation={conversation} />}
    </>
  );
}

function BlockedHere({ conversation }: { readonly conversation: ConversationView }) {
  const { people } = useModel();
  const blocked = conversation.members.filter((member) => people.one(member).value?.blocked === true).length;
  if (blocked === 0) return undefined;
  return (
    <p class="quietline small ink-2" role="note">
      <Icon name="block" size={16} />
      <span>{t.value.knowing.blockedInGroup(blocked)}</span>
    </p>
  );
}
