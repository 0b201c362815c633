// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import { blocksOf, firstUnread } from '../../../src/ui/chat/runs.ts';

let engine: FakeEngine;
let mira: Fingerprint;
let chat: ConversationId;
beforeEach(() => {
  engine = new FakeEngine();
  mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
  chat = directId(mira);
  engine.addConversation(chat);
});
const hide = (isHidden: boolean): void => {
  Object.defineProperty(document, 'visibilityState', {
    value: isHidden ? 'hidden' : 'visible',
    configurable: true,
  });
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('log', () => {
  it('marks as read what is seen, with the newest it has', async () => {
    engine.addMessage(chat, mira, 'One');
    const two = engine.addMessage(chat, mira, 'Two');
    engine.change(chat, { unread: 2 });
    await openApp(engine, 'chat', chat);
    await vi.waitFor(() => expect(engine.calledWith('markRead')).toEqual([[chat, two.seq]]));
    expect(screen.getByText('New')).toBeTruthy();
  });

  it('reads nothing in a hidden tab, and shows where the unread began when the reader is back', async () => {
    await openApp(engine, 'chat', chat);
    hide(true);
    await settled();
    engine.receive(chat, mira, 'While you were away');
    await settled();
    expect(engine.calledWith('markRead')).toEqual([]);
    expect(document.title).toMatch(/^\(1\) /);
    hide(false);
    await settled();
    expect(engine.calledWith('markRead')).toHaveLength(1);
    expect(document.title).not.toMatch(/^\(/);
    const [line, bubble] = [screen.getByText('New'), screen.getByText('While you were away')];
    expect(line.compareDocumentPosition(bubble) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('shows what an engine stored and died before it told of it (R09)', async () => {
    engine.addMessage(chat, mira, 'Known');
    const hidden = engine.addMessage(chat, mira, 'Hidden elsewhere');
    await openApp(engine, 'chat', chat);
    engine.stored.splice(engine.stored.indexOf(hidden), 1);
    for (let number = 1; number <= 70; number += 1) engine.addMessage(chat, mira, `Untold ${number}.`);
    engine.emit({ type: 'new-lead' });
    engine.receive(chat, mira, 'Meanwhile');
    await settled();
    const shown = screen.getAllByText(/^(Known|Hidden elsewhere|Untold \d+\.|Meanwhile)$/);
    const untold = Array.from({ length: 70 }, (_, index) => `Untold ${index + 1}.`);
    expect(shown.map(({ textContent }) => textContent)).toEqual(['Known', ...untold, 'Meanwhile']);
    expect(engine.calledWith('markRead').at(-1)).toEqual([chat, engine.stored.at(-1)?.seq]);
  });

  it('draws no line over a message that arrives before the reader’s eyes', async () => {
    engine.addMessage(chat, mira, 'Old');
    await openApp(engine, 'chat', chat);
    engine.receive(chat, mira, 'Fresh');
    await settled();
    expect(screen.queryByText('New')).toBeNull();
    expect(engine.calledWith('markRead')).toHaveLength(1);
  });

  it('fetches older pages until there are none, and keeps what arrived meanwhile', async () => {
    for (let i = 1; i <= 120; i += 1) engine.addMessage(chat, mira, `Number ${i}`, { at: 1e12 + i * 1e6 });
    const model = await openApp(engine, 'chat', chat);
    const window = model.messages.of(chat);
    await window.loadOlder();
    engine.receive(chat, mira, 'Number 121');
    await window.loadOlder();
    await window.loadOlder();
    await settled();
    const numbers = window.list.value!.map(({ text }) => Number(text.slice(7)));
    expect(numbers).toEqual(Array.from({ length: 121 }, (_, i) => i + 1));
    expect(engine.calledWith('messages').map(([, place]) => place)).toEqual([
      'newest',
      { before: 71 },
      { before: 21 },
    ]);
    expect(screen.getByText(/Sealed to the key you named/)).toBeTruthy();
  });

  it('moves from message to message with the arrow keys, and Shift F10 opens what can be done', async () => {
    engine.addMessage(chat, mira, 'One');
    const two = engine.addMessage(chat, mira, 'Two');
    await openApp(engine, 'chat', chat);
    fireEvent.keyDown(screen.getByRole('log'), { key: 'ArrowUp' });
    expect(document.activeElement?.textContent).toContain('Two');
    fireEvent.contextMenu(document.activeElement!);
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Delete for me' }));
    await settled();
    expect(engine.calledWith('remove')).toEqual([[two.id]]);
  });
});

describe('blocks', () => {
  const minute = 60_000;
  const noon = new Date(2026, 4, 3, 12).getTime();
  const messages = (...lines: readonly [author: 'me' | 'you', minutes: number, kind?: 'failed'][]) => {
    const made = new FakeEngine();
    return lines.map(([author, minutes, kind]) =>
      made.addMessage(chat, author === 'me' ? 'me' : mira, 'x', {
        at: noon + minutes * minute,
        ...(kind && { state: { kind, cause: 'cancelled' as const } }),
      }),
    );
  };
  const shape = (blocks: ReturnType<typeof blocksOf>) =>
    blocks.map((block) => (block.kind === 'run' ? block.messages.length : block.kind));

  it('joins one author within five minutes, and nothing else', () => {
    expect(
      shape(blocksOf(messages(['you', 0], ['you', 4], ['you', 9], ['me', 9], ['me', 10]), undefined)),
    ).toEqual(['day', 2, 1, 2]);
  });
  it('starts anew on another day, at the New line and around a failure', () => {
    expect(shape(blocksOf(messages(['you', 718], ['you', 721]), undefined))).toEqual(['day', 1, 'day', 1]);
    expect(shape(blocksOf(messages(['you', 0], ['you', 1]), 2))).toEqual(['day', 1, 'new', 1]);
    expect(shape(blocksOf(messages(['me', 0], ['me', 1, 'failed'], ['me', 2]), undefined))).toEqual([
      'day',
      1,
      1,
      1,
    ]);
  });
  it('finds where unread began by counting what others wrote', () => {
    const list = messages(['you', 0], ['you', 1], ['me', 2], ['you', 3]);
    expect(firstUnread(list, 2)).toBe(list[1]!.seq);
    expect(firstUnread(list, 0)).toBeUndefined();
    expect(firstUnread(list, 9)).toBe(list[0]!.seq);
  });
});
