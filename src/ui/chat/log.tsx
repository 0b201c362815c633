// The messages of a conversation: newest at the bottom, older ones fetched as the reader climbs, "New" where unread began.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ConversationView, MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { titleText } from '../model/conversations.ts';
import { Icon } from '../parts/icon.tsx';
import { useLate } from '../parts/skeleton.tsx';
import { dayName } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { LastState } from './last-state.tsx';
import { MessageMenu, NoticeLine } from './later.tsx';
import { Run } from './run.tsx';
import { blocksOf, firstUnread } from './runs.ts';
import { useLogScroll } from './scroll.ts';
import { SealNote } from './seal-note.tsx';
import { moveAmongMessages } from './log-keys.ts';
import { useIsVisible } from './visible.ts';

export function Log({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.chat;
  const model = useModel();
  const window = model.messages.of(conversation.id);
  const messages = window.list.value;
  const box = useRef<HTMLDivElement>(null);
  const [menu, openMenu] = useState<MessageView>();
  const scroll = useLogScroll(box, () => void window.loadOlder());
  const isSeen = useIsVisible() && scroll.isAtBottom;
  const newFrom = useNewFrom(conversation, messages, isSeen);
  const newest = messages?.at(-1)?.seq;
  useEffect(() => {
    if (isSeen && conversation.unread > 0 && newest !== undefined)
      model.attempt(model.port.markRead(conversation.id, newest));
  }, [isSeen, conversation.unread, newest]);
  // What I send is where I am.
  const mineNewest = messages?.at(-1)?.author === 'me' ? newest : undefined;
  useEffect(() => void (mineNewest !== undefined && scroll.toBottom()), [mineNewest]);
  const blocks = useMemo(() => blocksOf(messages ?? [], newFrom), [messages, newFrom]);
  useLayoutEffect(scroll.hold, [blocks]);
  return (
    <>
      <div
        ref={box}
        class="log"
        role="log"
        aria-live="polite"
        aria-label={words.messagesWith(titleText(conversation, model))}
        tabIndex={0}
        onScroll={scroll.onScroll}
        onKeyDown={moveAmongMessages}
      >
        <div class="log__in">
          {messages === undefined ? <LogWaiting /> : <Top conversation={conversation} />}
          {blocks.map((block) => {
            if (block.kind === 'run')
              return (
                <Run
                  key={block.key}
                  author={block.author}
                  messages={block.messages}
                  isGroup={conversation.kind === 'group'}
                  onMenu={openMenu}
                />
              );
            if (block.kind === 'notice')
              return <NoticeLine key={block.key} message={block.message} onMenu={openMenu} />;
            return (
              <div key={block.key} class={block.kind === 'day' ? 'day' : 'newline'} role="separator">
                {block.kind === 'day' ? dayName(block.at) : words.new}
              </div>
            );
          })}
        </div>
      </div>
      {!scroll.isAtBottom && <Jump unread={conversation.unread} onJump={scroll.toBottom} />}
      <LastState messages={messages ?? []} />
      {menu && <MessageMenu message={menu} onClose={() => openMenu(undefined)} />}
    </>
  );
}

/** Where unread messages began when they came unseen; stays while the chat is open, so that the place can be found. */
function useNewFrom(
  { unread }: ConversationView,
  messages: readonly MessageView[] | undefined,
  isSeen: boolean,
): number | undefined {
  const [from, setFrom] = useState<number>();
  const before = useRef({ unread: 0, isFirst: true });
  useEffect(() => {
    if (messages === undefined) return;
    const { unread: unreadBefore, isFirst } = before.current;
    before.current = { unread, isFirst: false };
    // Someone who watches a message arrive needs no line above it.
    if (unread > 0 && (isFirst || (unreadBefore === 0 && !isSeen))) setFrom(firstUnread(messages, unread));
  }, [unread, messages, isSeen]);
  return from;
}

function Top({ conversation }: { readonly conversation: ConversationView }) {
  const window = useModel().messages.of(conversation.id);
  if (window.complete.value) return <SealNote conversation={conversation} />;
  return (
    <p class="note" role="status">
      {window.loading.value ? t.value.chat.loadingOlder : ''}
    </p>
  );
}

const LogWaiting = () => (
  <p class="note" role="status">
    {useLate() ? t.value.app.opening : ''}
  </p>
);

interface JumpProps {
  readonly unread: number;
  readonly onJump: () => void;
}
function Jump({ unread, onJump }: JumpProps) {
  const words = t.value.chat;
  return (
    <button
      type="button"
      class="jump"
      aria-label={unread > 0 ? words.jumpUnread(unread) : words.jump}
      onClick={onJump}
    >
      <Icon name="arrowdown" />
      {unread > 0 && (
        <span class="count" aria-hidden="true">
          {unread}
        </span>
      )}
    </button>
  );
}
