// Going around by keys: from chat to chat, and between the list, the messages and the field.
import type { ConversationId } from '../../domain/ids.ts';
import { deskOf, stopTopmost } from '../chat/desk.ts';
import { toConversationId } from '../ids.ts';
import { width } from '../layout.ts';
import { inOrder } from '../model/conversations.ts';
import type { Model } from '../model/model.ts';
import { go, goBack, route } from '../route.ts';

/** The chat that is open. */
export function openChat(): ConversationId | undefined {
  const { name, arg } = route.peek();
  return name === 'chat' && arg !== undefined ? toConversationId(arg) : undefined;
}

const inList = (model: Model) =>
  inOrder(model.conversations.peek().values()).filter(({ archived }) => !archived);

/** From chat to chat leaves no steps: back is where the walk began. */
const toChat = (id: ConversationId): void => go('chat', id, openChat() === undefined ? 'push' : 'replace');

/** Goes `step` chats down the list; from elsewhere to its first or last one. */
export function walkChats(model: Model, step: 1 | -1): void {
  const chats = inList(model);
  const here = chats.findIndex(({ id }) => id === openChat());
  const next = here < 0 ? chats.at(step > 0 ? 0 : -1) : chats[here + step];
  if (next !== undefined) toChat(next.id);
}

/** To the next chat down the list with something unread, round and round. */
export function toNextUnread(model: Model): void {
  const chats = inList(model);
  const here = chats.findIndex(({ id }) => id === openChat());
  const next = [...chats.slice(here + 1), ...chats.slice(0, here + 1)].find(
    ({ id, unread }) => unread > 0 && id !== openChat(),
  );
  if (next !== undefined) toChat(next.id);
}

/** Where F6 stops, in the order of reading, and what takes the focus there. */
const REGIONS: readonly (readonly [region: string, target: string])[] = [
  [
    '.pane--list, main:not(.pane--main) > .scroll',
    '[aria-current]:not(h1), .chatrow, .person, a[href], button',
  ],
  ['.log', '[data-seq]:last-of-type'],
  ['.comp', 'textarea'],
];

/** Moves the focus to the next region; false behind the last one, where the browser's own bars are next. */
export function walkRegions(step: 1 | -1): boolean {
  const there = REGIONS.flatMap(([region, target]) => {
    const area = document.querySelector<HTMLElement>(region);
    const stop = area === null ? undefined : area.tabIndex >= 0 ? area : lastOrFirst(area, target);
    return area === null || stop === undefined ? [] : [{ area, stop }];
  });
  const here = there.findIndex(({ area }) => area.contains(document.activeElement));
  const next = here < 0 && step < 0 ? there.at(-1) : there[here + step];
  next?.stop.focus();
  return next !== undefined;
}

/** Of posts the newest, of rows the first that fits. */
function lastOrFirst(area: HTMLElement, target: string): HTMLElement | undefined {
  const all = [...area.querySelectorAll<HTMLElement>(target)];
  return area.matches('.log') ? all.at(-1) : (all.find((one) => one.ariaCurrent !== null) ?? all[0]);
}

/** Esc where nothing else took it: out of an answer or an edit, else from a chat to the list where they take turns. */
export function leave(model: Model): boolean {
  const chat = openChat();
  if (chat === undefined) return false;
  const desk = deskOf(model.messages, chat);
  if (desk.isChoosing.peek()) return false;
  if (stopTopmost(desk)) return true;
  if (width.peek() === 'narrow') goBack('chats');
  else document.querySelector<HTMLElement>('.comp textarea')?.focus();
  return true;
}
