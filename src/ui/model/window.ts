// A window onto one conversation: the messages between two ends, without a gap, and never many. It grows on the side where
// the reader goes and is cut on the other; what happens outside of it is found when the reader gets there.
import { batch, signal } from '@preact/signals';
import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { EnginePort } from '../../engine/port.ts';
import type { MessagePage, MessageView, Place } from '../../engine/port/messages.ts';

/** A screen and a bit: a chat opens at once, and scrolling brings no more at a time than a frame can take. */
const PAGE = 30;
/** With a screen on both sides. */
const AROUND = 50;
/** Kept on the page at most. */
export const MOST = 200;
/** Behind the first message, whatever its number is. */
const START = Number.MIN_SAFE_INTEGER;

/** Where the reader is: this message's upper edge so many pixels under the upper edge of the log. */
export interface Spot {
  readonly seq: number;
  readonly top: number;
}
/** What the log is to scroll to: an end of the conversation, where unread messages begin, or a message, which is marked. */
export type Aim =
  | { readonly to: 'newest' | 'oldest' | 'unread' }
  | { readonly to: 'message'; readonly seq: number };

export interface WindowStart {
  /** Of the newest message that was told when the window opened. */
  readonly lastSeq: number;
  /** Where unread messages may begin; undefined when there are none to be shown first. */
  readonly unreadFrom: number | undefined;
  /** Where the reader was the last time. */
  readonly spot: Spot | undefined;
}

export type MessageWindow = ReturnType<typeof openWindow>;

