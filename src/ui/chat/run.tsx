// Messages of one author within five minutes, joined; in groups with the face and the name of who wrote them.
import type { Author, MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { Avatar } from '../parts/avatar.tsx';
import { memo } from '../parts/memo.ts';
import { Name, NotThe } from '../parts/name.tsx';
import { t } from '../words/words.ts';
import { Bubble } from './bubble.tsx';

export interface RunProps {
  readonly author: Author;
  readonly messages: readonly MessageView[];
  readonly isGroup: boolean;
  readonly onMenu: (message: MessageView) => void;
}

export const Run = memo(function Run({ author, messages, isGroup, onMenu }: RunProps) {
  const last = messages.at(-1);
  const bubbles = messages.map((message) => (
    <Bubble key={message.seq} message={message} isLast={message === last} onMenu={onMenu} />
  ));
  if (author === 'me')
    return (
      <div class="run run--mine">
        <span class="vh">{t.value.app.you}: </span>
        {bubbles}
      </div>
    );
  if (!isGroup) return <div class="run">{bubbles}</div>;
  return (
    <div class="run run--av">
      <Who author={author} />
      <Avatar fingerprint={author} lamp={false} />
      {bubbles}
    </div>
  );
});

function Who({ author }: { readonly author: Author }) {
  const name = useModel().nameOf(author);
  return (
    <div class="run__who">
      <Name name={name} />
      <NotThe name={name} />
    </div>
  );
}
