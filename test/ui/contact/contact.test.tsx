// A person's page: whose key it is, how sure one may be of the name, and the name that I give.
// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hexOfFingerprint, keyTag } from '../../../src/lib/key-tag.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, title } from '../support/hands.ts';

const words = en.contact;
let engine = new FakeEngine();
beforeEach(() => void (engine = new FakeEngine()));

const open = async (seed: string, more = {}) => {
  const person = engine.addPerson(seed, more);
  await openApp(engine, 'contact', person.fingerprint);
  return person;
};
async function give(name: string): Promise<void> {
  await press(new RegExp(words.nameYouGave));
  fireEvent.input(within(screen.getByRole('dialog')).getByRole('textbox'), { target: { value: name } });
  await settled();
}

describe('a name', () => {
  it('that is only claimed stands in quotes with the long tag', async () => {
    const { fingerprint } = await open('owl', { claimed: 'nightowl' });
    expect(title()).toContain('nightowl');
    expect(title()).toContain(keyTag(fingerprint, 8));
    expect(screen.getByText(en.verify.unproven)).toBeTruthy();
  });

  it('that is mine for them stands alone, with theirs below it', async () => {
    await open('Mira', { petname: 'Mira', claimed: 'mira_m' });
    expect(title()).toBe('Mira');
    expect(screen.getByText('mira_m')).toBeTruthy();
  });

  it('like that of somebody I know is warned of', async () => {
    engine.addPerson('Mira', { petname: 'Mira' });
    await open('other', { claimed: 'Mira' });
    expect(screen.getAllByText(en.alike.notThe('\u2068Mira\u2069'))).toHaveLength(2);
    expect(screen.getByText(en.alike.onlyThey)).toBeTruthy();
  });

  it('is given, cleaned, and taken away again', async () => {
    const { fingerprint } = await open('owl', { claimed: 'nightowl' });
    await give('  La\u202Edder man ');
    await press(en.you.save);
    expect(engine.calledWith('setPetname')).toEqual([[fingerprint, 'Ladder man']]);
    await vi.waitFor(() => expect(title()).toBe('Ladder man'));
    await press(new RegExp(words.nameYouGave));
    await press(words.removeName);
    expect(engine.calledWith('setPetname').at(-1)).toEqual([fingerprint, '']);
    await vi.waitFor(() => expect(title()).toContain('nightowl'));
  });

  it('that was not kept is said so', async () => {
    engine.answers.fail = new Set(['setPetname'] as const);
    await open('owl', { claimed: 'nightowl' });
    await give('Ladder man');
    await press(en.you.save);
    expect(screen.getByRole('alert').textContent).toBe(en.app.broke);
    expect(title()).toContain('nightowl');
  });
});

describe('a key', () => {
  it('is shown whole and copied whole', async () => {
    const written = vi.fn(() => Promise.resolve());
    Object.assign(navigator, { clipboard: { writeText: written } });
    const { fingerprint } = await open('Mira');
    await press(en.you.copyFingerprint);
    const [copied] = written.mock.calls[0] as unknown as [string];
    expect(copied.replaceAll(' ', '')).toBe(hexOfFingerprint(fingerprint));
    expect(screen.getByText(copied)).toBeTruthy();
    expect(screen.getByText(en.copying.copied)).toBeTruthy();
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('is selected where the page has no clipboard', async () => {
    const { fingerprint } = await open('Mira');
    await press(en.you.copyFingerprint);
    expect(getSelection()?.toString().replaceAll(' ', '')).toBe(hexOfFingerprint(fingerprint));
    expect(screen.getByText(en.you.selected)).toBeTruthy();
  });

  it('leads to a chat', async () => {
    const { fingerprint } = await open('Mira', { petname: 'Mira' });
    await press(words.message);
    expect(location.hash).toBe(`#/chat/${encodeURIComponent(directId(fingerprint))}`);
  });

  it('that is not to the rules cannot be written to', async () => {
    await open('odd', { writable: false });
    expect(screen.getByText(words.cannotWrite)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.message })).toBe(null);
  });

  it('that is in no list lives nowhere', async () => {
    await open('Jo', { servers: [], light: 'off' });
    expect(screen.getByText(words.nowhere)).toBeTruthy();
    expect(screen.getByText(en.app.lightOff)).toBeTruthy();
  });

  it('that nobody knows is said to be unknown', async () => {
    await openApp(engine, 'contact', 'nobody');
    expect(title()).toBe(words.unknown);
  });
});
