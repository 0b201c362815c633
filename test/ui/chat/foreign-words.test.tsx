// What other people chose (texts, names, titles) decides its own direction and not that of what stands around it: a name from
// right to left never turns the line it stands in (T33).
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { SearchResult } from '../../../src/engine/port/search.ts';
import { go } from '../../../src/ui/route.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { pick, scene, type Scene, write } from './acts/scene.ts';

const NAME = 'מירה';
const TEXT = 'שלום, מה שלומך?';
const TITLE = 'הגינה';
const GROUP = 'g:three' as ConversationId;

/** In the chat with somebody whose claimed name and words run from right to left. */
function inChat(text = TEXT): Scene & { readonly route: ConversationId } {
  const here = scene();
  const { engine, mira, chat } = here;
  engine.people.set(mira.fingerprint, { ...mira, petname: undefined, claimed: NAME });
  engine.addMessage(chat, mira.fingerprint, text);
  return { ...here, route: chat };
}
/** In the group that somebody gave a title. */
function inGroup(): Scene & { readonly route: ConversationId } {
  const here = inChat();
  here.engine.addMessage(GROUP, here.mira.fingerprint, TEXT);
  here.engine.change(GROUP, { title: TITLE });
  return { ...here, route: GROUP };
}
function reply(): Promise<void> {
  return pick(TEXT, 'Reply');
}

const PLACES = [
  ['a plain text', '.log .bubble', TEXT, inChat, undefined],
  ['a text with marks', '.log .bubble', `${TEXT} מאוד`, () => inChat(`${TEXT} **מאוד**`), undefined],
  ['a quote inside a text', '.log .bubble blockquote', TEXT, () => inChat(`> ${TEXT}\n\nok`), undefined],
  ['a line of a list', '.log .bubble li', TEXT, () => inChat(`- ${TEXT}\n- ok`), undefined],
  ['the name in the header', '.chathead', NAME, inChat, undefined],
  ['the title in the header', '.chathead', TITLE, inGroup, undefined],
  ['the title in the list', '.chatrow', TITLE, inGroup, toList],
  ['the name in the list', '.chatrow', NAME, inChat, toList],
  ['the last text in the list', '.chatrow .prev', TEXT, inChat, toList],
  ['the name in a group', '.log .run', NAME, inGroup, undefined],
  ['the text that is answered', '.comp__ctx .quote__line', TEXT, inChat, reply],
  ['the name of whom is answered', '.comp__ctx .quote__who', NAME, inChat, reply],
  ['the text in the menu', '.menu__text', TEXT, inChat, openMenu],
] as const;

async function toList(): Promise<void> {
  go('chats');
  await settled();
}
async function openMenu(): Promise<void> {
  fireEvent.contextMenu(document.querySelector('.log .msg')!);
  await settled();
}

/** The innermost element with the whole of `text` that has a direction of its own. */
function isolatorOf(place: string, text: string): Element | null {
  const around = [...document.querySelectorAll(place)].find((one) => one.textContent.includes(text));
  expect(around, `${place} shows ${text}`).toBeDefined();
  const inner = [...around!.querySelectorAll('*'), around!].filter((one) => one.textContent.includes(text));
  const deepest = inner.find((one) => ![...one.children].some((child) => child.textContent.includes(text)));
  const found = deepest?.closest('bdi:not([dir]), [dir]') ?? null;
  return around!.contains(found) ? found : null;
}

it.each(PLACES)('%s has its own direction', async (_, place, text, start, then) => {
  const { engine, route } = start();
  await openApp(engine, 'chat', route);
  await then?.();
  const found = isolatorOf(place, text);
  expect(found === null ? 'none' : (found.getAttribute('dir') ?? found.localName)).toMatch(/^(?:auto|bdi)$/);
  // And of nothing beside it: what says more than this text is turned with it.
  expect(found!.textContent.replaceAll(/[\u2066-\u2069]/g, '').length).toBeLessThan(text.length + 24);
});

it('a quote in a bubble has, too, and so has whom it quotes', async () => {
  const { engine, chat, route } = inChat();
  await openApp(engine, 'chat', route);
  await reply();
  await write('ok');
  fireEvent.keyDown(screen.getByRole('textbox', { name: /^Sealed message/ }), { key: 'Enter' });
  await settled();
  expect(engine.calledWith('sendText')[0]?.[0]).toBe(chat);
  for (const [place, text] of [
    ['.log .quote__line', TEXT],
    ['.log .quote__who', NAME],
  ] as const) {
    const found = isolatorOf(place, text);
    expect(found === null ? place : (found.getAttribute('dir') ?? found.localName)).toMatch(/^(?:auto|bdi)$/);
  }
});

it('what was found has, and so has what is being written', async () => {
  const { engine, mira, chat } = inChat();
  const hit = { ...engine.addMessage(chat, mira.fingerprint, TEXT), what: 'text', snippet: TEXT } as const;
  const answer: SearchResult = {
    hits: [{ ...hit, message: hit.id, marks: [] }],
    isMore: false,
    isReady: true,
  };
  engine.answers.search = () => answer;
  await openApp(engine, 'chats');
  const search = screen.getByRole('searchbox');
  expect(search.getAttribute('dir')).toBe('auto');
  fireEvent.input(search, { target: { value: 'שלום' } });
  await settled();
  await settled();
  expect(isolatorOf('.hit__text', TEXT)?.localName).toBe('bdi');
  expect(isolatorOf('.hit', NAME)?.localName).toBe('bdi');
  go('chat', chat);
  await settled();
  expect(screen.getByRole('textbox', { name: /^Sealed message/ }).getAttribute('dir')).toBe('auto');
});
