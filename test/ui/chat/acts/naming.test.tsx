// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Mark, mentionsOf, movedMarks, namingAt } from '../../../../src/ui/chat/acts/marks.ts';
import { fingerprintFor } from '../../../support/fake-engine.ts';
import { openApp, settled } from '../../../support/ui.tsx';
import { field, key, row, type Scene, scene, write } from './scene.ts';

let here: Scene;
beforeEach(() => {
  here = scene();
});
const open = () => openApp(here.engine, 'chat', here.group);
const list = (): HTMLElement | null => screen.queryByRole('listbox');
const choices = (): string[] =>
  list() === null
    ? []
    : within(list()!)
        .getAllByRole('option')
        .map(({ textContent }) => textContent);
const sent = () => here.engine.calledWith('sendText').at(-1);

describe('naming people', () => {
  it('opens a list behind an @ in a group, by my names and by theirs, with the long tag', async () => {
    await open();
    await write('Hello @');
    expect(choices()).toHaveLength(3);
    await write('Hello @m');
    expect(choices()).toEqual(['Mira']);
    await write('Hello @tail');
    expect(choices()[0]).toMatch(/Tom Tailor.{8}$/);
    await write('Hello @nobody');
    expect(list()).toBeNull();
    await write('mail@m');
    expect(list()).toBeNull();
  });

  it('does not open in a chat of two', async () => {
    await openApp(here.engine, 'chat', here.chat);
    await write('@');
    expect(list()).toBeNull();
  });

  it('goes by arrow keys, Enter, Tab and Esc, and tells the field which one it is on', async () => {
    await open();
    await write('@');
    const current = (): string =>
      document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';
    expect(current()).toBe('Mira');
    await key(field(), 'ArrowDown');
    expect(current()).toBe('Zoe');
    await key(field(), 'ArrowUp');
    await key(field(), 'ArrowUp');
    expect(current()).toMatch(/Tom/);
    await key(field(), 'Escape');
    expect(list()).toBeNull();
    expect(field().hasAttribute('aria-activedescendant')).toBe(false);
    expect(field().value).toBe('@');
    await write('@t');
    await key(field(), 'Tab');
    expect(field().value).toBe('@Tom Tailor ');
    expect(here.engine.calledWith('sendText')).toEqual([]);
  });

  it('puts the name into the text that the person gives themself, and sends who is meant', async () => {
    await open();
    await write('  Ask @mi');
    await key(field(), 'Enter');
    expect(field().value).toBe('  Ask @Miroslava ');
    expect(document.activeElement).toBe(field());
    await key(field(), 'Enter');
    const mentions = [{ at: 4, length: 10, who: here.mira.fingerprint }];
    expect(sent()).toEqual([here.group, 'Ask @Miroslava', { mentions }]);
  });

  it('comes back with the words that could not be kept, also beside what was written meanwhile', async () => {
    const { engine } = here;
    const refused: (() => void)[] = [];
    const sendText = engine.sendText.bind(engine);
    engine.sendText = () => new Promise((_, reject) => refused.push(() => reject(new Error('full'))));
    await open();
    await write('  Ask @mi');
    await key(field(), 'Enter');
    await key(field(), 'Enter');
    await write('and @to');
    await key(field(), 'Enter');
    refused[0]?.();
    await settled();
    expect(field().value).toBe('  Ask @Miroslava \nand @Tom Tailor ');
    engine.sendText = sendText;
    await key(field(), 'Enter');
    const mentions = [
      { at: 4, length: 10, who: here.mira.fingerprint },
      { at: 20, length: 11, who: here.tom.fingerprint },
    ];
    expect(sent()).toEqual([here.group, 'Ask @Miroslava \nand @Tom Tailor', { mentions }]);
  });

  it('takes a tap, which leaves the focus in the field', async () => {
    await open();
    await write('@to');
    const [option] = screen.getAllByRole('option');
    expect(fireEvent.mouseDown(option!)).toBe(false);
    fireEvent.click(option!);
    await settled();
    expect(field().value).toBe('@Tom Tailor ');
  });

  it('keeps its place through further editing, and drops a name whose letters were changed', async () => {
    await open();
    await write('@mi');
    await key(field(), 'Enter');
    await write('@Miroslava @to');
    await key(field(), 'Enter');
    expect(field().value).toBe('@Miroslava @Tom Tailor ');
    await write('Hey @Miroslava @Tom Tailor ');
    await write('Hey @Mirosla @Tom Tailor ');
    await key(field(), 'Enter');
    const mentions = [{ at: 13, length: 11, who: here.tom.fingerprint }];
    expect(sent()).toEqual([here.group, 'Hey @Mirosla @Tom Tailor', { mentions }]);
  });

  it('says nobody’s petname when they have no name of their own', async () => {
    await open();
    await write('@zo');
    await key(field(), 'Enter');
    expect(field().value).toMatch(/^@[2-9A-Z]{4} $/);
  });
});

describe('a named person in a message', () => {
  it('shows by my name for that key whatever the text says, and I stand out', async () => {
    const text = '@Anna ask @Zoe or @Tom: https://example.org/x';
    here.engine.addMessage(here.group, here.tom.fingerprint, text, {
      mentions: [
        { at: 0, length: 5, who: 'me' },
        { at: 10, length: 4, who: here.mira.fingerprint },
        { at: 18, length: 4, who: here.tom.fingerprint },
      ],
    });
    await open();
    const marks = [...row(/ask/).querySelectorAll('.mention')];
    expect(marks.map(({ textContent }) => textContent?.replaceAll(/[\u2066-\u2069]/g, ''))).toEqual([
      '@You',
      '@Mira',
      expect.stringMatching(/^@“Tom Tailor” .{4}$/),
    ]);
    expect(marks.map((one) => one.classList.contains('is-me'))).toEqual([true, false, false]);
    expect(within(row(/ask/)).getByRole('link').getAttribute('href')).toBe('https://example.org/x');
    expect(row(/ask/).textContent).not.toContain('Zoe');
  });
});

describe('marks', () => {
  const who = fingerprintFor('x');
  const mark = (at: number, label: string): Mark => ({ at, label, who });
  it.each([
    ['typed before', '@Ines hi', 'Oh @Ines hi', 3, [3]],
    ['typed behind', '@Ines hi', '@Ines hi you', 12, [0]],
    ['the same sign before it', '@Ines', '@@Ines', 1, [1]],
    ['a line taken out before', 'one\n@Ines', '@Ines', 0, [0]],
    ['changed inside', '@Ines', '@Inxes', 4, []],
    ['cut away', 'Oh @Ines', 'Oh ', 3, []],
    ['all replaced', '@Ines', 'Other', 5, []],
  ] as const)('move with the text: %s', (_, before, after, caret, places) => {
    const moved = movedMarks([mark(before.indexOf('@'), '@Ines')], before, after, caret);
    expect(moved.map(({ at }) => at)).toEqual(places);
  });
  it('are only what the text still says', () => {
    expect(mentionsOf('  @Ines and @Tom', [mark(2, '@Ines'), mark(11, '@Tim')])).toEqual([
      { at: 0, length: 5, who },
    ]);
  });
  it('begin at a word', () => {
    expect(namingAt('Hi (@in', 7)).toEqual({ at: 4, query: 'in' });
    expect(namingAt('a@in', 4)).toBeUndefined();
    expect(namingAt('@in es', 6)).toBeUndefined();
    expect(namingAt('@ines', 3)).toEqual({ at: 0, query: 'in' });
  });
});
