// A request in a list: by the long tags of its keys, for here somebody decides.
import type { ConversationView } from '../../engine/port/messages.ts';
import { Face } from '../chats/chat-row.tsx';
import { useModel } from '../model/context.ts';
import { namesText } from '../model/names.ts';
import { otherOf } from '../model/conversations.ts';
import { Time } from '../parts/marks.tsx';
import { Name, NotThe } from '../parts/name.tsx';
import { linkTo } from '../route.ts';
import { lineOf } from '../text/later.ts';
import { shortWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';

export interface RequestRowProps {
  readonly conversation: ConversationView;
  /** Among chats it says what it is. */
  readonly isMarked?: boolean;
}
export function RequestRow({ conversation, isMarked = false }: RequestRowProps) {
  const model = useModel();
  const { last, members, id } = conversation;
  const other = otherOf(conversation);
  const name = other === undefined ? undefined : model.nameOf(other, true);
  return (
    <a class="chatrow inset-focus" href={linkTo('chat', id)}>
      <Face conversation={conversation} />
      <span class="min0">
        <span class="chatrow__a">
          {name === undefined ? (
            <span class="claim clip1">{namesText(members.map((member) => model.nameOf(member, true)))}</span>
          ) : (
            <Name name={name} />
          )}
          {last && <Time at={last.at}>{shortWhen(last.at)}</Time>}
        </span>
        <span class="chatrow__b">
          {name?.notThe === undefined ? (
            <span class="prev" dir="auto">
              {isMarked ? t.value.knowing.wantsToWrite : last && lineOf(last.text)}
            </span>
          ) : (
            <NotThe name={name} />
          )}
        </span>
      </span>
    </a>
  );
}
