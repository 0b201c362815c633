// Comparing keys on the screen: the digits, their code, what a wrong code says, and where the mark is seen.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { verifyCode } from '../../../src/lib/verify-code.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press } from '../support/hands.ts';

const words = en.verify;
const ME = fingerprintFor('Anna');
let engine = new FakeEngine();
beforeEach(() => void (engine = new FakeEngine()));

const open = async (more = {}) => {
  const kofi = engine.addPerson('Kofi', { petname: 'Kofi', ...more });
  await openApp(engine, 'verify', kofi.fingerprint);
  return kofi;
};
const paste = async (text: string): Promise<void> => {
  await press(words.scan);
  const dialog = within(screen.getByRole('dialog'));
  fireEvent.input(dialog.getByLabelText(en.scan.paste), { target: { value: text } });
  await settled();
  await press(en.scan.use);
};
const isMarked = (): boolean => screen.queryByText(/Kofi.* is verified/) !== null;

describe('comparing', () => {
  it('shows the code of my key for theirs, and the digits in groups, spoken one by one', async () => {
    const kofi = await open();
    const { digits } = await engine.safetyNumber(kofi.fingerprint);
    expect(screen.getByRole('img', { name: /Your code for .*Kofi.* to scan/ })).toBeTruthy();
    const line = screen.getByRole('img', { name: /^Safety number/ });
    expect(line.textContent).toBe(digits);
    expect(line.children).toHaveLength(12);
    expect(line.getAttribute('aria-label')).toContain(Array.from(digits.slice(0, 5)).join(' '));
  });

  it('has the digits large and in rows to read to each other', async () => {
    const kofi = await open();
    fireEvent.click(screen.getByRole('radio', { name: words.numbers }));
    await settled();
    const { digits } = await engine.safetyNumber(kofi.fingerprint);
    const rows = screen.getAllByRole('img', { name: /^Row \d/ });
    expect(rows.map(({ textContent }) => textContent)).toEqual(digits.match(/.{15}/g));
    expect(screen.queryByRole('button', { name: words.scan })).toBeNull();
  });

  it('marks by the numbers when they match, and takes the mark away', async () => {
    const kofi = await open();
    expect(isMarked()).toBe(false);
    await press(words.match);
    expect(engine.calledWith('setVerified')).toEqual([[kofi.fingerprint, 'number']]);
    await vi.waitFor(() => expect(isMarked()).toBe(true));
    expect(screen.getByText(/by the numbers/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.match })).toBeNull();
    await press(words.unmark);
    expect(engine.calledWith('setVerified').at(-1)).toEqual([kofi.fingerprint, undefined]);
    await vi.waitFor(() => expect(isMarked()).toBe(false));
  });

  it('marks by their code when it fits', async () => {
    const kofi = await open();
    await paste(verifyCode(kofi.fingerprint, ME));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(engine.calledWith('setVerified')).toEqual([[kofi.fingerprint, 'code']]);
    await vi.waitFor(() => expect(isMarked()).toBe(true));
    expect(screen.getByText(/Now let .*Kofi.* scan your code/)).toBeTruthy();
  });

  it.each([
    [
      'of somebody else',
      () => verifyCode(fingerprintFor('Zoe'), ME),
      /another key than the one you know as .*Kofi/,
    ],
    [
      'of theirs that was made for another key than mine',
      () => verifyCode(fingerprintFor('Kofi'), fingerprintFor('Zoe')),
      /made for another key than yours/,
    ],
    ['of my own', () => verifyCode(ME, fingerprintFor('Kofi')), /your own code/],
    ['that is none', () => 'https://example.org', /no code for comparing keys/],
  ])('refuses a code %s in words, and changes nothing', async (_, code, said) => {
    await open();
    await paste(code());
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toMatch(said);
    expect(engine.calledWith('setVerified')).toEqual([]);
  });

  it('says what it may mean that they differ, and changes nothing on its own', async () => {
    await open({ verifiedAt: 1, verifiedHow: 'code' });
    await press(words.differ);
    const dialog = within(screen.getByRole('alertdialog'));
    for (const text of [words.differPages, words.differNew, words.differMiddle, words.differWait])
      expect(dialog.getByText(text)).toBeTruthy();
    expect(engine.calledWith('setVerified')).toEqual([]);
    fireEvent.click(dialog.getByRole('button', { name: words.unmark }));
    await settled();
    expect(engine.calledWith('setVerified').at(-1)?.[1]).toBeUndefined();
  });

  it('that cannot be worked out says so, and is tried again', async () => {
    engine.answers.fail = new Set(['safetyNumber'] as const);
    await open();
    expect(screen.getByRole('alert').textContent).toBe(words.failed);
    expect(screen.getByRole('button', { name: words.match })).toHaveProperty('disabled', true);
    engine.answers.fail = new Set();
    await press(en.app.tryAgain);
    expect(screen.getByRole('img', { name: /^Safety number/ })).toBeTruthy();
  });

  it('with nobody leads to the people', async () => {
    await openApp(engine, 'verify', fingerprintFor('nobody'));
    expect(screen.getByText(en.contact.unknown)).toBeTruthy();
  });
});

