// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../../../../src/engine/port/messages.ts';
import { isEmoji } from '../../../../src/protocol/acts.ts';
import { EMOJI_GROUPS, findEmoji } from '../../../../src/ui/chat/acts/emoji.ts';
import { setMedia } from '../../../support/dom-shims.ts';
import { openApp, settled } from '../../../support/ui.tsx';
import { press, typeInto } from '../../support/hands.ts';
import { field, key, menuOf, MOUSE, row, type Scene, scene, write } from './scene.ts';

let here: Scene;
let message: MessageView;
beforeEach(() => {
  here = scene();
  message = here.engine.addMessage(here.chat, here.mira.fingerprint, 'The table is here', {
    reactions: [
      { emoji: '👍', who: [here.mira.fingerprint, 'me'] },
      { emoji: '🎉', who: [here.tom.fingerprint] },
    ],
  });
});
const open = () => openApp(here.engine, 'chat', here.chat);
const calls = () => here.engine.calledWith('react');
const chips = (): HTMLElement[] =>
  within(row('The table is here')).getAllByRole('button', { name: /👍|🎉|❤️/ });
const said = (): string => document.querySelector('.toast')?.textContent ?? '';

describe('reactions', () => {
  it('tell emoji, how many, who, and which is mine', async () => {
    await open();
    const [mine, other] = chips();
    expect(mine?.textContent).toMatch(/👍 2/);
    expect(mine?.getAttribute('aria-label')).toMatch(/👍 2: .*Mira.* and .*You/);
    expect(mine?.getAttribute('aria-pressed')).toBe('true');
    expect(other?.getAttribute('aria-pressed')).toBe('false');
    expect(other?.title).toMatch(/Tom Tailor/);
  });

  it('are added and taken back with a tap', async () => {
    await open();
    fireEvent.click(chips()[1]!);
    await settled();
    fireEvent.click(chips().find((one) => one.textContent?.includes('🎉'))!);
    await settled();
    expect(calls()).toEqual([
      [message.id, '🎉'],
      [message.id, ''],
    ]);
    expect(chips().map((one) => one.textContent)).toEqual(['👍 1', '🎉 1']);
  });

  it('are six taps away in the menu, which also tells who reacted', async () => {
    await open();
    const menu = await menuOf('The table is here');
    expect(menu.textContent).toMatch(/👍.*Mira/);
    const quick = within(within(menu).getByRole('group', { name: 'React' }));
    expect(quick.getAllByRole('button')).toHaveLength(7);
    expect(quick.getByRole('button', { name: '👍' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(quick.getByRole('button', { name: '❤️' }));
    await settled();
    expect(calls()).toEqual([[message.id, '❤️']]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('that reach nobody are refused in plain words', async () => {
    here.engine.answers = { fail: new Set(['react']), kind: 'nobody-understands' };
    await open();
    fireEvent.click(chips()[1]!);
    await settled();
    expect(said()).toMatch(/Nobody here uses Porchlight/);
  });
});

describe('the list of all emoji', () => {
  const openList = async (): Promise<HTMLElement> => {
    await menuOf('The table is here');
    await press('More emoji');
    return screen.getByRole('dialog', { name: 'Emoji' });
  };

  it('has each emoji once, with a word to find it by', () => {
    const all = EMOJI_GROUPS.flatMap(({ emoji }) => emoji);
    expect(all.length).toBeGreaterThan(450);
    expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length);
    expect(
      all.filter(
        ({ sign, words }) => !/\p{Emoji}/u.test(sign) || /^[\w ]+$/.test(sign) || words.length === 0,
      ),
    ).toEqual([]);
    expect(all.filter(({ sign }) => !isEmoji(sign))).toEqual([]);
    expect(findEmoji('LADD').map(({ sign }) => sign)).toEqual(['🪜']);
    expect(findEmoji('heart red')[0]?.sign).toBe('❤️');
  });

  it('is searched by words, and Enter takes the first', async () => {
    await open();
    const list = await openList();
    expect(within(list).getAllByRole('heading').length).toBeGreaterThan(6);
    await typeInto('Search emoji', 'ladd');
    expect(within(list).getAllByRole('button', { name: /^[^A-Z]/ })).toHaveLength(1);
    await key(screen.getByLabelText('Search emoji'), 'Enter', { isComposing: true });
    expect(calls()).toEqual([]); // it chose a word
    await key(screen.getByLabelText('Search emoji'), 'Enter');
    expect(calls()).toEqual([[message.id, '🪜']]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says when there is none by a word', async () => {
    await open();
    await openList();
    await typeInto('Search emoji', 'xyzzy');
    expect(screen.getByText('No emoji by that word')).toBeTruthy();
  });

  it('is walked through with the arrow keys', async () => {
    await open();
    const list = await openList();
    const all = [...list.querySelectorAll<HTMLElement>('button.emoji')];
    await key(screen.getByLabelText('Search emoji'), 'ArrowDown');
    expect(document.activeElement).toBe(all[0]);
    await key(all[0]!, 'ArrowRight');
    await key(all[1]!, 'ArrowRight');
    expect(document.activeElement).toBe(all[2]);
    await key(all[2]!, 'ArrowLeft');
    expect(document.activeElement).toBe(all[1]);
  });

  it('also puts emoji into what is being written, where the caret is', async () => {
    await open();
    await write('See you!');
    field().setSelectionRange(7, 7);
    await press('Emoji');
    fireEvent.click(screen.getByRole('button', { name: '🎉' }));
    await settled();
    expect(field().value).toBe('See you🎉!');
    expect(document.activeElement).toBe(field());
    expect(field().selectionStart).toBe(9);
  });

  it('has no button beside the field on a phone, whose keyboard has them', async () => {
    setMedia(MOUSE, false);
    await open();
    expect(screen.queryByRole('button', { name: 'Emoji' })).toBeNull();
  });
});
