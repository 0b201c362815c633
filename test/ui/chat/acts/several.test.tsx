// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageView } from '../../../../src/engine/port/messages.ts';
import { go } from '../../../../src/ui/route.ts';
import { SQUARE_ID } from '../../../support/fake-engine.ts';
import { openApp, settled } from '../../../support/ui.tsx';
import { press, typeInto } from '../../support/hands.ts';
import { key, menuOf, pick, row, type Scene, scene } from './scene.ts';

let here: Scene;
let one: MessageView;
let two: MessageView;
const copied = vi.fn<(text: string) => Promise<void>>();
beforeEach(() => {
  here = scene();
  const at = new Date(2020, 4, 3, 16, 5).getTime();
  one = here.engine.addMessage(here.chat, here.mira.fingerprint, 'First', { at });
  two = here.engine.addMessage(here.chat, 'me', 'Second', { at: at + 60_000 });
  here.engine.addMessage(here.chat, 'me', 'Third', { at: at + 120_000 });
  here.engine.addConversation(SQUARE_ID);
  here.engine.addMessage(SQUARE_ID, here.mira.fingerprint, 'In public');
  here.engine.addMessage(here.group, here.mira.fingerprint, 'Among us');
  copied.mockReset().mockResolvedValue();
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true });
});
const open = () => openApp(here.engine, 'chat', here.chat);
const boxes = (): HTMLInputElement[] => within(screen.getByRole('log')).queryAllByRole('checkbox');
const bar = (): HTMLElement | null => screen.queryByRole('toolbar', { name: 'Selected messages' });

