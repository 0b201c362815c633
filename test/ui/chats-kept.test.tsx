// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { directId, FakeEngine } from '../support/fake-engine.ts';
import { openApp, settled } from '../support/ui.tsx';
import { press } from './support/hands.ts';
import type { ConversationId, Fingerprint } from '../../src/domain/ids.ts';

let engine: FakeEngine;
const who = new Map<string, Fingerprint>();
beforeEach(() => {
  engine = new FakeEngine();
  for (const [at, name] of ['Mira', 'Jo', 'Tom'].entries()) {
    const { fingerprint } = engine.addPerson(name, { petname: name, hasChat: true });
    who.set(name, fingerprint);
    engine.addMessage(directId(fingerprint), fingerprint, `Words of ${name}`, { at: 1e12 + at * 1000 });
  }
});
const chatOf = (name: string): ConversationId => directId(who.get(name) as Fingerprint);
const shown = (): string[] =>
  [...document.querySelectorAll('a.chatrow')].map(
    (row) => /square|Mira|Jo|Tom/.exec(row.textContent)?.[0] ?? '',
  );
const rowOf = (name: string): HTMLElement =>
  [...document.querySelectorAll<HTMLElement>('a.chatrow')].find((row) => row.textContent.includes(name))!;
async function menuOf(name: string): Promise<void> {
  fireEvent.contextMenu(rowOf(name));
  await settled();
}

