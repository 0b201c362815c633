// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../../../../src/engine/port/messages.ts';
import { go } from '../../../../src/ui/route.ts';
import { directId } from '../../../support/fake-engine.ts';
import { openApp, settled } from '../../../support/ui.tsx';
import { press } from '../../support/hands.ts';
import { field, key, menuOf, pick, row, type Scene, scene, write } from './scene.ts';

let here: Scene;
let mine: MessageView;
beforeEach(() => {
  here = scene();
  mine = here.engine.addMessage(here.chat, 'me', 'See you at sixe');
  here.engine.addMessage(here.chat, here.mira.fingerprint, 'At six?');
});
const open = () => openApp(here.engine, 'chat', here.chat);
const calls = () => here.engine.calledWith('edit');
const context = (): string => document.querySelector('.comp__ctx')?.textContent ?? '';
const said = (): string => document.querySelector('.toast')?.textContent ?? '';

describe('editing', () => {
  it('begins in the menu of an own message and stores the new text', async () => {
    await open();
    await pick('See you at sixe', 'Edit');
    expect(context()).toContain('Editing');
    expect(field().value).toBe('See you at sixe');
    expect(document.activeElement).toBe(field());
    await write('See you at six');
    await key(field(), 'Enter');
    expect(calls()).toEqual([[mine.id, 'See you at six']]);
    expect(here.engine.calledWith('sendText')).toEqual([]);
    expect(context()).toBe('');
    expect(field().value).toBe('');
    expect(row('See you at six').querySelector('.meta')?.textContent).toContain('edited');
  });

  it('is not offered for what others wrote', async () => {
    await open();
    await menuOf('At six?');
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });

  it('begins with the arrow up in an empty field, and not in one with words', async () => {
    await open();
    await write('Hm');
    await key(field(), 'ArrowUp');
    expect(context()).toBe('');
    await write('');
    await key(field(), 'ArrowUp');
    expect(field().value).toBe('See you at sixe');
  });

  it('leaves the draft as it was: Esc brings it back', async () => {
    await open();
    await write('A draft');
    await pick('See you at sixe', 'Edit');
    await write('Something else');
    await key(field(), 'Escape');
    expect(context()).toBe('');
    expect(field().value).toBe('A draft');
    await new Promise((done) => setTimeout(done, 450));
    expect(here.engine.calledWith('setDraft')).toEqual([[here.chat, 'A draft']]);
    expect(calls()).toEqual([]);
  });

  it('that was typed gives way to no other edit and no answer, and says so', async () => {
    here.engine.addMessage(here.chat, 'me', 'Bring bread');
    await open();
    await pick('See you at sixe', 'Edit');
    await write('See you at six, at the gate');
    await pick('At six?', 'Reply');
    expect(field().value).toBe('See you at six, at the gate');
    expect(said()).toMatch(/edit below first/);
    await pick('Bring bread', 'Edit');
    expect(field().value).toBe('See you at six, at the gate');
  });

  it('is still there after other chats, and gone after a wipe', async () => {
    const model = await open();
    await pick('See you at sixe', 'Edit');
    await write('See you at six');
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      model.messages.of(directId(here.engine.addPerson(seed).fingerprint));
    go('chat', here.group);
    await settled();
    go('chat', here.chat);
    await settled();
    expect(field().value).toBe('See you at six');
    model.messages.forget();
    go('chat', here.group);
    await settled();
    go('chat', here.chat);
    await settled();
    expect(context()).toBe('');
  });

  it('comes back as a draft, behind the one there is, when the page must go', async () => {
    const model = await open();
    await write('A draft');
    await pick('See you at sixe', 'Edit');
    await model.leave();
    expect(here.engine.calledWith('setDraft').at(-1)).toEqual([here.chat, 'A draft']);
    await write('See you at six');
    await model.leave();
    expect(here.engine.calledWith('setDraft').at(-1)).toEqual([here.chat, 'A draft\nSee you at six']);
  });

  it('does not end with the Esc of an input method', async () => {
    await open();
    await key(field(), 'ArrowUp');
    await key(field(), 'Escape', { isComposing: true });
    expect(context()).toContain('Editing');
  });

  it('sends nothing when nothing was changed, and nothing empty', async () => {
    await open();
    await key(field(), 'ArrowUp');
    await write('  ');
    await key(field(), 'Enter');
    expect(context()).toContain('Editing');
    await write('See you at sixe');
    await key(field(), 'Enter');
    expect(context()).toBe('');
    expect(calls()).toEqual([]);
  });

  it('goes on when the new text could not be kept, and says why', async () => {
    here.engine.answers = { fail: new Set(['edit']), kind: 'too-long' };
    await open();
    await key(field(), 'ArrowUp');
    await write('See you at six');
    await key(field(), 'Enter');
    expect(said()).toMatch(/Nothing was changed/);
    expect(context()).toContain('Editing');
    expect(field().value).toBe('See you at six');
    await press('Stop editing');
    expect(field().value).toBe('');
  });

  it('tells how many keep the first version', async () => {
    here.engine.addMessage(here.group, 'me', 'Hello all');
    await openApp(here.engine, 'chat', here.group);
    await key(field(), 'ArrowUp');
    expect(context()).toContain('1 person here keeps the first version');
  });

  it('does not even begin where everybody would keep the first version', async () => {
    here.engine.people.set(here.mira.fingerprint, { ...here.mira, porchlight: false });
    await open();
    await pick('See you at sixe', 'Edit');
    expect(context()).toBe('');
    expect(said()).toMatch(/Nobody here uses Porchlight/);
  });

  it('shows "edited" also inside a run, where no time shows', async () => {
    here.engine.addMessage(here.chat, here.mira.fingerprint, 'First', { edited: true });
    here.engine.addMessage(here.chat, here.mira.fingerprint, 'Second');
    await open();
    await settled();
    expect(row('First').textContent).toContain('edited');
    expect(row('Second').textContent).not.toContain('edited');
  });
});
