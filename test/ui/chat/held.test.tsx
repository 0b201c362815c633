// @vitest-environment jsdom
// Messages that are held back: counted outside the log, listed as bare text, accepted or dropped.
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { directId, FakeEngine, SQUARE_ID } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';

let engine: FakeEngine;
let owl: Fingerprint;
let chat: ConversationId;
beforeEach(() => {
  engine = new FakeEngine();
  owl = engine.addPerson('owl', { claimed: 'nightowl' }).fingerprint;
  chat = directId(owl);
  engine.addConversation(chat);
  engine.addMessage(chat, owl, 'Newest so far');
  engine.hold(chat, owl, 'I had to start anew');
  engine.hold(chat, owl, 'Look: https://example.org/x', new Date(2020, 4, 3, 16, 5).getTime());
});

const line = (count: number): HTMLElement =>
  screen.getByRole('button', { name: new RegExp(`^${count} held back`) });
const noLine = (): void => expect(screen.queryByRole('button', { name: /held back/ })).toBeNull();
async function openList(view: 'chat' | 'square' = 'chat'): Promise<HTMLElement> {
  await openApp(engine, view, view === 'chat' ? chat : undefined);
  line(2).focus();
  fireEvent.click(line(2));
  await settled();
  return screen.getByRole('dialog');
}
async function press(name: string): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name }));
  await settled();
}

describe('held back messages', () => {
  it('are counted outside the log, and nowhere in it', async () => {
    await openApp(engine, 'chat', chat);
    const log = screen.getByRole('log');
    expect(log.contains(line(2))).toBe(false);
    expect(log.textContent).not.toContain('start anew');
    expect(engine.calledWith('heldMessages')).toEqual([]);
  });

  it('are listed on a tap: who, when, and the bare text; and why', async () => {
    const list = await openList();
    expect(within(list).getByRole('heading').textContent).toBe('2 messages held back');
    expect(document.activeElement).toBe(within(list).getByRole('heading'));
    expect(list.textContent).toMatch(/They carry an old number\./);
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/calls themself nightowl.*I had to start anew/);
    expect(first?.querySelector('.tag')).not.toBeNull();
    expect(second?.textContent).toMatch(/3 May 2020, 16:05/);
    expect(second?.textContent).toContain('Look: https://example.org/x');
    expect(list.querySelector('a')).toBeNull();
  });

  it('show of a long text no half characters, and no signs that would turn what stands around', async () => {
    engine.hold(chat, owl, `\u202e${'x'.repeat(599)}😀 and more`);
    await openApp(engine, 'chat', chat);
    fireEvent.click(line(3));
    await settled();
    const text = within(screen.getByRole('dialog')).getAllByRole('listitem').at(-1)?.querySelector('.words');
    expect(text?.textContent).toBe(`${'x'.repeat(599)}…`);
  });

  it('come into the chat, at its end, when they are accepted', async () => {
    await openList();
    await press('Accept them');
    expect(engine.calledWith('acceptHeld')).toEqual([[chat, false]]);
    expect(screen.queryByRole('dialog')).toBeNull();
    const log = screen.getByRole('log');
    expect(log.textContent).toMatch(/Newest so far.*I had to start anew.*Look:/);
    noLine();
    expect(document.activeElement).toBe(log);
  });

  it('can be where the count of their author begins anew', async () => {
    engine.ended = [owl];
    const list = await openList();
    expect(list.textContent).toMatch(/The numbers of .*nightowl.* have run to their end/);
    fireEvent.click(within(list).getByRole('switch', { name: /Count anew from here/ }));
    await settled();
    await press('Accept them');
    expect(engine.calledWith('acceptHeld')).toEqual([[chat, true]]);
  });

  it('are gone when they are dropped', async () => {
    await openList();
    await press('Drop them');
    expect(engine.calledWith('dropHeld')).toEqual([[chat]]);
    expect(engine.calledWith('acceptHeld')).toEqual([]);
    expect(screen.getByRole('log').textContent).not.toContain('start anew');
    noLine();
  });

  it('stay where they are when the list is closed', async () => {
    const list = await openList();
    fireEvent(list, new Event('cancel', { cancelable: true }));
    await settled();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(line(2));
  });

  it('that come while the list is open are in it', async () => {
    const list = await openList();
    engine.hold(chat, owl, 'One more');
    await settled();
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
  });

  it('that are too many are not all listed, and that is said', async () => {
    engine.change(chat, { held: 302 });
    await openApp(engine, 'chat', chat);
    fireEvent.click(line(302));
    await settled();
    expect(within(screen.getByRole('dialog')).getByText('and 300 older ones')).toBeTruthy();
  });

  it('that cannot be read close the list again, with a word', async () => {
    engine.answers.fail = new Set(['heldMessages']);
    await openApp(engine, 'chat', chat);
    fireEvent.click(line(2));
    await settled();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.querySelector('.toast')).not.toBeNull();
  });

  it('of the square are there too', async () => {
    engine.addConversation(SQUARE_ID);
    engine.hold(SQUARE_ID, owl, 'Old news');
    engine.hold(SQUARE_ID, owl, 'Older news');
    expect((await openList('square')).textContent).toContain('Old news');
  });
});
