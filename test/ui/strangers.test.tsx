// @vitest-environment jsdom
// What strangers have written, and who is blocked: what the page shows, and what it asks the engine for.
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId, Fingerprint } from '../../src/domain/ids.ts';
import { watchNews } from '../../src/ui/noticing.ts';
import { route } from '../../src/ui/route.ts';
import { en } from '../../src/ui/words/en.ts';
import { keyTag } from '../../src/lib/key-tag.ts';
import { directId, FakeEngine, fileFor, SQUARE_ID } from '../support/fake-engine.ts';
import { openApp, settled } from '../support/ui.tsx';

const words = en.knowing;
let engine: FakeEngine;
let kofi: Fingerprint;
let chat: ConversationId;
beforeEach(() => {
  engine = new FakeEngine();
  kofi = engine.addPerson('kofi', {
    claimed: 'Kofi',
    hasChat: true,
    servers: ['library.example'],
  }).fingerprint;
  chat = directId(kofi);
  engine.addMessage(chat, kofi, 'Hello, see https://library.example/new');
  engine.change(chat, { request: true, unread: 1 });
});
const press = async (name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> => {
  fireEvent.click(screen.getByRole(role, { name }));
  await settled();
};
const pressIn = async (role: string, name: string): Promise<void> => {
  fireEvent.click(within(screen.getByRole(role)).getByRole('button', { name }));
  await settled();
};

describe('a request', () => {
  it('is a quiet line over the chats: it stands in no list and is counted nowhere', async () => {
    const model = await openApp(engine, 'chats');
    expect(screen.queryByText('Hello, see https://library.example/new')).toBeNull();
    expect(model.unread.value.sealed).toBe(0);
    expect(document.title).not.toMatch(/^\(/);
    await press(words.requestsCount(1), 'link');
    const row = screen.getByRole('link', { name: /Kofi/ });
    expect(row.textContent).toContain(keyTag(kofi, 8));
    expect(row.querySelector('.count')).toBeNull();
  });

  it('makes no notification, and begins to when it is accepted', async () => {
    const model = await openApp(engine, 'people');
    const shown: string[] = [];
    const end = watchNews(model, {
      show: ({ tag }) => void shown.push(tag),
      done: () => undefined,
      count: () => undefined,
    });
    engine.receive(chat, kofi, 'Are you there?');
    await settled();
    expect(shown).toEqual([]);
    await engine.acceptRequest(chat);
    engine.receive(chat, kofi, 'Thank you');
    await settled();
    expect(shown).toEqual([chat]);
    end();
  });

  it('has no composer, no link that leads anywhere and no file to fetch, until it is accepted', async () => {
    engine.addMessage(chat, kofi, '', {
      file: fileFor('garden.png', { state: { kind: 'remote', confirm: 'none' } }),
    });
    engine.change(chat, { request: true });
    await openApp(engine, 'chat', chat);
    expect(screen.queryByRole('textbox')).toBeNull();
    const log = screen.getByRole('log');
    expect(within(log).queryByRole('link')).toBeNull();
    expect(within(log).queryByRole('button', { name: /Download/ })).toBeNull();
    const about = screen.getByRole('region', { name: words.whoWrites });
    expect(about.textContent).toContain(keyTag(kofi, 8));
    await press(words.accept);
    expect(engine.calledWith('acceptRequest')).toEqual([[chat]]);
    expect(screen.getByRole('textbox')).toBeTruthy();
    const open = screen.getByRole('log');
    expect(within(open).getByRole('link')).toBeTruthy();
    expect(within(open).getByRole('button', { name: /Download/ })).toBeTruthy();
  });

  it('offers no search in it, which would find no place to be shown', async () => {
    const offers = (): boolean => screen.queryByRole('button', { name: en.chat.searchIn }) !== null;
    await openApp(engine, 'chat', chat);
    expect(offers()).toBe(false);
    await press(en.chat.chatActions);
    expect(offers()).toBe(false);
    cleanup();
    engine.change(chat, { request: false });
    await openApp(engine, 'chat', chat);
    expect(offers()).toBe(true);
  });

  it('says who introduced its key, and only of one that nobody did that nobody did', async () => {
    const about = (): string => screen.getByRole('region', { name: words.whoWrites }).textContent;
    await openApp(engine, 'chat', chat);
    expect(about()).toContain('Nobody you know has vouched');
    const by = engine.addPerson('Ada', { petname: 'Ada' }).fingerprint;
    engine.setPerson(kofi, { vouches: [{ by, name: 'Kofi', at: 0, checked: true }] });
    cleanup();
    await openApp(engine, 'chat', chat);
    expect(about()).not.toContain('Nobody you know');
    expect(about()).toContain('introduced to you by \u2068Ada\u2069');
  });

  it('is deleted after a question, and the chats are shown', async () => {
    await openApp(engine, 'chat', chat);
    await press(words.delete);
    expect(engine.calledWith('declineRequest')).toEqual([]);
    await pressIn('alertdialog', words.delete);
    expect(engine.calledWith('declineRequest')).toEqual([[chat, false]]);
    expect(route.value.name).toBe('chats');
  });

  it('is blocked after what that means was said', async () => {
    await openApp(engine, 'chat', chat);
    await press(words.block);
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain(words.oneKey);
    expect(dialog.textContent).toContain('there it still is a member');
    await pressIn('alertdialog', words.block);
    expect(engine.calledWith('declineRequest')).toEqual([[chat, true]]);
  });

  it('of a group names everybody in it, each by the long tag', async () => {
    const ada = engine.addPerson('ada', { claimed: 'Ada' }).fingerprint;
    const group = engine.addConversation('g:x' as ConversationId, { members: [kofi, ada], request: true });
    engine.addMessage(group.id, ada, 'Come along');
    engine.change(group.id, { request: true });
    await openApp(engine, 'chat', group.id);
    const about = screen.getByRole('region', { name: words.whoWrites });
    for (const one of [kofi, ada]) expect(about.textContent).toContain(keyTag(one, 8));
  });

  it('is found by searching, and said to be one', async () => {
    const model = await openApp(engine, 'chats');
    model.query.value = 'kofi';
    await settled();
    expect(screen.getByText(words.wantsToWrite)).toBeTruthy();
  });

  it('is marked among the people', async () => {
    await openApp(engine, 'people');
    expect(screen.getByText(en.people.wantsToWrite)).toBeTruthy();
  });
});

describe('an alarm', () => {
  it('stands over the chat and leads to both keys side by side', async () => {
    const mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
    const other = engine.addPerson('other', { claimed: 'Mіra' }).fingerprint; // і is Cyrillic
    engine.addMessage(directId(other), other, 'It is me');
    await openApp(engine, 'chat', directId(other));
    expect(screen.getByText(/is not the .*Mira.* you know/)).toBeTruthy();
    await press(en.alike.compare, 'link');
    const both = screen.getByRole('region', { name: en.alike.compareTitle });
    expect(both.textContent).toContain(keyTag(mira, 8));
    expect(both.textContent).toContain(keyTag(other, 8));
  });

  it('is there for my own name and for the app’s, and for nobody else', async () => {
    for (const [claimed, said] of [
      ['Аnna', en.alike.notYou],
      ['Роrchlight', en.alike.notOurs],
    ] as const) {
      const one = engine.addPerson(claimed, { claimed }).fingerprint;
      engine.addMessage(directId(one), one, 'Hi');
      await openApp(engine, 'chat', directId(one));
      expect(screen.getAllByText(said).length).toBeGreaterThan(0);
    }
    const owl = engine.addPerson('owl', { claimed: 'nightowl' }).fingerprint;
    engine.addMessage(directId(owl), owl, 'Hoo');
    await openApp(engine, 'chat', directId(owl));
    expect(screen.queryByRole('link', { name: en.alike.compare })).toBeNull();
  });
});

describe('a blocked key', () => {
  it('stands in no list of chats or people but its own, folded at the end', async () => {
    engine.change(chat, { request: false, blocked: true });
    engine.setPerson(kofi, { blocked: true, known: true });
    await openApp(engine, 'chats');
    expect(screen.queryByRole('link', { name: /Kofi/ })).toBeNull();
    cleanup();
    await openApp(engine, 'people');
    expect(screen.queryByRole('link', { name: /Kofi/ })).toBeNull();
    await press(/^Blocked/);
    expect(screen.getByRole('link', { name: /Kofi/ })).toBeTruthy();
  });

  it('is let in again where the composer was', async () => {
    engine.change(chat, { request: false, blocked: true });
    engine.setPerson(kofi, { blocked: true });
    await openApp(engine, 'chat', chat);
    expect(screen.queryByRole('textbox')).toBeNull();
    await press(words.unblock);
    expect(engine.calledWith('setBlocked')).toEqual([[kofi, false]]);
    expect(screen.getByRole('textbox')).toBeTruthy();
  });

  it('in a group is told of in a quiet line, and what one writes there goes on', async () => {
    const ada = engine.addPerson('ada', { petname: 'Ada' }).fingerprint;
    engine.setPerson(kofi, { blocked: true });
    const group = engine.addConversation('g:x' as ConversationId, { members: [kofi, ada] });
    await openApp(engine, 'chat', group.id);
    expect(screen.getByText(words.blockedInGroup(1))).toBeTruthy();
    expect(screen.getByRole('textbox')).toBeTruthy();
  });

  it('is blocked on its page, or muted for a week instead', async () => {
    engine.change(chat, { request: false });
    await openApp(engine, 'contact', kofi);
    await press(/^Block/);
    await pressIn('alertdialog', words.muteInstead);
    const [[id, change] = []] = engine.calledWith('setConversation');
    expect(id).toBe(chat);
    expect((change as { mutedUntil: number }).mutedUntil).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    await press(/^Block/);
    await pressIn('alertdialog', words.block);
    expect(engine.calledWith('setBlocked')).toEqual([[kofi, true]]);
  });
});

describe('a person’s page', () => {
  it('keeps a note of up to 2,000 characters', async () => {
    const model = await openApp(engine, 'contact', kofi);
    await press(new RegExp(words.note));
    const field = screen.getByRole('textbox');
    fireEvent.input(field, { target: { value: 'x'.repeat(2001) } });
    await settled();
    expect(screen.getByRole('alert').textContent).toBe(words.tooLong(1));
    expect(screen.getByRole('button', { name: en.you.save })).toHaveProperty('disabled', true);
    fireEvent.input(field, { target: { value: 'Yellow door' } });
    await settled();
    await press(en.you.save);
    expect(engine.calledWith('setNote')).toEqual([[kofi, 'Yellow door']]);
    model.people.flush();
    await settled();
    expect(screen.getByText('Yellow door')).toBeTruthy();
  });

  it('names every server that lists the key, and since when the light is on', async () => {
    engine.setPerson(kofi, { servers: ['library.example', 'elm.example'], lightSince: Date.now() });
    await openApp(engine, 'contact', kofi);
    for (const server of ['library.example', 'elm.example']) expect(screen.getByText(server)).toBeTruthy();
    expect(screen.getByText(/^On since/)).toBeTruthy();
  });

  it('warns before a second person gets the same name', async () => {
    engine.addPerson('Mira', { petname: 'Mira' });
    await openApp(engine, 'contact', kofi);
    await press(new RegExp(en.contact.nameYouGave));
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'mirа' } }); // а is Cyrillic
    await settled();
    expect(screen.getByText(/You already call .*Mira.* that/)).toBeTruthy();
    fireEvent.input(screen.getByRole('textbox'), { target: { value: 'You' } });
    await settled();
    expect(screen.getByText(words.nameOurs)).toBeTruthy();
  });
});

describe('saying hello in the square', () => {
  it('is a post that is confirmed, once', async () => {
    engine.addConversation(SQUARE_ID);
    engine.preferences = { ...engine.preferences, squareConfirmed: true };
    await openApp(engine, 'square');
    await press(words.sayHello);
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain('👋 I am Anna');
    expect(engine.calledWith('sendText')).toEqual([]);
    await pressIn('alertdialog', en.square.postForEveryone);
    expect(engine.calledWith('sendText')).toEqual([[SQUARE_ID, '👋 I am Anna']]);
    expect(screen.queryByRole('button', { name: words.sayHello })).toBeNull();
  });

  it('is not offered any more to who does not want it', async () => {
    engine.addConversation(SQUARE_ID);
    await openApp(engine, 'square');
    await press(words.notNow);
    expect(engine.preferences.helloDone).toBe(true);
    expect(screen.queryByRole('button', { name: words.sayHello })).toBeNull();
  });
});
