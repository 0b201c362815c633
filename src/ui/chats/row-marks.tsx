// In the row of a chat: that it is pinned, that it is muted.
import './talk.css';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';

export function RowMarks({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.talk;
  const { pinned, mutedUntil } = conversation;
  return (
    <span class="rowmarks">
      {pinned !== undefined && (
        <>
          <Icon name="pin" size={14} />
          <span class="vh">{words.pinned}</span>
        </>
      )}
      {mutedUntil !== undefined && (
        <>
          <Icon name="belloff" size={14} />
          <span class="vh">{words.muted}</span>
        </>
      )}
    </span>
  );
}
