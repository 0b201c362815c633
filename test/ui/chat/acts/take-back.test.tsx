// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { openApp } from '../../../support/ui.tsx';
import { press } from '../../support/hands.ts';
import { pick, row, type Scene, scene } from './scene.ts';

let here: Scene;
beforeEach(() => {
  here = scene();
});
const dialog = (): HTMLElement => screen.getByRole('alertdialog');
const isOffered = (name: string): boolean => screen.queryByRole('button', { name }) !== null;

describe('deleting', () => {
  it('for everyone takes an own message back, and leaves a mark of it', async () => {
    const { id } = here.engine.addMessage(here.chat, 'me', 'A secret');
    await openApp(here.engine, 'chat', here.chat);
    await pick('A secret', 'Delete');
    expect(dialog().textContent).toMatch(/Their Porchlight takes it away as soon as it hears of this/);
    expect(document.activeElement?.tagName).toBe('H2');
    await press('Delete for everyone');
    expect(here.engine.calledWith('deleteForAll')).toEqual([[[id]]]);
    expect(here.engine.calledWith('remove')).toEqual([]);
    const mark = row('This message was deleted');
    expect(mark.textContent).not.toContain('A secret');
    await pick('This message was deleted', 'Delete');
    expect(isOffered('Delete for everyone')).toBe(false);
    await press('Delete for me');
    expect(here.engine.calledWith('remove')).toEqual([[id]]);
    expect(document.querySelector('.log .msg')).toBeNull();
  });

  it('says how far it reaches in a group', async () => {
    here.engine.addMessage(here.group, 'me', 'A secret');
    await openApp(here.engine, 'chat', here.group);
    await pick('A secret', 'Delete');
    expect(dialog().textContent).toMatch(/2 of 3 people here use Porchlight; other programs keep theirs/);
  });

  it('says when it reaches nobody', async () => {
    here.engine.people.set(here.mira.fingerprint, { ...here.mira, porchlight: false });
    here.engine.addMessage(here.chat, 'me', 'A secret');
    await openApp(here.engine, 'chat', here.chat);
    await pick('A secret', 'Delete');
    expect(dialog().textContent).toMatch(/Nobody else here uses Porchlight/);
  });

  it.each([
    ['what others wrote', 'them', undefined],
    ['what never left', 'me', { kind: 'queued' }],
    ['what did not go out', 'me', { kind: 'failed', cause: 'no-recipients' }],
  ] as const)('is for me alone of %s', async (_, who, state) => {
    const author = who === 'me' ? 'me' : here.mira.fingerprint;
    const { id } = here.engine.addMessage(here.chat, author, 'Something', { state });
    await openApp(here.engine, 'chat', here.chat);
    await pick('Something', 'Delete');
    expect(isOffered('Delete for everyone')).toBe(false);
    await press('Delete for me');
    expect(here.engine.calledWith('remove')).toEqual([[id]]);
  });

  it('happens only when it was confirmed', async () => {
    here.engine.addMessage(here.chat, 'me', 'A secret');
    await openApp(here.engine, 'chat', here.chat);
    await pick('A secret', 'Delete');
    await press('Cancel');
    expect(here.engine.calledWith('remove')).toEqual([]);
    expect(here.engine.calledWith('deleteForAll')).toEqual([]);
    expect(document.activeElement).toBe(row('A secret'));
  });

  it('shows in the list of chats, too', async () => {
    const { id } = here.engine.addMessage(here.chat, here.mira.fingerprint, 'A secret');
    const [last] = here.engine.stored;
    here.engine.change(here.chat, {
      last: { author: here.mira.fingerprint, text: '', what: 'deleted', at: last!.at, state: undefined },
    });
    expect(id).toBe(last!.id);
    await openApp(here.engine, 'chats');
    expect(screen.getByText('Deleted message')).toBeTruthy();
  });
});
