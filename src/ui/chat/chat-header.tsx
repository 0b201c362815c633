// The bar of a chat: with whom, sealed, and whether their light is on.
import { useState } from 'preact/hooks';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Face, Title } from '../chats/chat-row.tsx';
import { ChatMenu, Writing } from '../chats/later.tsx';
import { hasMouse, width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { headCount, isListed, membersText, otherOf, titleText } from '../model/conversations.ts';
import { IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Sealed } from '../parts/marks.tsx';
import { NotThe } from '../parts/name.tsx';
import { goBack, linkTo } from '../route.ts';
import { searchIn } from '../search/open.ts';
import { sinceWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';

export interface ChatHeaderProps {
  readonly conversation: ConversationView;
  /** Of a group: the panel of its people. */
  readonly panel: { readonly isOpen: boolean; readonly onToggle: () => void } | undefined;
}

export function ChatHeader({ conversation, panel }: ChatHeaderProps) {
  const words = t.value.chat;
  const model = useModel();
  const isNarrow = width.value === 'narrow';
  const other = otherOf(conversation);
  const name = other === undefined ? undefined : model.nameOf(other);
  const [isMenu, openMenu] = useState(false);
  const inside = (
    <>
      <Face conversation={conversation} size={isNarrow ? 40 : 42} />
      <span class="min0 chathead__t">
        <Heading
          title={titleText(conversation, model)}
          level={isNarrow ? 1 : 2}
          class="row"
          focus={!hasMouse.value}
        >
          <Title conversation={conversation} />
        </Heading>
        {name?.notThe === undefined ? <Under conversation={conversation} /> : <NotThe name={name} />}
      </span>
    </>
  );
  return (
    <header class="top top--line">
      <div class="top__row chathead">
        {isNarrow && (
          <IconButton icon="back" flip label={words.backToChats} onClick={() => goBack('chats')} />
        )}
        {other === undefined ? (
          <span class="row grow chathead__in">{inside}</span>
        ) : (
          <a class="row grow chathead__in" href={linkTo('contact', other)}>
            {inside}
          </a>
        )}
        {isListed(conversation) && !(isNarrow && panel) && (
          <IconButton
            icon="search"
            label={words.searchIn}
            onClick={() => (searchIn.value = conversation.id)}
          />
        )}
        {isMenu && <ChatMenu conversation={conversation} onClose={() => openMenu(false)} />}
        {panel && (
          <IconButton
            icon="people"
            label={words.whoIsHere}
            soft={panel.isOpen}
            pressed={panel.isOpen}
            onClick={panel.onToggle}
          />
        )}
        <IconButton icon="dots" label={words.chatActions} onClick={() => openMenu(true)} />
      </div>
    </header>
  );
}

function Under({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.chat;
  const model = useModel();
  if (model.writing.value.has(conversation.id)) return <Writing conversation={conversation} />;
  const people = conversation.members.map((member) => model.people.one(member).value);
  if (conversation.title !== undefined) return <Sealed>{membersText(conversation, model)}</Sealed>;
  if (conversation.kind === 'group') {
    const on = people.filter((person) => person?.light === 'on').length;
    return (
      <Sealed>
        {words.sealedFor(headCount(conversation))} · {words.lightsOn(on)}
      </Sealed>
    );
  }
  const [one] = people;
  if (one === undefined || one.light === 'unknown') return <Sealed>{t.value.app.sealed}</Sealed>;
  if (one.light === 'on') return <Sealed>{words.sealedOn}</Sealed>;
  const { lightSince } = one;
  return (
    <Sealed>
      {lightSince === undefined ? words.sealedOff : words.sealedOffSince(sinceWhen(lightSince))}
    </Sealed>
  );
}
