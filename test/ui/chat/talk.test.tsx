// @vitest-environment jsdom
// A conversation as a whole: its title, its timer, who is writing.
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { setMedia } from '../../support/dom-shims.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press } from '../support/hands.ts';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';

const GROUP = 'g:garden' as ConversationId;
let engine: FakeEngine;
let mira: Fingerprint;
let owl: Fingerprint;
beforeEach(() => {
  engine = new FakeEngine();
  mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
  owl = engine.addPerson('owl', { claimed: 'nightowl' }).fingerprint;
  engine.addConversation(directId(mira));
  engine.addConversation(GROUP, { members: [mira, owl] });
});
const log = (): string[] =>
  [...screen.getByRole('log').querySelectorAll('.noticeline, .bubble')].map((line) => line.textContent);

describe('the title of a group', () => {
  it('is given in the panel, and stands in the bar and in a quiet line that is no bubble', async () => {
    await openApp(engine, 'chat', GROUP);
    await press('People in this group');
    await press(/^Name of this group/);
    const dialog = screen.getByRole('dialog');
    fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: 'Garden' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await settled();
    expect(engine.calledWith('setTitle')).toEqual([[GROUP, 'Garden']]);
    expect(screen.getByRole('heading', { level: 1 }).querySelector('.claim bdi')?.textContent).toBe('Garden');
    expect(document.querySelector('.chathead')?.textContent).toContain('Mira');
    expect(log()).toEqual(['You named this group “\u2068Garden\u2069”']);
    expect(document.querySelector('.log .bubble')).toBeNull();
  });

  it('says how many will not see it', async () => {
    engine.addPerson('owl', { claimed: 'nightowl', porchlight: false });
    await openApp(engine, 'chat', GROUP);
    await press('Chat actions');
    await press(/^Name of this group/);
    expect(screen.getByRole('dialog').textContent).toContain(
      '1 of them is not known to use Porchlight and will not see it.',
    );
  });

  it('names who gave it by the rules of names, with the words of others between signs that hold them', async () => {
    await openApp(engine, 'chat', GROUP);
    engine.notice(GROUP, owl, { kind: 'title', title: 'Mira left' });
    engine.notice(GROUP, mira, { kind: 'title', title: '' });
    await settled();
    const [first, second] = log();
    expect(first).toMatch(
      /^“\u2068nightowl\u2069” \u2068\w{4}\u2069 named this group “\u2068Mira left\u2069”$/,
    );
    expect(second).toBe('\u2068Mira\u2069 took the group’s name away');
  });

  it('is nothing that could be given to a chat of two', async () => {
    await openApp(engine, 'chat', directId(mira));
    await press('Chat actions');
    expect(screen.queryByRole('button', { name: /Name of this group/ })).toBeNull();
    expect(screen.getByRole('button', { name: /Disappearing messages/ })).toBeTruthy();
  });

  it('breaks no run open and is not counted as new', async () => {
    engine.addMessage(GROUP, mira, 'One');
    engine.notice(GROUP, mira, { kind: 'title', title: 'Garden' });
    engine.change(GROUP, { unread: 1 });
    await openApp(engine, 'chat', GROUP);
    const lines = [...document.querySelectorAll('.newline, .bubble, .noticeline')];
    expect(lines.map((line) => line.className.split(' ').at(-1))).toEqual([
      'newline',
      'bubble',
      'noticeline',
    ]);
  });
});

describe('the timer', () => {
  it('is set in the menu, which says what it cannot do', async () => {
    await openApp(engine, 'chat', directId(mira));
    await press('Chat actions');
    await press(/^Disappearing messages/);
    expect(screen.getByRole('dialog').textContent).toContain(
      'Best effort: other programs keep theirs, and nothing stops a photo of the screen.',
    );
    await press('1 day');
    expect(engine.calledWith('setTimer')).toEqual([[directId(mira), 86_400]]);
    expect(log()).toEqual(['You let new messages disappear after 1 day']);
    await press('Chat actions');
    expect(screen.getByRole('button', { name: /Disappearing messages/ }).textContent).toContain(
      'after 1 day',
    );
    await press(/^Disappearing messages/);
    expect(screen.getByRole('button', { name: /^1 day\s*chosen/ })).toBeTruthy();
    await press('Off');
    expect(log().at(-1)).toBe('You let new messages stay');
  });

  it('is seen on the messages that will go', async () => {
    engine.addMessage(directId(mira), mira, 'Stays');
    engine.addMessage(directId(mira), 'me', 'Goes', { ttl: 60, expiresAt: Date.now() + 60_000 });
    await openApp(engine, 'chat', directId(mira));
    const [stays, goes] = log();
    expect(stays).not.toContain('disappears');
    expect(goes).toMatch(/disappears \d/);
  });
});

describe('who is writing', () => {
  const write = (chat: ConversationId, who: readonly Fingerprint[]): void =>
    engine.emit({ type: 'writing', conversation: chat, who });

  it('is seen in the bar and in the list, until it is over', async () => {
    setMedia('(min-width: 720px)', true);
    engine.addMessage(directId(mira), mira, 'Hello');
    await openApp(engine, 'chat', directId(mira));
    write(directId(mira), [mira]);
    await settled();
    expect(screen.getAllByText('\u2068Mira\u2069 is writing…')).toHaveLength(2);
    write(directId(mira), []);
    await settled();
    expect(screen.queryByText(/is writing/)).toBeNull();
    setMedia('(min-width: 720px)', false);
  });

  it('names several', async () => {
    await openApp(engine, 'chat', GROUP);
    write(GROUP, [mira, owl]);
    await settled();
    expect(screen.getByText(/Mira.* and “.*nightowl.*are writing…/)).toBeTruthy();
  });

  it('is told of me only when I want it, and that I stopped when the field is empty', async () => {
    await openApp(engine, 'chat', directId(mira));
    const field = screen.getByRole('textbox');
    fireEvent.input(field, { target: { value: 'H' } });
    expect(engine.calledWith('writing')).toEqual([]);
    await engine.setPreferences({ typing: true });
    await settled();
    fireEvent.input(field, { target: { value: 'He' } });
    fireEvent.input(field, { target: { value: '' } });
    expect(engine.calledWith('writing')).toEqual([
      [directId(mira), true],
      [directId(mira), false],
    ]);
  });
});
