// What stands over the messages of a chat when there is something to know first: a name that looks like another one's, somebody
// blocked in a group, and who it is that writes for the first time.
import '../requests/requests.css';
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { otherOf } from '../model/conversations.ts';
import { Icon } from '../parts/icon.tsx';
import { Newcomer } from '../requests/newcomer.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { Alarm } from './alarm.tsx';

export function ChatTop({ conversation }: { readonly conversation: ConversationView }) {
  const other = otherOf(conversation);
  return (
    <>
      {other !== undefined && !conversation.blocked && <Alarm who={other} />}
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
