// The messages of a conversation: newest at the bottom, more fetched as the reader scrolls, "New" where unread began.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ConversationView, MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { titleText, unreadFrom } from '../model/conversations.ts';
import type { MessageWindow } from '../model/window.ts';
import { Icon } from '../parts/icon.tsx';
import { useLate } from '../parts/skeleton.tsx';
import { dayName, number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { Arrived } from './arrived.tsx';
import { LastState } from './last-state.tsx';
import { MessageMenu, NoticeLine, SealNote } from './later.tsx';
import { Run } from './run.tsx';
import { blocksOf, firstUnread } from './runs.ts';
import { useLogScroll } from './scroll.ts';
import { moveAmongMessages } from './log-keys.ts';
import { useRead } from './read.ts';
import { useIsVisible } from './visible.ts';

export function Log({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.chat;
  const model = useModel();
  const window = model.messages.of(conversation.id);
  const messages = window.list.value;
  const box = useRef<HTMLDivElement>(null);
  const [menu, openMenu] = useState<MessageView>();
  useLayoutEffect(() => void window.enter(unreadFrom(conversation)), []);
  const isVisible = useIsVisible();
  const wasAtEnd = useRef(true);
  const newFrom = useNewFrom(conversation, window, isVisible && wasAtEnd.current);
  const blocks = useMemo(() => blocksOf(messages ?? [], newFrom), [messages, newFrom]);
  const scroll = useLogScroll(box, window, blocks, () => read());
  wasAtEnd.current = scroll.isAtEnd;
  const read = useRead(conversation.id, isVisible, scroll.seen);
  return (
    <>
      <div
        ref={box}
        class="log"
        role="log"
        aria-live="off" // pages are no news: <Arrived> tells what is
        aria-label={words.messagesWith(titleText(conversation, model))}
        tabIndex={0}
        onScroll={scroll.onScroll}
        onKeyDown={(event) => moveAmongMessages(event, window)}
      >
        <div class="log__in">
          {messages === undefined ? <LogWaiting /> : <Top conversation={conversation} window={window} />}
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
      {!scroll.isAtEnd && <Jump unread={conversation.unread} onJump={() => void window.toNewest()} />}
      <Arrived window={window} />
      <LastState window={window} />
      {menu && <MessageMenu message={menu} onClose={() => openMenu(undefined)} />}
    </>
  );
}

/**
 * Where unread messages began when they came unseen; stays while the chat is open, so that the place can be found.
 * Someone who watches a message arrive needs no line above it.
 */
function useNewFrom(
  { unread, readUpTo }: ConversationView,
  window: MessageWindow,
  isSeen: boolean,
): number | undefined {
  const line = useRef<{ readonly behind: number; readonly from?: number }>(undefined);
  const before = useRef<number>(undefined);
  if (unread > 0 && (before.current === undefined || (before.current === 0 && !isSeen)))
    line.current = { behind: readUpTo };
  before.current = unread;
  const messages = window.list.value;
  if (line.current === undefined || messages === undefined) return undefined;
  const { behind } = line.current;
  // Only where the window reaches back to what was read is the first one that it has the first of all.
  const reaches = !window.hasOlder.value || (messages[0]?.seq ?? Infinity) <= behind;
  const from = line.current.from ?? (reaches ? firstUnread(messages, behind) : undefined);
  if (from !== undefined) line.current = { behind, from };
  return from;
}

interface TopProps {
  readonly conversation: ConversationView;
  readonly window: MessageWindow;
}
function Top({ conversation, window }: TopProps) {
  if (!window.hasOlder.value) return <SealNote conversation={conversation} />;
  return (
    <p class="note" role="status">
      {window.loading.value === 'older' ? t.value.chat.loadingOlder : ''}
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
          {unread > 999 ? `${number(999)}+` : number(unread)}
        </span>
      )}
    </button>
  );
}