describe('passing on', () => {
  const rows = (): HTMLInputElement[] => within(screen.getByRole('dialog')).getAllByRole('checkbox');

  it('goes to the chats one picks, and never to the square', async () => {
    await open();
    await pick('First', 'Forward');
    const sheet = screen.getByRole('dialog', { name: 'Forward to' });
    expect(sheet.textContent).not.toContain('square');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Forward' }).disabled).toBe(true);
    expect(rows()).toHaveLength(2);
    for (const box of rows()) fireEvent.click(box);
    await settled();
    await press('Forward to 2 chats');
    expect(here.engine.calledWith('forward')).toEqual([
      [[one.id], expect.arrayContaining([here.chat, here.group])],
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('finds chats by name and goes by keys alone', async () => {
    await open();
    await pick('First', 'Forward');
    await typeInto('Search', 'tailor');
    expect(rows()).toHaveLength(1);
    rows()[0]!.focus();
    fireEvent.click(rows()[0]!);
    await settled();
    fireEvent.submit(screen.getByRole('dialog').querySelector('form')!);
    await settled();
    expect(here.engine.calledWith('forward')).toEqual([[[one.id], [here.group]]]);
    await press('Open');
    expect(row('Among us')).toBeTruthy();
    expect(row('First')).toBeTruthy();
  });

  it('moves among the chats with the arrow keys', async () => {
    await open();
    await pick('First', 'Forward');
    rows()[0]!.focus();
    await key(rows()[0]!, 'ArrowDown');
    expect(document.activeElement).toBe(rows()[1]);
  });

  it('says why nothing was sent', async () => {
    here.engine.answers = { fail: new Set(['forward']), kind: 'file-not-here' };
    await open();
    await pick('First', 'Forward');
    fireEvent.click(rows()[0]!);
    await settled();
    await press('Forward to 1 chat');
    expect(document.querySelector('.toast')?.textContent).toMatch(/Download it first/);
  });

  it('says when there is no such chat', async () => {
    await open();
    await pick('First', 'Forward');
    await typeInto('Search', 'xyzzy');
    expect(screen.getByText('No chat by that name')).toBeTruthy();
  });
});

describe('choosing several', () => {
  it('begins in the menu; taps choose, whatever they hit, and Esc leaves', async () => {
    await open();
    expect(boxes()).toEqual([]);
    await pick('First', 'Select');
    expect(bar()?.textContent).toContain('1 selected');
    expect(boxes().map(({ checked }) => checked)).toEqual([true, false, false]);
    expect(boxes()[0]?.getAttribute('aria-label')).toMatch(/Select: .*Mira.*, .*First/);
    fireEvent.click(row('Second').querySelector('.meta') ?? row('Second'));
    fireEvent.click(boxes()[2]!);
    await settled();
    expect(bar()?.textContent).toContain('3 selected');
    fireEvent.contextMenu(row('Second'));
    await settled();
    expect(screen.queryByRole('dialog')).toBeNull();
    await key(document.activeElement!, 'Escape');
    expect(bar()).toBeNull();
    expect(boxes()).toEqual([]);
  });

  it('goes by keys: Space on a message', async () => {
    await open();
    await pick('First', 'Select');
    await key(row('Second'), ' ');
    expect(bar()?.textContent).toContain('2 selected');
    await key(row('First'), ' ');
    expect(boxes().map(({ checked }) => checked)).toEqual([false, true, false]);
  });

  it('leaves out what somebody did to the conversation', async () => {
    const notice = { kind: 'timer', seconds: 3600 } as const;
    here.engine.addMessage(here.chat, here.mira.fingerprint, '', { notice });
    await open();
    await pick('First', 'Select');
    const line = document.querySelector('.noticeline')!;
    fireEvent.click(line);
    await key(line, ' ');
    expect(bar()?.textContent).toContain('1 selected');
  });

  it('copies the words with who and when, in the order of the chat', async () => {
    await open();
    await pick('Second', 'Select');
    fireEvent.click(row('First'));
    await settled();
    await press('Copy');
    expect(copied).toHaveBeenCalledWith('Mira, 3 May 2020, 16:05\nFirst\n\nYou, 3 May 2020, 16:06\nSecond');
    expect(bar()).toBeNull();
  });

  it.each(['Stop selecting', 'Copy'])('gives the focus to the messages after %s', async (name) => {
    await open();
    await pick('First', 'Select');
    screen.getByRole('button', { name }).focus();
    await press(name);
    expect(bar()).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('log'));
  });

  it('takes nobody away from where they went while messages were being deleted', async () => {
    let done = (): void => undefined;
    here.engine.remove = () => new Promise((resolve) => (done = resolve));
    await open();
    await pick('First', 'Delete');
    await press('Delete for me');
    screen.getByRole('textbox').focus();
    done();
    await settled();
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  it('passes several on', async () => {
    await open();
    await pick('Second', 'Select');
    fireEvent.click(row('First'));
    await settled();
    await press('Forward');
    fireEvent.click(within(screen.getByRole('dialog')).getAllByRole('checkbox')[0]!);
    await settled();
    await press('Forward to 1 chat');
    expect(here.engine.calledWith('forward')[0]?.[0]).toEqual([one.id, two.id]);
    expect(bar()).toBeNull();
  });

  it('deletes several for everyone only where all are mine', async () => {
    await open();
    await pick('Second', 'Select');
    fireEvent.click(row('Third'));
    await settled();
    await press('Delete');
    expect(screen.getByRole('alertdialog').textContent).toContain('Delete 2 messages?');
    expect(screen.getByRole('button', { name: 'Delete for everyone' })).toBeTruthy();
    await press('Cancel');
    expect(bar()).not.toBeNull();
    fireEvent.click(row('First'));
    await settled();
    await press('Delete');
    expect(screen.queryByRole('button', { name: 'Delete for everyone' })).toBeNull();
    await press('Delete for me');
    expect(here.engine.calledWith('remove')).toHaveLength(3);
    expect(bar()).toBeNull();
  });

  it('ends when the chat is left', async () => {
    await open();
    await pick('First', 'Select');
    go('people');
    await settled();
    go('chat', here.chat);
    await settled();
    expect(row('First')).toBeTruthy();
    expect(bar()).toBeNull();
  });
});

describe('the menu', () => {
  it('opens with Enter on a message and goes by arrow keys', async () => {
    await open();
    row('Second').focus();
    await key(row('Second'), 'Enter');
    const menu = screen.getByRole('dialog', { name: 'Message actions' });
    const entries = [...menu.querySelectorAll<HTMLElement>('.menu button')];
    expect(entries.map(({ textContent }) => textContent)).toEqual([
      'Reply',
      'Edit',
      'Copy text',
      'Forward',
      'Select',
      'Delete',
    ]);
    entries[0]!.focus();
    await key(entries[0]!, 'ArrowUp');
    expect(document.activeElement).toBe(entries.at(-1));
    await key(entries.at(-1)!, 'ArrowDown');
    expect(document.activeElement).toBe(entries[0]);
    await key(menu, 'Escape');
    expect(document.activeElement).toBe(row('Second'));
  });

  it('says what to do where the page has no clipboard', async () => {
    Reflect.deleteProperty(navigator, 'clipboard');
    await open();
    await pick('First', 'Copy text');
    expect(document.querySelector('.toast')?.textContent).toMatch(/copy them by hand/);
  });

  it('copies the words of one', async () => {
    await open();
    await menuOf('First');
    await press('Copy text');
    expect(copied).toHaveBeenCalledWith('First');
  });
});
