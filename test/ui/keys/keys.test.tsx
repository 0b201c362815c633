// Keys that mean the same everywhere: the palette over chats, people and things to do, walking through chats, Esc, the help.
// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import { EarlyKeys } from '../../../src/ui/keys/early.tsx';
import { queryOf } from '../../../src/ui/keys/fuzzy.ts';
import { commandOf, SHORTCUTS } from '../../../src/ui/keys/shortcuts.ts';
import { go, route } from '../../../src/ui/route.ts';
import { en } from '../../../src/ui/words/en.ts';

let engine: FakeEngine;
let chats: readonly ConversationId[];
const person = (name: string, more = {}): Fingerprint =>
  engine.addPerson(name, { petname: name, ...more }).fingerprint;
beforeEach(() => {
  engine = new FakeEngine();
  chats = ['Jo', 'Priya', 'Mira'].map((name) => {
    const who = person(name, { hasChat: true });
    engine.addMessage(directId(who), who, `Hello from ${name}`);
    return directId(who);
  });
});
const press = async (
  key: string,
  more: KeyboardEventInit = {},
  target: Element = document.activeElement ?? document.body,
) => {
  fireEvent.keyDown(target, { key, ...more });
  await settled();
};
const openPalette = (): Promise<void> => press('k', { ctrlKey: true });
const field = (): HTMLElement => screen.getByRole('combobox');
const options = (): string[] => screen.queryAllByRole('option').map((one) => one.textContent ?? '');
const chosen = (): string => screen.getByRole('option', { selected: true }).textContent ?? '';
const type = async (text: string): Promise<void> => {
  fireEvent.input(field(), { target: { value: text } });
  await settled();
};

