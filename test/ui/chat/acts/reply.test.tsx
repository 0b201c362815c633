// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageView } from '../../../../src/engine/port/messages.ts';
import { go } from '../../../../src/ui/route.ts';
import { setMedia } from '../../../support/dom-shims.ts';
import { openApp, settled } from '../../../support/ui.tsx';
import { press } from '../../support/hands.ts';
import { field, key, menuOf, pick, row, type Scene, scene, write } from './scene.ts';

let here: Scene;
let question: MessageView;
beforeEach(async () => {
  here = scene();
  question = here.engine.addMessage(here.chat, here.mira.fingerprint, 'Soup or salad?');
});
const open = () => openApp(here.engine, 'chat', here.chat);
const sent = () => here.engine.calledWith('sendText');
const context = (): HTMLElement | null => document.querySelector('.comp__ctx');

describe('answering a message', () => {
  it('begins in its menu, shows what is answered above the field, and goes along with the text', async () => {
    await open();
    await pick('Soup or salad?', 'Reply');
    expect(document.activeElement).toBe(field());
    expect(context()?.textContent).toMatch(/Mira.*Soup or salad\?/);
    await write(' Soup ');
    await key(field(), 'Enter');
    expect(sent()).toEqual([[here.chat, 'Soup', { replyTo: question.id }]]);
    expect(context()).toBeNull();
    await write('And bread');
    await key(field(), 'Enter');
    expect(sent()[1]).toEqual([here.chat, 'And bread']);
  });

  it('begins with R on a focused message, and Esc or its button take it off', async () => {
    await open();
    await key(row('Soup or salad?'), 'r');
    expect(context()).not.toBeNull();
    await key(field(), 'Escape');
    expect(context()).toBeNull();
    await key(row('Soup or salad?'), 'r', { ctrlKey: true });
    expect(context()).toBeNull();
    await key(row('Soup or salad?'), 'к', { code: 'KeyR' });
    await press('Stop replying');
    expect(context()).toBeNull();
    await key(row('Soup or salad?'), 'p', { code: 'KeyR' });
    expect(context()).toBeNull();
  });

  it('begins in the bar that only a mouse sees', async () => {
    await open();
    fireEvent.pointerEnter(row('Soup or salad?'), { pointerType: 'touch' });
    await settled();
    expect(screen.queryByRole('toolbar')).toBeNull();
    fireEvent.pointerEnter(row('Soup or salad?'), { pointerType: 'mouse' });
    await settled();
    await press('Reply');
    expect(context()).not.toBeNull();
    fireEvent.pointerLeave(row('Soup or salad?'));
    await settled();
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('comes back with the words when they could not be kept', async () => {
    here.engine.answers.fail = new Set(['sendText']);
    await open();
    await key(row('Soup or salad?'), 'r');
    await write('Soup');
    await key(field(), 'Enter');
    expect(field().value).toBe('Soup');
    expect(context()?.textContent).toContain('Soup or salad?');
  });

  it('waits while the reader looks into another chat', async () => {
    await open();
    await key(row('Soup or salad?'), 'r');
    await write('Soup');
    go('people');
    await settled();
    go('chat', here.chat);
    await settled();
    expect(context()?.textContent).toContain('Soup or salad?');
    expect(field().value).toBe('Soup');
  });

  it('is nothing a deleted message is good for', async () => {
    here.engine.addMessage(here.chat, here.mira.fingerprint, '', { deleted: true });
    await open();
    await key(row('This message was deleted'), 'r');
    expect(context()).toBeNull();
    const menu = await menuOf('This message was deleted');
    const entries = [...menu.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(entries).toEqual(['Delete', 'Cancel']);
  });
});

describe('a swipe', () => {
  const swipe = async (x: number, y = 0): Promise<HTMLElement> => {
    const target = row('Soup or salad?');
    const at = (dx: number, dy: number) => ({ touches: [{ clientX: 100 + dx, clientY: 100 + dy }] });
    fireEvent.touchStart(target, at(0, 0));
    fireEvent.touchMove(target, at(x / 2, y / 2));
    fireEvent.touchMove(target, at(x, y));
    await settled();
    return target;
  };
  const letGo = async (): Promise<void> => {
    fireEvent.touchEnd(row('Soup or salad?'));
    await settled();
  };

  it('toward the end edge answers; a short one, one back and one up or down do not', async () => {
    await open();
    for (const [x, y] of [
      [40, 0],
      [-80, 0],
      [80, 200],
    ] as const) {
      await swipe(x, y);
      await letGo();
      expect(context(), `${x}, ${y}`).toBeNull();
    }
    expect((await swipe(80)).style.translate).toBe('76px');
    await letGo();
    expect(context()).not.toBeNull();
    expect(row('Soup or salad?').style.translate).toBe('');
  });

  it('goes the other way where one reads from right to left', async () => {
    await open();
    document.querySelector<HTMLElement>('.log')!.style.direction = 'rtl';
    await swipe(80);
    await letGo();
    expect(context()).toBeNull();
    await swipe(-80);
    await letGo();
    expect(context()).not.toBeNull();
  });

  it('moves nothing where motion is not wanted', async () => {
    setMedia('(prefers-reduced-motion: reduce)', true);
    await open();
    const target = await swipe(80);
    expect(target.style.translate).toBe('');
    expect(target.classList.contains('is-enough')).toBe(true);
    await letGo();
    expect(context()).not.toBeNull();
    setMedia('(prefers-reduced-motion: reduce)', false);
  });
});

describe('a quote in a bubble', () => {
  const answer = (more: Partial<NonNullable<MessageView['reply']>>): void => {
    const reply = {
      author: here.mira.fingerprint,
      message: question.id,
      seq: question.seq,
      text: question.text,
      what: 'text' as const,
      ...more,
    };
    here.engine.addMessage(here.chat, 'me', 'Soup', { reply });
  };
  const quote = (): HTMLElement => row('Soup').querySelector<HTMLElement>('.quote')!;

  it.each([
    ['words', {}, /^Mira.*Soup or salad\?$/],
    ['a message that is gone', { text: '', what: 'deleted' }, /Deleted message$/],
    [
      'a message that is not here',
      { text: '', message: undefined, seq: undefined },
      /Message not on this device$/,
    ],
    ['a picture', { text: '', what: 'image' }, /Photo$/],
    ['myself', { author: 'me' }, /^You/],
  ] as const)('tells who and what: %s', async (_, more, said) => {
    answer(more);
    await open();
    expect(quote().textContent).toMatch(said);
  });

  it('names somebody I did not name as they call themself, with their key', async () => {
    answer({ author: here.tom.fingerprint });
    await open();
    expect(quote().textContent).toContain('Tom Tailor');
    expect(quote().querySelector('.tag')).not.toBeNull();
  });

  it('leads to its message and lights it up, also when that has to be fetched first', async () => {
    for (let i = 0; i < 120; i += 1) here.engine.addMessage(here.chat, here.mira.fingerprint, `Later ${i}`);
    answer({});
    await open();
    expect(() => row('Soup or salad?')).toThrow();
    fireEvent.click(quote());
    await vi.waitFor(() => expect(document.activeElement).toBe(row('Soup or salad?')));
    expect(row('Soup or salad?').dataset['found']).toBe('');
  });

  it('says so when its message is no longer here', async () => {
    answer({ seq: 9999 });
    await open();
    fireEvent.click(quote());
    await vi.waitFor(() => expect(document.querySelector('.toast')?.textContent).toMatch(/no longer/));
  });
});
