// A quiet line in the log: what somebody did to the conversation. Their name by the rules of names, a title always in quotes:
// no words that anybody chooses stand outside of them, and no message can look like this.
import './notice-line.css';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { span } from '../words/formats-more.ts';
import { clockTime } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';
import { useLongPress } from './long-press.ts';

export interface NoticeLineProps {
  readonly message: MessageView;
  readonly onMenu: (message: MessageView) => void;
}
export function NoticeLine({ message, onMenu }: NoticeLineProps) {
  const press = useLongPress(() => onMenu(message));
  const { notice, seq, at } = message;
  if (notice === undefined) return undefined;
  return (
    <p
      class="msg noticeline"
      data-seq={seq}
      tabIndex={-1}
      title={clockTime(at)}
      {...press}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(message);
      }}
    >
      <Icon name={notice.kind === 'title' ? 'pencil' : 'timer'} size={14} />
      <span>{useNotice(message)}</span>
    </p>
  );
}

function useNotice({ author, notice }: MessageView): string {
  const words = t.value.talk;
  const model = useModel();
  const isMine = author === 'me';
  const who = nameText(model.nameOf(author));
  if (notice?.kind === 'title') {
    const { title } = notice;
    if (title === '') return isMine ? words.youUnnamed : words.unnamed(who);
    return isMine ? words.youNamed(title) : words.named(who, title);
  }
  const seconds = notice?.seconds ?? 0;
  if (seconds === 0) return isMine ? words.youUntimed : words.untimed(who);
  return isMine ? words.youTimed(span(seconds)) : words.timed(who, span(seconds));
}