describe('the menu of a chat', () => {
  it('pins: the latest pin stands on top, with a mark that is said', async () => {
    await openApp(engine);
    expect(shown()).toEqual(['square', 'Tom', 'Jo', 'Mira']);
    let now = 2e12;
    engine.now = () => (now += 1);
    await menuOf('Jo');
    await press('Pin to the top');
    await menuOf('Mira');
    await press('Pin to the top');
    expect(shown()).toEqual(['square', 'Mira', 'Jo', 'Tom']);
    expect(rowOf('Jo').textContent).toContain('pinned');
    await menuOf('Mira');
    await press('Unpin');
    expect(shown()).toEqual(['square', 'Jo', 'Tom', 'Mira']);
    expect(rowOf('Mira').textContent).not.toContain('pinned');
  });

  it('goes by arrow keys, round and round', async () => {
    await openApp(engine);
    await menuOf('Jo');
    const entries = [...screen.getByRole('dialog').querySelectorAll<HTMLElement>('.menu__card button')];
    entries[0]!.focus();
    fireEvent.keyDown(entries[0]!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(entries[1]);
    fireEvent.keyDown(entries[1]!, { key: 'ArrowUp' });
    fireEvent.keyDown(entries[0]!, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(entries.at(-1));
  });

  it('mutes for a time: a quiet count, left out of every sum, and loud again by the same menu', async () => {
    engine.change(chatOf('Mira'), { unread: 3 });
    engine.change(chatOf('Jo'), { unread: 2 });
    await openApp(engine);
    expect(document.title).toMatch(/^\(5\) /);
    await menuOf('Mira');
    await press('Mute');
    const before = Date.now();
    await press('8 hours');
    const [, change] = engine.calledWith('setConversation')[0] as [unknown, { mutedUntil: number }];
    expect(change.mutedUntil - before).toBeGreaterThanOrEqual(8 * 3_600_000);
    expect(change.mutedUntil - before).toBeLessThan(8 * 3_600_000 + 60_000);
    expect(document.title).toMatch(/^\(2\) /);
    expect(rowOf('Mira').querySelector('.count--quiet')?.textContent).toContain('3');
    expect(rowOf('Mira').textContent).toContain('muted');
    await menuOf('Mira');
    await press(/^Turn on again/);
    expect(document.title).toMatch(/^\(5\) /);
  });

  it('mutes for good', async () => {
    await openApp(engine);
    await menuOf('Mira');
    await press('Mute');
    await press('Until I turn it on again');
    expect(engine.calledWith('setConversation')).toEqual([[chatOf('Mira'), { mutedUntil: Infinity }]]);
    await menuOf('Mira');
    expect(screen.getByRole('button', { name: /^Turn on again/ }).textContent).toContain(
      'until you turn it on again',
    );
  });

  it('archives into a fold of its own, and takes it back', async () => {
    engine.change(chatOf('Mira'), { unread: 1 });
    await openApp(engine);
    await menuOf('Mira');
    await press('Archive');
    expect(shown()).toEqual(['square', 'Tom', 'Jo']);
    expect(document.title).not.toMatch(/^\(/);
    await press('Undo');
    expect(shown()).toContain('Mira');
    await menuOf('Mira');
    await press('Archive');
    const fold = screen.getByRole('button', { name: /^Archived/ });
    expect(fold.getAttribute('aria-expanded')).toBe('false');
    await press(/^Archived/);
    expect(shown()).toEqual(['square', 'Tom', 'Jo', 'Mira']);
    await menuOf('Mira');
    await press('Take out of the archive');
    expect(screen.queryByRole('button', { name: /^Archived/ })).toBeNull();
    expect(shown()).toContain('Mira');
  });

  it('clears only after a word that says what is lost, and an emptied direct chat is gone from the list', async () => {
    await openApp(engine);
    await menuOf('Mira');
    await press('Clear messages');
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain('deleted from this device. Others keep theirs.');
    expect(engine.calledWith('clearConversation')).toEqual([]);
    fireEvent.click(within(dialog).getByRole('button', { name: 'Clear' }));
    await settled();
    expect(engine.calledWith('clearConversation')).toEqual([[chatOf('Mira')]]);
    expect(shown()).toEqual(['square', 'Tom', 'Jo']);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('takes an empty group out of the list, which only then has that to offer', async () => {
    const members = ['Mira', 'Jo'].map((name) => who.get(name) as Fingerprint);
    engine.addConversation('g:supper' as ConversationId, { members });
    await openApp(engine);
    fireEvent.contextMenu(document.querySelectorAll('a.chatrow')[1]!);
    await settled();
    expect(screen.queryByRole('button', { name: 'Clear messages' })).toBeNull();
    await press('Take out of the list');
    expect(shown()).toEqual(['square', 'Tom', 'Jo', 'Mira']);
    expect(screen.queryByRole('button', { name: /^Archived/ })).toBeNull();
  });

  it('opens by a long press, whose lifted finger opens nothing else', async () => {
    await openApp(engine);
    vi.useFakeTimers();
    fireEvent.touchStart(rowOf('Mira'));
    vi.advanceTimersByTime(600);
    vi.useRealTimers();
    await settled();
    expect(screen.getByRole('button', { name: 'Archive' })).toBeTruthy();
    expect(fireEvent.click(rowOf('Mira'))).toBe(false);
    await press('Cancel');
    expect(fireEvent.click(rowOf('Mira'))).toBe(true);
  });

  it('is in the chat itself, too', async () => {
    await openApp(engine, 'chat', chatOf('Mira'));
    await press('Chat actions');
    await press('Pin to the top');
    expect(engine.calledWith('setConversation')).toEqual([[chatOf('Mira'), { pinned: true }]]);
  });
});

describe('a title', () => {
  it('is quoted like every name that others choose, with the people under it in the chat and where it is found', async () => {
    const members = ['Mira', 'Jo'].map((name) => who.get(name) as Fingerprint);
    const id = 'g:supper' as ConversationId;
    engine.addConversation(id, { members, title: 'Garden' });
    await openApp(engine);
    const row = rowOf('Garden');
    expect(row.querySelector('.claim bdi')?.textContent).toBe('Garden');
    expect(row.querySelector('.pet')).toBeNull();
    expect(row.textContent).toMatch(/Mira.*Jo/);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'gard' } });
    await settled();
    await settled();
    expect(rowOf('Garden').textContent).toMatch(/Mira.*Jo/);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'jo' } });
    await settled();
    expect(rowOf('Garden')).toBeTruthy();
  });
});
