// Gestures and keys on the messages themselves: swipe or `r` answers, Enter opens the menu, and while several are being
// chosen every tap chooses. Listens at the log, so that no message carries a listener of its own.
import { useEffect } from 'preact/hooks';
import type { ConversationId } from '../../../domain/ids.ts';
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import type { Desk } from '../desk.ts';
import { isWhole, startReply, toggleChosen } from './deeds.ts';
import { onSwipeToEnd } from './swipe.ts';

export function useLogActs(conversation: ConversationId, desk: Desk): void {
  const model = useModel();
  useEffect(() => {
    const log = document.querySelector<HTMLElement>('.log');
    if (log === null) return undefined;
    const window = model.messages.of(conversation);
    const messageAt = (target: EventTarget | null): MessageView | undefined => {
      const row = target instanceof Element ? target.closest<HTMLElement>('.msg') : null;
      return row === null
        ? undefined
        : window.list.peek()?.find(({ seq }) => String(seq) === row.dataset['seq']);
    };
    const canReply = (row: EventTarget): boolean => {
      const message = messageAt(row);
      return message !== undefined && isWhole(message);
    };
    const reply = (row: EventTarget): boolean => {
      const message = messageAt(row);
      if (message === undefined || !isWhole(message)) return false;
      startReply(model, desk, message);
      return true;
    };
    const gone = (): void => model.toasts.show(t.peek().acts.noLonger, { icon: 'info' });
    const isHere = (seq: number): boolean => window.list.peek()?.some((one) => one.seq === seq) === true;
    desk.jump = (seq) => model.attempt(window.jump(seq).then(() => isHere(seq) || gone()));
    const ends = [
      () => void delete desk.jump,
      onSwipeToEnd(log, (row) => !desk.isChoosing.peek() && canReply(row), reply),
      listen(log, 'keydown', (event) => onKey(event, desk, messageAt, reply)),
      ...whileChoosing(log, desk, messageAt),
    ];
    return () => ends.forEach((end) => end());
  }, [model, desk, conversation]);
}

type Finds = (target: EventTarget | null) => MessageView | undefined;

function onKey(
  event: KeyboardEvent,
  desk: Desk,
  messageAt: Finds,
  reply: (row: EventTarget) => boolean,
): void {
  const { key, target: row } = event;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  // Keys in a button or a link of a message are theirs.
  if (!(row instanceof HTMLElement) || !row.matches('.msg') || !isPlain) return;
  const message = messageAt(row);
  if (message === undefined) return;
  if (desk.isChoosing.peek()) {
    if ((key !== 'Enter' && key !== ' ') || message.notice !== undefined) return;
    toggleChosen(desk, message);
  } else if (key === 'Enter')
    row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
  else if (!isR(event) || !reply(row)) return;
  event.preventDefault();
}

/** The key of that letter; on keyboards without Latin letters the one in its place. */
const isR = ({ key, code }: KeyboardEvent): boolean => key === 'r' || (code === 'KeyR' && !/[ -~]/.test(key));

/** Before anything in a message hears of it: a tap on a link or a picture chooses the message, too. */
function whileChoosing(log: HTMLElement, desk: Desk, messageAt: Finds): readonly (() => void)[] {
  const take = (event: Event): MessageView | undefined => {
    const { target } = event;
    if (!desk.isChoosing.peek() || (target instanceof Element && target.matches('.msg__tick')))
      return undefined;
    const message = messageAt(target);
    if (message === undefined) return undefined;
    event.preventDefault();
    event.stopPropagation();
    return message;
  };
  const choose = (event: Event): void => {
    const message = take(event);
    // What somebody did to the conversation is no message to be chosen.
    if (message !== undefined && message.notice === undefined) toggleChosen(desk, message);
  };
  return [
    listen(log, 'click', choose, { capture: true }),
    listen(log, 'contextmenu', (event) => void take(event), { capture: true }),
    // No long press; the tap still comes.
    listen(log, 'touchstart', (event) => desk.isChoosing.peek() && event.stopPropagation(), {
      capture: true,
      passive: true,
    }),
  ];
}

function listen<K extends keyof HTMLElementEventMap>(
  area: HTMLElement,
  type: K,
  hear: (event: HTMLElementEventMap[K]) => void,
  how: AddEventListenerOptions = {},
): () => void {
  area.addEventListener(type, hear, how);
  return () => area.removeEventListener(type, hear, how);
}
