// What the user should notice while looking elsewhere: unread messages on tab and icon, and a notification for each chat that
// has something new. It says as much as the user wants said (You › Notifications), and of a stranger never a word.
import { effect } from '@preact/signals';
import type { ConversationId } from '../domain/ids.ts';
import type { Author, ConversationView, LastLine } from '../engine/port/messages.ts';
import type { Model } from './model/model.ts';
import { headCount, isListed, titleText } from './model/conversations.ts';
import { nameText } from './model/names.ts';
import { linkTo } from './route.ts';
import { bareText, lineOf } from './text/later.ts';
import { t, type Words } from './words/words.ts';
import './words/with-notices.ts';

/** What shows it (pwa/notices.ts). */
export interface NoticeBoard {
  show(notice: {
    readonly tag: string;
    readonly title: string;
    readonly body: string;
    readonly at: number;
    readonly hash: string;
  }): void;
  done(tag: string): void;
  count(unread: number): void;
}

interface Seen {
  readonly unread: number;
  readonly at: number;
}

/** Watches from now on: what is unread already is no news. Returns what ends it. */
export function watchNews(model: Model, board: NoticeBoard): () => void {
  const seen = new Map<ConversationId, Seen>();
  for (const one of model.conversations.peek().values()) seen.set(one.id, seenOf(one));
  /** After unlocking, what is unread then is no news either. */
  let isLocked = false;
  const endNews = effect(() => {
    if (model.identity.value.phase === 'locked') {
      isLocked = true;
      for (const id of seen.keys()) board.done(id);
      seen.clear();
      return;
    }
    if (isLocked) for (const one of model.conversations.value.values()) seen.set(one.id, seenOf(one));
    isLocked = false;
    for (const one of model.conversations.value.values()) {
      const before = seen.get(one.id);
      if (before?.unread === one.unread && before.at === one.lastSeq) continue;
      seen.set(one.id, seenOf(one));
      if (one.unread === 0 && (before?.unread ?? 0) > 0) board.done(one.id);
      else if (one.unread > (before?.unread ?? 0)) tell(model, board, one);
    }
  });
  const endCount = effect(() => board.count(model.unread.value.sealed));
  return () => {
    endNews();
    endCount();
  };
}

const seenOf = ({ unread, lastSeq: at }: ConversationView): Seen => ({ unread, at });

/** Of a muted or an archived chat, of the square, of strangers and of blocked keys, nothing. */
function tell(model: Model, board: NoticeBoard, one: ConversationView): void {
  if (!isListed(one)) return;
  const chosen = model.preferences.peek().notifications;
  // Browsers keep what a notification says on the disk, where with an app lock nothing readable may be.
  const notifications = chosen === 'off' || model.me.peek()?.lock === undefined ? chosen : 'quiet';
  const { id, kind, last, lastSeq, mutedUntil = 0 } = one;
  if (notifications === 'off' || kind === 'square' || last === undefined || last.author === 'me') return;
  if (mutedUntil > Date.now() || one.archived) return;
  const { title, body } = wordsFor(model, one, notifications);
  board.show({ tag: id, title, body, at: lastSeq, hash: linkTo('chat', id) });
}

type How = 'quiet' | 'names' | 'text';
function wordsFor(
  model: Model,
  one: ConversationView,
  how: How,
): { readonly title: string; readonly body: string } {
  const words = t.peek().notices;
  const { unread, last, kind } = one;
  const isKnown = (one: Author): boolean => one === 'me' || model.people.one(one).peek()?.known === true;
  if (how === 'quiet' || last === undefined || !isKnown(last.author))
    return { title: t.peek().app.name, body: words.fresh(unread) };
  // A stranger in it may have chosen the title, and their own name.
  const title = one.members.every(isKnown) ? bareText(titleText(one, model)) : words.group(headCount(one));
  if (how === 'names') return { title, body: words.fresh(unread) };
  const said = saidIn(last, words);
  const body = kind === 'group' ? words.says(nameText(model.nameOf(last.author)), said) : said;
  // Drawn by the system, which shows isolating signs as boxes.
  return { title, body: bareText(body) };
}

function saidIn({ what, text }: LastLine, words: Words['notices']): string {
  if (what === 'text') return lineOf(text);
  if (what === 'file') return words.somethingFile;
  return what === 'image' ? words.somethingImage : words.somethingOther;
}
