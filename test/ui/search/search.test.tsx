// Searching through messages: below the list of chats, and inside a chat.
// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fingerprint } from '../../../src/domain/ids.ts';
import type { SearchResult } from '../../../src/engine/port/search.ts';
import { en } from '../../../src/ui/words/en.ts';
import { setMedia } from '../../support/dom-shims.ts';
import { directId, FakeEngine, fileFor, SQUARE_ID } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';

const words = en.search;
let engine: FakeEngine;
let mira: Fingerprint;
let jo: Fingerprint;
beforeEach(() => {
  engine = new FakeEngine();
  mira = engine.addPerson('Mira', { petname: 'Mira', hasChat: true }).fingerprint;
  jo = engine.addPerson('Jo', { petname: 'Auntie Jo', hasChat: true }).fingerprint;
});

const type = async (text: string): Promise<void> => {
  fireEvent.input(screen.getByRole('searchbox', { name: en.chat.search }), { target: { value: text } });
  await settled();
  await settled();
};
const section = () => within(screen.getByRole('region', { name: words.messages }));
const hits = (): string[] =>
  section()
    .queryAllByRole('link')
    .map((row) => row.textContent ?? '');

describe('searching from the list of chats', () => {
  it('gets ready when the field is entered, and finds messages below chats and people', async () => {
    engine.addMessage(directId(mira), mira, 'The kettle is on');
    engine.addMessage(directId(jo), 'me', 'Mira has a kettle');
    await openApp(engine);
    fireEvent.focus(screen.getByRole('searchbox'));
    await settled();
    expect(engine.calledWith('search')[0]).toEqual([{ text: '', limit: 1 }]);
    await type('mira');
    expect(screen.getByRole('heading', { name: en.chat.chatsFound, level: 2 })).toBeTruthy();
    expect(hits()).toHaveLength(1);
    expect(hits()[0]).toMatch(/Auntie Jo.*You.*Mira has a kettle/);
    expect(section().getByRole('link').querySelector('mark')?.textContent).toBe('Mira');
    await type('kettle');
    expect(hits()).toHaveLength(2);
    expect(section().getAllByRole('status')[0]!.textContent).toBe('2 messages found');
  });

  it('says so when nothing has these words, and where the search itself failed', async () => {
    engine.addMessage(directId(mira), mira, 'The kettle is on');
    await openApp(engine);
    await type('zanzibar');
    expect(screen.getByRole('heading', { name: words.none })).toBeTruthy();
    engine.answers.fail = new Set(['search']);
    await type('kettle');
    expect(screen.getByRole('alert').textContent).toContain(words.failed);
    engine.answers.fail = new Set();
    fireEvent.click(screen.getByRole('button', { name: words.again }));
    await settled();
    expect(hits()).toHaveLength(1);
  });

  it('asks again while older messages are still being read, and says that they are', async () => {
    const message = engine.addMessage(directId(mira), mira, 'The kettle is on');
    const hit = { ...message, message: message.id, what: 'text', snippet: message.text, marks: [] } as const;
    const answers: SearchResult[] = [
      { hits: [], isMore: false, isReady: false },
      { hits: [hit], isMore: false, isReady: true },
    ];
    engine.answers.search = () => answers.shift()!;
    await openApp(engine);
    await type('kettle');
    expect(section().getByText(words.reading)).toBeTruthy();
    await vi.waitFor(() => act(() => expect(hits()).toHaveLength(1)));
    expect(screen.queryByText(words.reading)).toBeNull();
  });

  it('lets a slow answer to older words not overtake a newer one', async () => {
    engine.addMessage(directId(mira), mira, 'kettle and bread');
    let answerSlowly: (result: SearchResult) => void = () => undefined;
    const slow = new Promise<SearchResult>((resolve) => (answerSlowly = resolve));
    engine.answers.search = ({ text }) =>
      text === 'kett' ? slow : { hits: [], isMore: false, isReady: true };
    await openApp(engine);
    await type('kett');
    await type('kettx');
    const [hit] = engine.stored;
    const found = { ...hit!, message: hit!.id, what: 'text', snippet: 'kettle', marks: [] } as const;
    answerSlowly({ hits: [found], isMore: false, isReady: true });
    await settled();
    expect(screen.getByRole('heading', { name: words.none })).toBeTruthy();
  });

  it('narrows down to a person or to files, and shows more when asked', async () => {
    for (let at = 0; at < 30; at += 1) engine.addMessage(directId(mira), mira, `bread ${at}`);
    engine.addMessage(directId(jo), jo, 'bread from Jo', { file: fileFor('bread.pdf') });
    engine.addMessage(directId(jo), 'me', 'bread from me');
    await openApp(engine);
    await type('bread');
    expect(hits()).toHaveLength(20);
    fireEvent.click(section().getByRole('button', { name: words.more }));
    await settled();
    expect(hits()).toHaveLength(32);
    fireEvent.click(section().getByRole('button', { name: /From.*Auntie Jo/ }));
    await settled();
    expect(hits().join()).toMatch(/bread from Jo/);
    expect(hits()).toHaveLength(1);
    fireEvent.click(section().getByRole('button', { name: words.withFile }));
    fireEvent.click(section().getByRole('button', { name: words.fromMe }));
    await settled();
    expect(hits()).toHaveLength(0);
    expect(section().getByText(words.none)).toBeTruthy();
    expect(section().getByRole('button', { name: words.fromMe, pressed: true })).toBeTruthy();
  });

  it('shows posts of the square as what they are, and the name of a file that was found', async () => {
    const post = engine.addMessage(SQUARE_ID, mira, 'Bread at the bridge');
    const file = engine.addMessage(directId(jo), jo, '', { file: fileFor('bread.pdf') });
    engine.answers.search = () => ({
      hits: [
        { ...post, message: post.id, what: 'text', snippet: post.text, marks: [[0, 5]] },
        { ...file, message: file.id, what: 'file', snippet: 'bread.pdf', marks: [[0, 5]] },
      ],
      isMore: false,
      isReady: true,
    });
    await openApp(engine);
    await type('bread');
    const [first, second] = section().getAllByRole('link');
    expect(first!.getAttribute('href')).toBe('#/square');
    expect(first!.textContent).toContain('Public');
    expect(second!.textContent).toMatch(/File.*bread\.pdf/);
  });

  it('is as it was when the reader comes back from a find, and over when they went elsewhere', async () => {
    setMedia('(min-width: 720px)', false);
    engine.addMessage(directId(mira), mira, 'The kettle is on');
    await openApp(engine);
    await type('kettle');
    location.hash = section().getByRole('link').getAttribute('href')!;
    await settled();
    expect(screen.getByRole('log')).toBeTruthy();
    location.hash = '#/chats';
    await settled();
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('kettle');
    location.hash = '#/people';
    await settled();
    location.hash = '#/chats';
    await settled();
    expect(screen.getByRole<HTMLInputElement>('searchbox', { name: en.chat.search }).value).toBe('');
  });
});