describe('the palette', () => {
  it('opens on Ctrl K, and goes again on Esc and Ctrl K', async () => {
    await openApp(engine);
    await openPalette();
    expect(field().getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id);
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    await settled();
    expect(screen.queryByRole('dialog')).toBeNull();
    await openPalette();
    await openPalette();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leads to the requests where there are any, and does not search in one', async () => {
    await openApp(engine);
    await openPalette();
    await type('requests');
    expect(options()).not.toContain(en.keys.requests);
    await openPalette();
    const [first] = chats;
    if (first === undefined) throw new Error('no chat');
    engine.change(first, { request: true });
    go('chat', first);
    await settled();
    await openPalette();
    await type('search in this');
    expect(options()).not.toContain(en.keys.searchHere);
    await type('requests');
    await press('Enter', {}, field());
    await settled();
    expect(route.value).toEqual({ name: 'chats', arg: 'requests' });
  });

  it('goes to a chat: letters, arrows, Enter', async () => {
    await openApp(engine);
    await openPalette();
    await type('mi');
    expect(options()[0]).toContain('Mira');
    const active = field().getAttribute('aria-activedescendant');
    expect(document.querySelector(`[id="${active}"]`)?.getAttribute('aria-selected')).toBe('true');
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(route.peek()).toEqual({ name: 'chat', arg: chats[2] }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('moves with the arrows, round and round', async () => {
    await openApp(engine);
    await openPalette();
    const first = chosen();
    await press('ArrowDown', {}, field());
    expect(chosen()).not.toBe(first);
    await press('ArrowUp', {}, field());
    expect(chosen()).toBe(first);
    await press('ArrowUp', {}, field());
    expect(chosen()).toBe(options().at(-1));
  });

  it('finds people without a chat by name and key, and things to do', async () => {
    const zoe = engine.addPerson('zoe', { claimed: 'Zoë' }).fingerprint;
    await openApp(engine);
    await openPalette();
    await type('zoe');
    expect(options()[0]).toMatch(/Zoë.*Person/);
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(route.peek()).toEqual({ name: 'contact', arg: zoe }));
    await openPalette();
    await type('dark');
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(engine.calledWith('setPreferences')).toEqual([[{ theme: 'dark' }]]));
  });

  it('has what was used last on top', async () => {
    await openApp(engine);
    await openPalette();
    await type('self-check');
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(route.peek()).toEqual({ name: 'you', arg: 'check' }));
    await openPalette();
    expect(chosen()).toContain('Self-check');
  });

  it('marks all as read, up to the newest message of each chat', async () => {
    engine.change(chats[0]!, { unread: 2, lastSeq: 7 });
    await openApp(engine);
    await openPalette();
    await type('mark all');
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(engine.calledWith('markRead')).toEqual([[chats[0], 7]]));
  });

  it('hands over to the search of messages what it does not know', async () => {
    const model = await openApp(engine);
    await openPalette();
    await type('string lights');
    expect(options()).toHaveLength(1);
    expect(options()[0]).toContain('string lights');
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(model.query.peek()).toBe('string lights'));
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')));
  });

  it('leads to every page of You', async () => {
    await openApp(engine);
    for (const [page, name] of Object.entries(en.pages)) {
      await openPalette();
      await type(name);
      await press('Enter', {}, field());
      await vi.waitFor(() => expect(route.peek()).toEqual({ name: 'you', arg: page }));
      go('chats');
      await settled();
    }
  });

  it('copies my fingerprint', async () => {
    const written: string[] = [];
    const clipboard = { writeText: async (text: string) => void written.push(text) };
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard }));
    await openApp(engine);
    await openPalette();
    await type('copy my finger');
    await press('Enter', {}, field());
    await vi.waitFor(() => expect(written[0]).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/i));
    vi.unstubAllGlobals();
  });

  it('opens as soon as it can when it was asked for too early', async () => {
    const { unmount } = render(<EarlyKeys />);
    expect(fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })).toBe(false);
    unmount();
    await openApp(engine);
    expect(field()).toBeTruthy();
  });

  it('lies over no other sheet', async () => {
    await openApp(engine, 'chat', chats[2]);
    fireEvent.contextMenu(document.querySelector('.msg')!);
    await settled();
    await openPalette();
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('fuzzy', () => {
  it('knows beginnings, middles and scattered letters, whatever the accents and the script', () => {
    const of = (typed: string, text: string): number => queryOf(typed).score(text);
    expect(of('mi', 'Mira')).toBeGreaterThan(of('mi', 'Auntie Mira'));
    expect(of('mi', 'Auntie Mira')).toBeGreaterThan(of('mi', 'Tamina'));
    expect(of('mi', 'Tamina')).toBeGreaterThan(of('mi', 'Mona Lisi'));
    expect(of('tomas', 'Tomás')).toBe(4);
    expect(of('ｍｉｒａ', 'Mira')).toBe(4);
    expect(of('京', '東京 花子')).toBe(2);
    expect(of('ΜΑΡ', 'Μαρία')).toBe(4);
    expect(of('jo aunt', 'Auntie Jo')).toBeGreaterThan(0);
    expect(of('xq', 'Mira')).toBe(0);
  });
  it('finds every text by its own beginning', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (text) => text.trim() === '' || queryOf(text).score(text) >= 0,
      ),
    );
    expect(queryOf('').score('anything')).toBe(0);
  });
});

