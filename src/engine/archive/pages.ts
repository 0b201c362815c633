// The pages of an export: a list of the chats, and each chat from its oldest message on, in pages of a size that browsers
// like. They are written as they are read from the store, never held as a whole.
import type { MessageView } from '../port/messages.ts';
import type { ArchiveWords } from '../port/archive.ts';
import { el, htmlText, PAGE_END, pageStart, type Html, type PageStyle } from './html.ts';
import type { Namer } from './names.ts';

/** One message and what of its file is in the zip. */
export interface Shown {
  readonly view: MessageView;
  readonly entry: string | undefined;
}
export interface Pages {
  readonly words: ArchiveWords;
  readonly namer: Namer;
  readonly style: PageStyle;
}
export interface ListedChat {
  readonly name: string;
  readonly page: string;
  readonly messages: number;
}

/** `chats/0001.html`, `chats/0001-2.html` … */
export const pageName = (chat: number, page: number): string =>
  `${String(chat).padStart(4, '0')}${page === 1 ? '' : `-${page}`}.html`;

export function* indexPage({ words, style }: Pages, chats: readonly ListedChat[]): Generator<string> {
  yield pageStart({ ...words, title: words.chats, style });
  yield htmlText(el('header', {}, el('h1', {}, words.chats), el('p', {}, words.note)));
  yield '<main><ul>';
  for (const { name, page, messages } of chats) {
    const link = el('a', { href: `chats/${page}` }, el('bdi', {}, name));
    const count = el('small', {}, `${words.messages}: ${new Intl.NumberFormat(words.lang).format(messages)}`);
    yield htmlText(el('li', {}, link, ' ', count));
  }
  yield `</ul></main>${PAGE_END}`;
}

export interface ChatPage {
  readonly title: string;
  readonly chat: number;
  readonly page: number;
  readonly messages: readonly Shown[];
  readonly hasNext: boolean;
}

export function* chatPage(
  pages: Pages,
  { title, chat, page, messages, hasNext }: ChatPage,
): Generator<string> {
  const { words, style } = pages;
  const nav = el(
    'nav',
    {},
    el('a', { href: '../index.html' }, words.chats),
    page > 1 ? el('a', { href: pageName(chat, page - 1) }, words.earlier) : undefined,
    hasNext ? el('a', { href: pageName(chat, page + 1) }, words.later) : undefined,
  );
  yield pageStart({ ...words, title, style });
  yield htmlText(nav, el('header', {}, el('h1', {}, el('bdi', {}, title)), el('p', {}, words.note)));
  yield '<main>';
  const dayOf = new Intl.DateTimeFormat(words.lang, { dateStyle: 'full' });
  let day = '';
  for (const shown of messages) {
    const its = dayOf.format(shown.view.at);
    if (its !== day) yield htmlText(el('h2', {}, its));
    day = its;
    yield htmlText(message(pages, shown));
  }
  yield `</main>${htmlText(nav)}${PAGE_END}`;
}

function message(pages: Pages, shown: Shown): Html {
  const { words, namer } = pages;
  const { view } = shown;
  if (view.notice !== undefined) return notice(pages, view);
  const at = new Date(view.at);
  const time = new Intl.DateTimeFormat(words.lang, { timeStyle: 'short' }).format(at);
  const isMine = view.author === 'me';
  return el(
    'article',
    isMine ? { class: 'mine' } : {},
    el('p', { class: 'who' }, el('b', {}, el('bdi', {}, namer.person(view.author)))),
    view.reply &&
      el(
        'blockquote',
        {},
        `${words.inAnswerTo} `,
        el('bdi', {}, namer.person(view.reply.author)),
        quoted(view.reply.text),
      ),
    view.deleted ? el('p', { class: 'text' }, el('small', {}, words.takenBack)) : undefined,
    file(words, shown),
    view.text === '' ? undefined : el('div', { class: 'text', dir: 'auto' }, view.text),
    reactions(pages, view),
    el('time', { datetime: at.toISOString() }, view.edited ? `${time} · ${words.edited}` : time),
  );
}

const quoted = (text: string): Html | undefined =>
  text === '' ? undefined : el('div', { class: 'text', dir: 'auto' }, text);

function notice({ words, namer }: Pages, { notice, author }: MessageView): Html {
  const what = notice?.kind === 'title' ? words.newTitle : words.newTimer;
  const title = notice?.kind === 'title' ? el('bdi', {}, ` ${notice.title}`) : undefined;
  return el('article', { class: 'notice' }, el('bdi', {}, namer.person(author)), ` ${what}`, title);
}

function file(words: ArchiveWords, { view, entry }: Shown): Html | undefined {
  if (view.file === undefined) return undefined;
  const { name, type, width, height } = view.file;
  const label = el('bdi', {}, name);
  if (entry === undefined) return el('p', { class: 'file' }, label, ' ', el('small', {}, words.notInside));
  const href = `../${entry}`;
  if (type !== 'image' || width === undefined || height === undefined)
    return el('p', { class: 'file' }, el('a', { href, download: name }, label));
  const size = { width: String(width), height: String(height) };
  return el('a', { href }, el('img', { src: href, alt: name, loading: 'lazy', ...size }));
}

function reactions({ namer }: Pages, { reactions = [] }: MessageView): Html | undefined {
  if (reactions.length === 0) return undefined;
  const each = reactions.map(({ emoji, who }) =>
    el('span', {}, `${emoji} `, el('small', {}, who.map((one) => namer.person(one)).join(', '))),
  );
  return el('div', { class: 'did' }, ...each);
}
