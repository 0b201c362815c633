// Opens the menu of a chat from its row: by right click, Shift F10 or a long press. Listens at the list, so that rows stay cheap.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import { useLongPress } from '../chat/long-press.ts';
import { toConversationId } from '../ids.ts';
import { useModel } from '../model/context.ts';
import { readRoute } from '../route.ts';
import { ChatMenu } from './chat-menu.tsx';

/** The chat whose row this is in. */
function chatAt(target: EventTarget | null): ConversationId | undefined {
  const row = target instanceof Element ? target.closest('a.chatrow') : null;
  const { name, arg } = readRoute(row?.getAttribute('href') ?? '');
  return name === 'chat' && arg !== undefined ? toConversationId(arg) : undefined;
}

/** Stands inside the element that holds the rows. */
export function RowMenus() {
  const model = useModel();
  const [chat, open] = useState<ConversationId>();
  const here = useRef<HTMLSpanElement>(null);
  const touched = useRef<ConversationId>(undefined);
  const isOpen = useRef(false);
  const press = useLongPress(() => open(touched.current));
  isOpen.current = chat !== undefined;
  useEffect(() => {
    const list = here.current?.parentElement;
    const off = new AbortController();
    const listen = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      run: (event: HTMLElementEventMap[Type]) => void,
    ): void => list?.addEventListener(type, run, { signal: off.signal });
    listen('contextmenu', (event) => {
      const found = chatAt(event.target);
      if (found === undefined) return;
      event.preventDefault();
      open(found);
    });
    listen('touchstart', ({ target }) => {
      touched.current = chatAt(target);
      if (touched.current !== undefined) press.onTouchStart();
    });
    for (const type of ['touchmove', 'touchend', 'touchcancel'] as const) listen(type, press.onTouchEnd);
    // The finger that opened the menu is lifted.
    listen(
      'click',
      (event) => isOpen.current && chatAt(event.target) !== undefined && event.preventDefault(),
    );
    return () => off.abort();
  }, []);
  const conversation = chat === undefined ? undefined : model.conversations.value.get(chat);
  return (
    <span ref={here}>
      {conversation && <ChatMenu conversation={conversation} onClose={() => open(undefined)} />}
    </span>
  );
}