describe('the mark', () => {
  const marks = (): number => document.querySelectorAll('.vmark').length;

  it('stands in the list, the header and on the page, is spoken, and goes with the verification', async () => {
    const kofi = engine.addPerson('Kofi', { petname: 'Kofi', verifiedAt: 1, verifiedHow: 'number' });
    engine.addMessage(directId(kofi.fingerprint), kofi.fingerprint, 'Hello');
    await openApp(engine, 'chats');
    expect(marks()).toBe(1);
    expect(screen.getByRole('link', { name: /Kofi, verified/ })).toBeTruthy();
    cleanup();
    await openApp(engine, 'chat', directId(kofi.fingerprint));
    expect(screen.getAllByRole('heading', { name: /Kofi, verified/ }).length).toBeGreaterThan(0);
    expect(screen.getByText(/Only you and .*Kofi.* can open/)).toBeTruthy();
    cleanup();
    await openApp(engine, 'contact', kofi.fingerprint);
    expect(screen.getByText(words.verified)).toBeTruthy();
    await engine.setVerified(kofi.fingerprint, undefined);
    await settled();
    await vi.waitFor(() => expect(screen.getByText(words.notYet)).toBeTruthy());
  });

  it('stands beside each name of a group, of who wrote there, and of who is named in a text', async () => {
    const kofi = engine.addPerson('Kofi', { petname: 'Kofi', verifiedAt: 1, verifiedHow: 'number' });
    const zoe = engine.addPerson('Zoe', { petname: 'Zoe' });
    const group = 'g:supper' as ConversationId;
    engine.addConversation(group, { members: [kofi.fingerprint, zoe.fingerprint] });
    engine.addMessage(group, kofi.fingerprint, 'Soup or salad?');
    engine.addMessage(group, zoe.fingerprint, '@Kofi both', {
      mentions: [{ at: 0, length: 5, who: kofi.fingerprint }],
    });
    await openApp(engine, 'chat', group);
    const marked = (selector: string): readonly boolean[] =>
      [...document.querySelectorAll(selector)].map((one) => one.querySelector('.vmark') !== null);
    expect(marked('.run__who')).toEqual([true, false]);
    await vi.waitFor(() => expect(document.querySelector('.mention + .vmark')).not.toBeNull());
    await press(en.chat.whoIsHere);
    expect(marked('.members .person__n')).toEqual([true, false, false]); // Kofi, Zoe, myself
  });

  it('is absent beside who was not compared, and their chat says what it is sealed to', async () => {
    const owl = engine.addPerson('owl', { claimed: 'nightowl' });
    engine.addMessage(directId(owl.fingerprint), owl.fingerprint, 'Hello');
    await openApp(engine, 'chat', directId(owl.fingerprint));
    expect(marks()).toBe(0);
    expect(screen.getByText(/Sealed to the key that calls itself/)).toBeTruthy();
    expect(screen.queryByText(/Only you and/)).toBeNull();
  });

  it('does not pass to another key that claims the name', async () => {
    const kofi = engine.addPerson('Kofi', { claimed: 'Kofi', verifiedAt: 1, verifiedHow: 'number' });
    const other = engine.addPerson('other', { claimed: 'Kofi' });
    for (const one of [kofi, other]) engine.addMessage(directId(one.fingerprint), one.fingerprint, 'Hello');
    await openApp(engine, 'chats');
    const rows = screen.getAllByRole('link', { name: /Kofi/ });
    expect(rows).toHaveLength(2);
    expect(rows.filter((row) => row.querySelector('.vmark') !== null)).toHaveLength(1);
  });
});

describe('a key that came when another one went', () => {
  it('is cautioned of in its chat and on its page, with the way to compare', async () => {
    const mira = engine.addPerson('Mira', { petname: 'Mira', light: 'off' });
    const other = engine.addPerson('other', { claimed: 'zoe', inPlaceOf: mira.fingerprint });
    engine.addMessage(directId(other.fingerprint), other.fingerprint, 'It is me');
    await openApp(engine, 'chat', directId(other.fingerprint));
    expect(screen.getByText(/This key came when that of .*Mira.* went/)).toBeTruthy();
    const link = screen.getByRole('link', { name: en.chatMore.compare });
    expect(link.getAttribute('href')).toContain(encodeURIComponent(other.fingerprint));
    cleanup();
    await openApp(engine, 'contact', other.fingerprint);
    expect(screen.getByText(/This key came when that of .*Mira.* went/)).toBeTruthy();
    expect(screen.getByText(en.chatMore.inPlaceHelp)).toBeTruthy();
  });
});

describe('my own key at another device', () => {
  it('is a banner until I say that the device is mine, and its page tells both cases', async () => {
    engine.elsewhere = true;
    await openApp(engine, 'chats');
    fireEvent.click(screen.getByRole('link', { name: en.banners.look }));
    await settled();
    expect(screen.getByText(words.elsewhereMineHelp)).toBeTruthy();
    expect(screen.getByText(words.elsewhereOtherHelp)).toBeTruthy();
    // The identity that tells its people of the next one is still needed.
    expect(document.body.textContent).toContain(en.selves.moveCell);
    expect(document.body.textContent).not.toContain('remove this identity');
    const go = screen.getByRole('link', { name: words.elsewhereGo });
    expect(go.getAttribute('href')).toBe('#/you/identity');
    await press(words.elsewhereIsMine);
    expect(engine.calledWith('setPreferences')).toEqual([[{ elsewhereKnown: true }]]);
    await vi.waitFor(() => expect(screen.queryByText(en.banners.keyElsewhere)).toBeNull());
  });
});