/** Opens it and asks for its first page. */
export function openWindow(
  conversation: ConversationId,
  port: Pick<EnginePort, 'messages'>,
  failed: (cause: unknown) => void,
  start: WindowStart,
) {
  const list = signal<readonly MessageView[] | undefined>(undefined);
  const hasOlder = signal(false);
  const hasNewer = signal(false);
  const loading = signal<Side | undefined>(undefined);
  const aim = signal<Aim | undefined>(undefined);
  const arrived = signal<MessageView | undefined>(undefined);
  /** The list is all that is stored from the first of these to the second, both included. */
  let [from, to] = [Infinity, -Infinity];
  /** The newest ever told: what is above it has just been written. */
  let top = start.lastSeq;
  let turn = 0;
  /** What events tell while a page is on its way: it may be newer than the page. */
  let meanwhile: { readonly upsert: MessageView[]; readonly gone: Set<MessageId> } | undefined;

  const isInside = ({ seq }: MessageView): boolean => seq >= from && seq <= to;
  /** Shows at most `MOST` of them, those on the side of `kept`. */
  const show = (messages: readonly MessageView[], kept: Side): void => {
    const some = kept === 'older' ? messages.slice(0, MOST) : messages.slice(-MOST);
    if (some.length < messages.length) {
      if (kept === 'older') to = some.at(-1)?.seq ?? to;
      else from = some[0]?.seq ?? from;
    }
    top = Math.max(top, some.at(-1)?.seq ?? top);
    list.value = some;
    hasOlder.value = from > -Infinity;
    hasNewer.value = to < Infinity;
  };
  /** Asks for a page. One at a time: a later one makes the answer worthless. */
  const ask = async (place: Place, limit: number, kept: Side, take: Take, next?: Aim): Promise<void> => {
    turn += 1;
    const mine = turn;
    meanwhile = { upsert: [], gone: new Set() };
    loading.value = kept;
    try {
      const page = await port.messages(conversation, place, limit);
      if (mine !== turn) return;
      const { upsert, gone } = meanwhile;
      batch(() => {
        const isThere = ({ id }: MessageView): boolean => !gone.has(id);
        const found = take(page).filter(isThere);
        show(merged(found, upsert.filter(isInside).filter(isThere)), kept);
        if (next !== undefined) aim.value = next;
      });
    } catch (cause) {
      if (mine === turn) failed(cause);
    } finally {
      if (mine === turn) {
        meanwhile = undefined;
        loading.value = undefined;
      }
    }
  };
  const reachOlder = ({ messages, hasOlder: isMore }: MessagePage): void => {
    from = isMore ? (messages[0]?.seq ?? -Infinity) : -Infinity;
  };
  const reachNewer = ({ messages, hasNewer: isMore }: MessagePage): void => {
    to = isMore ? (messages.at(-1)?.seq ?? Infinity) : Infinity;
  };
  const anew: Take = (page) => {
    reachOlder(page);
    reachNewer(page);
    return page.messages;
  };
  /** Where `isHere` it has only to be scrolled to. */
  const goTo = async (next: Aim, place: Place, isHere: boolean): Promise<void> => {
    if (list.peek() !== undefined && isHere) aim.value = next;
    else
      await ask(
        place,
        place === 'newest' ? PAGE : AROUND,
        next.to === 'newest' ? 'newer' : 'older',
        anew,
        next,
      );
  };
  const window = {
    /** Oldest first; undefined until the first page is here. */
    list,
    hasOlder,
    hasNewer,
    /** On which side a page is being asked for. */
    loading,
    /** Where to scroll; who has done it takes it away. */
    aim,
    /** The last message that somebody wrote while this window was there. */
    arrived,
    /** Where the reader is; undefined: at the newest message, and stays there. Written by the log. */
    spot: start.spot,
    async loadOlder(): Promise<void> {
      if (loading.peek() !== undefined || !hasOlder.peek()) return;
      await ask({ before: from }, PAGE, 'older', (page) => {
        reachOlder(page);
        return [...page.messages, ...(list.peek() ?? [])];
      });
    },
    async loadNewer(): Promise<void> {
      if (loading.peek() !== undefined || !hasNewer.peek()) return;
      await ask({ after: to }, PAGE, 'newer', (page) => {
        reachNewer(page);
        return [...(list.peek() ?? []), ...page.messages];
      });
    },
    /** Goes to a message, wherever it is, and marks it for a moment. */
    jump: (seq: number): Promise<void> =>
      goTo({ to: 'message', seq }, { around: seq }, seq >= from && seq <= to),
    toNewest: (): Promise<void> => goTo({ to: 'newest' }, 'newest', to === Infinity),
    toOldest: (): Promise<void> => goTo({ to: 'oldest' }, { after: START }, from === -Infinity),
    /** The reader comes (back) to the chat: to the place that was left, else to what is unread, from `seq` on. */
    async enter(unreadFrom: number | undefined): Promise<void> {
      const isOnTheWay = loading.peek() !== undefined || aim.peek() !== undefined;
      if (unreadFrom === undefined || isOnTheWay || window.spot !== undefined) return;
      await goTo({ to: 'unread' }, { around: unreadFrom }, unreadFrom >= from && unreadFrom <= to);
    },
    /** Reads again what it has: something may have been stored and not told. */
    async refresh(): Promise<void> {
      if (list.peek() === undefined) return; // its first page is being asked for anyway
      const atNewest = to === Infinity && window.spot === undefined;
      const behind = from === -Infinity ? START : from - 1;
      await ask(atNewest ? 'newest' : { after: behind }, MOST, atNewest ? 'newer' : 'older', anew);
    },
    apply(upsert: readonly MessageView[], removed: ReadonlySet<MessageId>): void {
      meanwhile?.upsert.push(...upsert);
      for (const id of removed) meanwhile?.gone.add(id);
      const now = list.peek();
      if (now === undefined) return; // the first page is on its way
      const written = upsert.filter(({ seq }) => seq > top);
      const left = now.filter(({ id }) => !removed.has(id));
      const fresh = upsert.filter(isInside);
      top = Math.max(top, ...written.map(({ seq }) => seq));
      // Who reads further up keeps what is on the page; the rest comes when it is scrolled to. And a page that is on its way
      // must find the end that it was asked for.
      const kept = loading.peek() ?? (window.spot === undefined ? 'newer' : 'older');
      if (fresh.length > 0 || left.length < now.length) show(merged(left, fresh), kept);
      const last = written.findLast(({ author }) => author !== 'me') ?? arrived.peek();
      const told = upsert.findLast(({ id }) => id === last?.id) ?? last;
      arrived.value = told === undefined || told.deleted || removed.has(told.id) ? undefined : told;
      // What I send is where I am.
      if (written.some(({ author, state }) => author === 'me' && state?.kind === 'queued'))
        void window.toNewest();
    },
  };
  const { spot, unreadFrom } = start;
  if (spot !== undefined) void ask({ around: spot.seq }, AROUND, 'older', anew);
  else if (unreadFrom !== undefined) void goTo({ to: 'unread' }, { around: unreadFrom }, false);
  else void ask('newest', PAGE, 'newer', anew);
  return window;
}

type Side = 'older' | 'newer';
/** Takes an answer into the window; gives what it shows then. */
type Take = (page: MessagePage) => readonly MessageView[];

/** Both lists in order of arrival; the second wins where both know a message. */
function merged(old: readonly MessageView[], fresh: readonly MessageView[]): readonly MessageView[] {
  if (fresh.length === 0) return old;
  const bySeq = new Map(old.map((message) => [message.seq, message]));
  for (const message of fresh) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
