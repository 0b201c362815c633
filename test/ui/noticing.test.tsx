// What is noticed while one looks elsewhere: which messages, in which words, and when it goes away again.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { ConversationView } from '../../src/engine/port/messages.ts';
import { createModel, type Model } from '../../src/ui/model/model.ts';
import { plainAppState, type NoticeState } from '../../src/ui/model/app-state.ts';
import { watchNews, type NoticeBoard } from '../../src/ui/noticing.ts';
import * as part from '../../src/ui/text/part.ts';
import { textPart } from '../../src/ui/text/later.ts';
import { en } from '../../src/ui/words/en.ts';
import { speak } from '../../src/ui/words/words.ts';
import { FakeEngine, SQUARE_ID } from '../support/fake-engine.ts';
import { openApp, settled } from '../support/ui.tsx';
import { press } from './support/hands.ts';

const words = en.notices;
type Shown = Parameters<NoticeBoard['show']>[0];

interface Watched {
  readonly model: Model;
  readonly shown: Shown[];
  readonly done: string[];
  readonly counts: number[];
}

let engine = new FakeEngine();
beforeEach(() => {
  engine = new FakeEngine();
  textPart.value = part;
});

async function watched(): Promise<Watched> {
  speak({ tag: 'en-GB', dir: 'ltr', words: en });
  const model = createModel(engine, plainAppState);
  await model.start();
  await settled();
  model.people.flush();
  const [shown, done, counts]: [Shown[], string[], number[]] = [[], [], []];
  watchNews(model, {
    show: (notice) => void shown.push(notice),
    done: (tag) => void done.push(tag),
    count: (unread) => void counts.push(unread),
  });
  return { model, shown, done, counts };
}

const chatWith = (seed: string, more: Partial<ConversationView> = {}) => {
  const person = engine.addPerson(seed, { known: true, petname: seed });
  return engine.addConversation(`d:${person.fingerprint}` as ConversationId, more);
};
let seq = 0;
const says = (chat: ConversationView, text: string, more: Partial<ConversationView> = {}): void => {
  const [author = 'me'] = chat.members;
  const last = { author, text, what: 'text', at: Date.now(), state: undefined } as const;
  engine.emit({
    type: 'conversations',
    upsert: [{ ...chat, last, lastSeq: (seq += 1), unread: 1, ...more }],
    removed: [],
  });
};
const prefer = (notifications: 'off' | 'quiet' | 'names' | 'text'): void =>
  engine.emit({ type: 'preferences', preferences: { ...engine.preferences, notifications } });

describe('a notification', () => {
  it('says that there is a message, and nothing of it', async () => {
    const mira = chatWith('Mira');
    const { shown } = await watched();
    says(mira, 'The key is under the mat');
    expect(shown).toMatchObject([{ tag: mira.id, title: en.app.name, body: 'New message' }]);
    expect(JSON.stringify(shown)).not.toMatch(/Mira|mat/);
  });

  it('says who and what where one wants that', async () => {
    const mira = chatWith('Mira');
    const { shown } = await watched();
    prefer('names');
    says(mira, 'Soup');
    prefer('text');
    says(mira, 'Soup is ready', { unread: 2 });
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ['Mira', 'New message'],
      ['Mira', 'Soup is ready'],
    ]);
    expect(shown[1]?.at).toBeGreaterThan(shown[0]?.at ?? Infinity);
  });

  it('of what came later counts as newer, also where the clock was set back in between', async () => {
    const mira = chatWith('Mira');
    const { shown } = await watched();
    vi.spyOn(Date, 'now').mockReturnValueOnce(2e12).mockReturnValue(1e12);
    says(mira, 'Soup');
    says(mira, 'Soup is ready', { unread: 2 });
    vi.restoreAllMocks();
    expect(shown[1]!.at).toBeGreaterThan(shown[0]!.at);
  });

  it('of a group has its title only where no stranger may have chosen it, and the words without markup', async () => {
    const [mira, jo] = ['Mira', 'Jo'].map(
      (seed) => engine.addPerson(seed, { known: true, petname: seed }).fingerprint,
    );
    const eve = engine.addPerson('Eve', { known: false, claimed: 'Your bank' }).fingerprint;
    const group = (id: string, members: ConversationView['members']): ConversationView =>
      engine.addConversation(id as ConversationId, { members, title: 'Pay here' });
    const [known, strange] = [group('g:a', [mira!, jo!]), group('g:b', [mira!, eve])];
    const { shown } = await watched();
    prefer('text');
    says(known, 'All **well**');
    says(strange, 'Hello');
    says({ ...strange, members: [eve, mira!] }, 'Call this number', { unread: 2 });
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ['“Pay here”', 'Mira: All well'],
      ['A group of 3', 'Mira: Hello'],
      [en.app.name, '2 new messages'],
    ]);
  });

  it('behind an app lock says no more than that there is a message, and goes when it is locked', async () => {
    const mira = chatWith('Mira');
    if (!('me' in engine.identity)) throw new Error('nobody');
    const lock = { passkey: undefined };
    engine.identity = { phase: 'ready', me: { ...engine.identity.me, lock } };
    const { shown, done } = await watched();
    prefer('text');
    says(mira, 'The key is under the mat');
    expect(shown.map(({ title, body }) => [title, body])).toEqual([[en.app.name, 'New message']]);
    await engine.lock('now');
    await settled();
    expect(done).toEqual([mira.id]);
    engine.change(mira.id, { unread: 1 });
    await engine.unlock({ passphrase: '' });
    await settled();
    expect(shown).toHaveLength(1); // what was unread then is no news
  });

  it('never shows a stranger’s name or words', async () => {
    const person = engine.addPerson('Eve', { known: false, claimed: 'Your bank' });
    const eve = engine.addConversation(`d:${person.fingerprint}` as ConversationId);
    const { shown } = await watched();
    prefer('text');
    says(eve, 'Call this number');
    expect(shown).toMatchObject([{ title: en.app.name, body: 'New message' }]);
  });

  it('does not come for what is muted, archived, public, mine, old or switched off', async () => {
    const mira = chatWith('Mira', { unread: 3 });
    const square = engine.addConversation(SQUARE_ID);
    const { shown } = await watched();
    says(mira, 'Old', { unread: 3 });
    says(mira, 'Muted', { unread: 4, mutedUntil: Infinity });
    says(mira, 'Away', { unread: 5, archived: true });
    says(square, 'Hello all');
    const own = { author: 'me', text: 'Mine', what: 'text', at: Date.now(), state: undefined } as const;
    engine.emit({ type: 'conversations', upsert: [{ ...mira, last: own, unread: 6 }], removed: [] });
    prefer('off');
    says(mira, 'Off', { unread: 7 });
    expect(shown).toEqual([]);
    prefer('quiet');
    says(mira, 'Awake again', { unread: 8, mutedUntil: Date.now() - 1 });
    expect(shown).toHaveLength(1);
  });

  it('goes when the chat was read, and tab and icon count what is unread', async () => {
    const mira = chatWith('Mira');
    const { done, counts } = await watched();
    says(mira, 'Soup');
    says(mira, 'Soup is ready', { unread: 2 });
    expect(done).toEqual([]);
    says(mira, 'Soup is ready', { unread: 0 });
    expect(done).toEqual([mira.id]);
    expect(counts).toEqual([0, 1, 2, 0]);
  });
});

