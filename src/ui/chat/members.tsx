// "In this group": who can open what is written here. Beside the chat on wide windows, over it elsewhere.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Author, ConversationView } from '../../engine/port/messages.ts';
import { Settings } from '../chats/chat-menu.tsx';
import { ChatStep, type Step } from '../chats/chat-steps.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { myName } from '../model/names.ts';
import { Avatar } from '../parts/avatar.tsx';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { lightWords } from '../parts/marks.tsx';
import { Name, NotThe } from '../parts/name.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import '../words/with-knowing.ts';
import { panelClass } from './panel.tsx';

export interface MembersProps {
  readonly conversation: ConversationView;
  readonly onClose: () => void;
}

export function Members({ conversation, onClose }: MembersProps) {
  const words = t.value.chatMore;
  const isOver = width.value !== 'wide';
  const panel = useRef<HTMLElement>(null);
  const [step, go] = useState<Step>();
  useEffect(() => {
    if (!isOver) return undefined;
    const before = document.activeElement;
    panel.current?.querySelector('button')?.focus();
    return () => void (before instanceof HTMLElement && before.focus());
  }, [isOver]);
  return (
    <aside
      ref={panel}
      class={panelClass()}
      aria-label={t.value.chat.whoIsHere}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOver || step !== undefined) return;
        event.preventDefault(); // the chat stays
        onClose();
      }}
    >
      <header class="top">
        <div class="top__row">
          <h2 class="grow">{words.inGroup}</h2>
          <IconButton icon="x" label={words.closePanel} onClick={onClose} />
        </div>
      </header>
      <div class="scroll">
        <ul class="members">
          {conversation.members.map((member) => (
            <li key={member}>
              <Member author={member} />
            </li>
          ))}
          <li>
            <Myself />
          </li>
        </ul>
        <div class="side__acts">
          <Settings conversation={conversation} onStep={go} />
        </div>
        <p class="note note--seal">
          <Icon name="lock" size={18} />
          <span>{words.sealedGroup}</span>
        </p>
      </div>
      {step && <ChatStep step={step} conversation={conversation} onClose={() => go(undefined)} />}
    </aside>
  );
}

function Member({ author }: { readonly author: Exclude<Author, 'me'> }) {
  const model = useModel();
  const name = model.nameOf(author);
  const person = model.people.one(author).value;
  return (
    <a class="person" href={linkTo('contact', author)}>
      <Avatar fingerprint={author} />
      <span class="min0">
        <span class="person__n">
          <Name name={name} />
        </span>
        <span class="person__s">
          {person?.blocked === true ? (
            t.value.knowing.isBlocked
          ) : name.notThe === undefined ? (
            lightWords(person)
          ) : (
            <NotThe name={name} />
          )}
        </span>
      </span>
    </a>
  );
}

function Myself() {
  const model = useModel();
  const me = model.me.value;
  if (me === undefined) return undefined;
  return (
    <span class="person">
      <Avatar fingerprint={me.fingerprint} lamp={false} />
      <span class="min0">
        <span class="person__n">
          <Name name={model.nameOf('me')} />
        </span>
        <span class="person__s">
          <bdi>{myName(me)}</bdi>
        </span>
      </span>
    </span>
  );
}