describe('searching inside a chat', () => {
  const open = async (): Promise<HTMLInputElement> => {
    await openApp(engine, 'chat', directId(mira));
    fireEvent.click(screen.getByRole('button', { name: en.chat.searchIn }));
    await settled();
    return screen.getByRole<HTMLInputElement>('searchbox', { name: en.chat.searchIn });
  };
  const count = (): string => within(screen.getByRole('search')).getByRole('status').textContent ?? '';

  it('counts from the newest find, walks to older and newer ones, and closes into the conversation', async () => {
    for (const text of ['bread one', 'milk', 'bread two', 'bread three'])
      engine.addMessage(directId(mira), mira, text);
    engine.addMessage(directId(jo), jo, 'bread elsewhere');
    const field = await open();
    expect(document.activeElement).toBe(field);
    fireEvent.input(field, { target: { value: 'bread' } });
    await settled();
    expect(count()).toBe('1 of 3');
    fireEvent.keyDown(field, { key: 'Enter' });
    await settled();
    expect(count()).toBe('2 of 3');
    fireEvent.click(screen.getByRole('button', { name: words.older }));
    await settled();
    expect(count()).toBe('3 of 3');
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    await settled();
    expect(count()).toBe('2 of 3');
    fireEvent.input(field, { target: { value: 'nowhere' } });
    await settled();
    expect(count()).toBe(words.noneInChat);
    for (const name of [words.older, words.newer])
      expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
    fireEvent.keyDown(field, { key: 'Escape' });
    await settled();
    expect(screen.queryByRole('search')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('log'));
  });

  it('says "not here" only when everything was read', async () => {
    const answers = [false, true].map((isReady) => ({ hits: [], isMore: false, isReady, places: [] }));
    engine.addMessage(directId(mira), mira, 'milk');
    const field = await open();
    engine.answers.search = () => (answers.length > 1 ? answers.shift()! : answers[0]!);
    fireEvent.input(field, { target: { value: 'bread' } });
    await settled();
    expect(count()).toBe(words.reading);
    await vi.waitFor(() => act(() => expect(count()).toBe(words.noneInChat)));
  });

  it('goes over to the other chat when it is asked for there', async () => {
    setMedia('(min-width: 720px)', true);
    engine.addMessage(directId(mira), mira, 'bread');
    engine.addMessage(directId(jo), jo, 'bread');
    await open();
    fireEvent.contextMenu(screen.getByRole('link', { name: /Auntie Jo.*bread/ }));
    await settled();
    const menu = within(screen.getByRole('dialog'));
    fireEvent.click(menu.getByRole('button', { name: en.chat.searchIn }));
    await settled();
    expect(screen.getByRole('main', { name: /Auntie Jo/ })).toBeTruthy();
    expect(screen.getByRole('search')).toBeTruthy();
    setMedia('(min-width: 720px)', false);
  });

  it('is over when another chat is opened', async () => {
    engine.addMessage(directId(mira), mira, 'bread');
    engine.addMessage(directId(jo), jo, 'bread');
    await open();
    location.hash = `#/chat/${encodeURIComponent(directId(jo))}`;
    await settled();
    expect(screen.queryByRole('search')).toBeNull();
    location.hash = `#/chat/${encodeURIComponent(directId(mira))}`;
    await settled();
    expect(screen.queryByRole('search')).toBeNull();
  });
});
