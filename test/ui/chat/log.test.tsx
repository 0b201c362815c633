// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import { inOrder } from '../../../src/ui/model/conversations.ts';
import { dayName, sinceWhen } from '../../../src/ui/words/formats.ts';
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
    for (let i = 0; i < 3; i += 1) await window.loadOlder();
    await settled();
    const numbers = window.list.value!.map(({ text }) => Number(text.slice(7)));
    expect(numbers).toEqual(Array.from({ length: 121 }, (_, i) => i + 1));
    expect(engine.calledWith('messages').map(([, place]) => place)).toEqual([
      'newest',
      { before: 91 },
      { before: 61 },
      { before: 31 },
    ]);
    expect(screen.getByText(/Sealed to the key you named/)).toBeTruthy();
  });

  it('opens where unread begins, also further back than a page, and says how many are below', async () => {
    for (let i = 1; i <= 300; i += 1) engine.addMessage(chat, mira, `Number ${i}.`);
    engine.change(chat, { unread: 200, readUpTo: 100 });
    await openApp(engine, 'chat', chat);
    const line = screen.getByText('New');
    expect(line.nextElementSibling?.textContent).toMatch(/^Number 101\./);
    expect(screen.queryByText('Number 300.')).toBeNull();
    // Of these, what is on the page is what a page without a layout shows.
    const left = Number(
      /(\d+) unread/u.exec(screen.getByRole('button', { name: /Jump/ }).ariaLabel ?? '')?.[1],
    );
    expect(left).toBe(300 - Number(engine.calledWith('markRead').at(-1)?.[1]));
    fireEvent.click(screen.getByRole('button', { name: /Jump/ }));
    await settled();
    expect(screen.getByText('Number 300.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Jump/ })).toBeNull();
    expect(engine.calledWith('markRead').at(-1)).toEqual([chat, 300]);
  });

  it('goes to the newest where what seems unread is all mine', async () => {
    for (let i = 1; i <= 200; i += 1) engine.addMessage(chat, i === 200 ? mira : 'me', `Number ${i}.`);
    engine.change(chat, { unread: 1, readUpTo: 10 });
    await openApp(engine, 'chat', chat);
    expect(screen.getByText('Number 200.')).toBeTruthy();
  });

  it('jumps to a message that is not on the page, and gives it the focus', async () => {
    for (let i = 1; i <= 300; i += 1) engine.addMessage(chat, mira, `Number ${i}.`);
    const model = await openApp(engine, 'chat', chat);
    await model.messages.of(chat).jump(engine.stored[49]!.seq);
    await settled();
    expect(document.activeElement?.textContent).toContain('Number 50.');
    fireEvent.keyDown(screen.getByRole('log'), { key: 'Home' });
    await settled();
    expect(screen.getByText('Number 1.')).toBeTruthy();
    fireEvent.keyDown(screen.getByRole('log'), { key: 'End' });
    await settled();
    expect(screen.getByText('Number 300.')).toBeTruthy();
  });

  it('tells screen readers what somebody writes now, and not what is scrolled to', async () => {
    for (let i = 1; i <= 100; i += 1) engine.addMessage(chat, mira, `Number ${i}.`);
    const model = await openApp(engine, 'chat', chat);
    const told = (): string =>
      screen
        .getAllByRole('status')
        .map((one) => one.textContent)
        .join('|');
    await model.messages.of(chat).loadOlder();
    await settled();
    expect(screen.getByRole('log').getAttribute('aria-live')).toBe('off');
    expect(told()).not.toContain('Number');
    engine.receive(chat, mira, 'Are you there?');
    await settled();
    expect(told()).toContain('Mira\u2069: Are you there?');
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
  it('finds where unread began: at what somebody else wrote', () => {
    const list = messages(['you', 0], ['you', 1], ['me', 2], ['you', 3]);
    expect(firstUnread(list, list[0]!.seq)).toBe(list[1]!.seq);
    expect(firstUnread(list, list[1]!.seq)).toBe(list[3]!.seq);
    expect(firstUnread(list, list[3]!.seq)).toBeUndefined();
    expect(firstUnread(list, 0)).toBe(list[0]!.seq);
  });
});

describe('days and times, whatever the clock did meanwhile (R10)', () => {
  const day = 86_400_000;
  const at = (list: readonly number[]) => {
    const made = new FakeEngine();
    return list.map((time) => made.addMessage(chat, mira, 'x', { at: time }));
  };
  const daysOf = (times: readonly number[], now: number): readonly number[] =>
    blocksOf(at(times), undefined, now).flatMap((block) => (block.kind === 'day' ? [block.at] : []));

  it('puts what came while the clock was a year ahead under the day of what came next', () => {
    const now = new Date(2026, 10, 28, 12).getTime();
    const times = [now - 3 * day, now - 2 * day + 365 * day, now - 2 * day, now];
    expect(daysOf(times, now)).toEqual([now - 3 * day, now - 2 * day, now]);
  });
  it('shows no earlier day for what came while the clock was a year behind', () => {
    const now = new Date(2026, 10, 28, 12).getTime();
    expect(daysOf([now - 3 * day, now - 368 * day, now - 2 * day, now], now)).toEqual([
      now - 3 * day,
      now - 2 * day,
      now,
    ]);
  });
  it('never goes back, keeps the order of arrival, and names no day to come; over jumps of a year and summer time', () => {
    const hour = 3_600_000;
    const step = fc.oneof(
      fc.integer({ min: 0, max: 30 * hour }),
      fc.constantFrom(365 * day, -365 * day, hour, -hour),
    );
    fc.assert(
      fc.property(
        // Around the hours that are doubled or left out in most of Europe.
        fc.constantFrom(new Date(2026, 2, 29).getTime(), new Date(2026, 9, 25).getTime()),
        fc.array(step, { maxLength: 40 }),
        (start, steps) => {
          let clock = start;
          const times = steps.map((ms) => (clock += ms));
          const blocks = blocksOf(at(times), undefined, clock);
          const days = blocks.flatMap((block) => (block.kind === 'day' ? [block.at] : []));
          for (const [i, one] of days.entries()) {
            expect(one).toBeLessThanOrEqual(clock);
            if (i > 0) expect(new Date(one).setHours(0, 0, 0, 0)).toBeGreaterThan(days[i - 1]!);
            expect(dayName(one, clock)).not.toMatch(/tomorrow|in \d/iu);
            expect(sinceWhen(one, clock)).not.toMatch(/tomorrow|in \d/iu);
          }
          const shown = blocks.flatMap((block) => (block.kind === 'run' ? block.messages : []));
          expect(shown.map((one) => one.at)).toEqual(times);
        },
      ),
    );
  });
  it('puts the chat that heard last on top of the list, not the one with the latest time', () => {
    const made = new FakeEngine();
    const jo = made.addPerson('Jo').fingerprint;
    made.addMessage(chat, mira, 'From a clock a year ahead', { at: Date.now() + 365 * day });
    made.addMessage(directId(jo), jo, 'Now');
    expect(inOrder(made.conversations.values()).map(({ id }) => id)).toEqual([directId(jo), chat]);
  });
});