describe('the question', () => {
  const asked: string[] = [];
  const permission = signal<'missing' | 'default' | 'granted' | 'denied'>('default');
  const notices: NoticeState = {
    permission,
    ask: async () => {
      asked.push('browser');
      permission.value = 'granted';
    },
    test: (...said) => void asked.push(said.join(': ')),
  };
  const app = { ...plainAppState, notices };
  beforeEach(() => {
    asked.length = 0;
    permission.value = 'default';
  });

  it('is put once, after the first answer, and never again', async () => {
    const mira = chatWith('Mira');
    await openApp(engine, 'chats', undefined, app);
    expect(screen.queryByRole('region', { name: words.askTitle })).toBe(null);
    says(mira, 'Hello');
    await settled();
    expect(screen.getByRole('region', { name: words.askTitle })).toBeTruthy();
    expect(asked).toEqual([]); // not before a tap
    await press(words.yes);
    expect(asked).toEqual(['browser']);
    expect(engine.preferences.noticesAsked).toBe(true);
    expect(screen.queryByRole('region', { name: words.askTitle })).toBe(null);
  });

  it('takes no for an answer', async () => {
    const mira = chatWith('Mira');
    await openApp(engine, 'chats', undefined, app);
    says(mira, 'Hello');
    await settled();
    await press(words.notNow);
    expect(asked).toEqual([]);
    expect(screen.queryByRole('region', { name: words.askTitle })).toBe(null);
  });

  it('can be answered in the settings, which say when nothing arrives', async () => {
    await openApp(engine, 'you', 'notifications', app);
    expect(screen.getByText(words.onlyOpenTitle)).toBeTruthy();
    fireEvent.click(screen.getByRole('switch', { name: new RegExp(words.show) }));
    await settled();
    expect(asked).toEqual(['browser']);
    fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${words.names}The name`) }));
    await settled();
    expect(engine.preferences.notifications).toBe('names');
    await press(words.test);
    expect(asked).toHaveLength(2);
    fireEvent.click(screen.getByRole('switch', { name: new RegExp(words.show) }));
    await settled();
    expect(engine.preferences.notifications).toBe('off');
    expect(screen.queryByRole('radio')).toBe(null);
  });

  it('says what to do where the browser refuses, or has none', async () => {
    permission.value = 'denied';
    await openApp(engine, 'you', 'notifications', app);
    expect(screen.getByText(words.denied)).toBeTruthy();
    permission.value = 'missing';
    await settled();
    expect(screen.getByText(words.missing)).toBeTruthy();
    expect(screen.queryByRole('switch')).toBe(null);
  });
});