describe('walking', () => {
  it('Alt and the arrows go through the chats, also while one writes', async () => {
    await openApp(engine, 'chat', chats[2]);
    await press('ArrowDown', { altKey: true });
    expect(route.peek().arg).toBe(chats[1]);
    await press('ArrowUp', { altKey: true }, screen.getByRole('textbox', { name: 'Sealed message' }));
    expect(route.peek().arg).toBe(chats[2]);
  });
  it('Alt and the arrows mean that in a field and among messages, too, whatever arrows mean there alone', async () => {
    for (const chat of chats) engine.addMessage(chat, 'me', 'Mine');
    await openApp(engine, 'chat', chats[1]);
    const textbox = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Sealed message' });
    await press('ArrowUp', { altKey: true }, textbox());
    expect(route.peek().arg).toBe(chats[2]);
    expect(textbox().value).toBe('');
    const message = document.querySelector<HTMLElement>('.log .msg')!;
    message.focus();
    await press('ArrowDown', { altKey: true }, message);
    expect(route.peek().arg).toBe(chats[1]);
    const marked = fireEvent.keyDown(screen.getByRole('log'), { key: 'ArrowUp', shiftKey: true });
    expect(marked).toBe(true); // marking text stays the browser's
  });
  it('Alt Shift ↓ goes to the next chat with something unread', async () => {
    engine.change(chats[0]!, { unread: 1 });
    await openApp(engine, 'chat', chats[2]);
    await press('ArrowDown', { altKey: true, shiftKey: true });
    expect(route.peek().arg).toBe(chats[0]);
  });
  it('F6 goes from the messages to the field, and lets the browser have it behind that', async () => {
    await openApp(engine, 'chat', chats[2]);
    screen.getByRole('log').focus();
    await press('F6');
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
    expect(fireEvent.keyDown(document.activeElement!, { key: 'F6' })).toBe(true);
    await press('F6', { shiftKey: true });
    expect(document.activeElement).toBe(screen.getByRole('log'));
  });
  it('Esc leaves a chat for the list on a phone, an answer first', async () => {
    const model = await openApp(engine);
    go('chat', chats[2]);
    await settled();
    const { deskOf } = await import('../../../src/ui/chat/desk.ts');
    const window = model.messages.of(chats[2]!);
    const desk = deskOf(model.messages, chats[2]!);
    desk.reply.value = window.list.peek()?.[0];
    await press('Escape', {}, document.body);
    expect(desk.reply.peek()).toBeUndefined();
    expect(route.peek().name).toBe('chat');
    await press('Escape', {}, document.body);
    await vi.waitFor(() => expect(route.peek().name).toBe('chats'));
  });
});

describe('Esc', () => {
  it('closes the people of a group that lie over the chat, and the chat stays', async () => {
    const group = 'g:two' as ConversationId;
    engine.addConversation(group, { members: chats.map((chat) => chat.slice(2) as Fingerprint) });
    await openApp(engine);
    go('chat', group);
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'People in this group' }));
    await settled();
    await press('Escape', {}, screen.getByRole('button', { name: 'Close panel' }));
    await new Promise((done) => setTimeout(done, 30));
    expect(screen.queryByRole('button', { name: 'Close panel' })).toBeNull();
    expect(route.peek()).toEqual({ name: 'chat', arg: group });
  });
});

describe('the help', () => {
  it('opens on ?, not while somebody types, and tells of every key', async () => {
    await openApp(engine, 'chat', chats[2]);
    await press('?', { shiftKey: true }, screen.getByRole('textbox', { name: 'Sealed message' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await press('?', { shiftKey: true }, screen.getByRole('log'));
    const dialog = screen.getByRole('dialog', { name: 'Keys' });
    for (const { does } of Object.values(SHORTCUTS).flat())
      expect(within(dialog).getByText(en.keys.does[does])).toBeTruthy();
  });
});

describe('keys of the browser and of input methods', () => {
  afterEach(() => vi.restoreAllMocks());
  it.each([
    { key: 'k' },
    { key: 'k', ctrlKey: true, shiftKey: true },
    { key: 'k', metaKey: true },
    { key: 'k', ctrlKey: true, altKey: true },
    { key: 'k', ctrlKey: true, isComposing: true },
    { key: 'ArrowDown' },
    { key: 'ArrowLeft', altKey: true },
    { key: 'ArrowUp', altKey: true, shiftKey: true },
    { key: 'ArrowDown', altKey: true, ctrlKey: true },
    { key: 'F6', altKey: true },
    { key: 'Tab' },
    { key: 'Escape', isComposing: true },
    { key: '?', ctrlKey: true },
    { key: '/' },
  ])('%o stay theirs', (init) => {
    expect(commandOf(new KeyboardEvent('keydown', init))).toBeUndefined();
  });
});
