// The spare key beyond its making: another device, paper, contacts in the file; and what cannot be done without a file.
// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecoveryState } from '../../../src/engine/port/identity.ts';
import { CONTACTS, writeKeyCodes } from '../../../src/lib/key-codes.ts';
import { pemText } from '../../../src/lib/pem-block.ts';
import { recoveryHead } from '../../../src/lib/recovery-head.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, typeInto } from '../support/hands.ts';

const words = en.spare;
const ME = fingerprintFor('Anna');
const TESTED: RecoveryState = { kind: 'tested', savedAt: Date.UTC(2026, 4, 12) };
let engine = new FakeEngine();

const fileWith = (contacts: number): string => {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7) & 255);
  const head = recoveryHead({ fingerprint: ME, madeAt: 0, opener: 'words' });
  const key = pemText('ENCRYPTED PRIVATE KEY', Uint8Array.from([0x30, 0x82, 5, 46, ...bytes(1326)]));
  return head + key + (contacts > 0 ? pemText(CONTACTS, bytes(contacts)) : '');
};
async function open(recovery: RecoveryState = TESTED, contacts = 0, isLocked = false): Promise<void> {
  const lock = isLocked ? { lock: { passkey: undefined } } : {};
  engine.identity = {
    phase: 'ready',
    me: { fingerprint: ME, name: 'Anna', createdAt: 0, recovery, ...lock },
  };
  engine.answers.saved = { fileName: 'anna.porchlight-key', text: fileWith(contacts) };
  await openApp(engine, 'you', 'identity');
}
const dialog = (): HTMLElement => screen.getByRole('dialog');

beforeEach(() => {
  engine = new FakeEngine();
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});

describe('adding a device', () => {
  it('shows one code after another, round and round', async () => {
    await open();
    await press(new RegExp(words.addDevice));
    const shows = async (at: number): Promise<unknown> =>
      within(dialog()).findByRole('img', { name: words.code(at, 5) });
    expect(await shows(1)).toBeTruthy();
    await press(words.next);
    expect(await shows(2)).toBeTruthy();
    await press(words.before);
    await press(words.before);
    expect(await shows(5)).toBeTruthy();
  });

  it('turns by itself when told to, and not before', async () => {
    await open();
    await press(new RegExp(words.addDevice));
    vi.useFakeTimers();
    const at = () => within(dialog()).getByText(/^Code \d of 5$/).textContent;
    vi.advanceTimersByTime(10_000);
    expect(at()).toBe(words.code(1, 5));
    fireEvent.click(screen.getByRole('switch', { name: new RegExp(words.turning) }));
    await vi.advanceTimersByTimeAsync(3100);
    expect(at()).toBe(words.code(2, 5));
    vi.useRealTimers();
    await settled();
  });

  it('counts as use of the app, though nobody touches it: a lock waits', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await open(TESTED, 0, true);
    await press(new RegExp(words.addDevice));
    const before = engine.calledWith('active').length;
    vi.advanceTimersByTime(35_000);
    expect(engine.calledWith('active')).toHaveLength(before + 3);
    await press(words.close);
    vi.advanceTimersByTime(35_000);
    expect(engine.calledWith('active')).toHaveLength(before + 3);
    vi.useRealTimers();
  });

  it('copies the whole file as a text', async () => {
    const writeText = vi.fn((text: string) => Promise.resolve(void text));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await open(TESTED, 300);
    await press(new RegExp(words.addDevice));
    expect(dialog().textContent).toContain(words.withContacts);
    await press(words.copy);
    expect(writeText).toHaveBeenCalledWith(fileWith(300));
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('leaves contacts out that are too many for codes, and says so', async () => {
    await open(TESTED, 20_000);
    await press(new RegExp(words.addDevice));
    expect(dialog().textContent).toContain(words.withoutContacts);
    expect(within(dialog()).getByText(words.code(1, 5))).toBeTruthy();
  });

  it('is not possible without a file, and says why', async () => {
    await open({ kind: 'none' });
    expect(screen.queryByRole('button', { name: new RegExp(words.addDevice) })).toBe(null);
    expect(screen.getByText(words.addNone)).toBeTruthy();
    expect(screen.getByText(words.nobodyCan)).toBeTruthy();
  });
});

describe('the sheet', () => {
  it('has all codes, whose they are and how to use them, and not what opens them', async () => {
    const print = vi.spyOn(globalThis, 'print').mockImplementation(() => undefined);
    await open();
    await press(new RegExp(words.print));
    const sheet = dialog();
    expect(writeKeyCodes(fileWith(0), ME, true)).toHaveLength(5);
    for (const at of [1, 2, 3, 4, 5])
      expect(await within(sheet).findByRole('img', { name: words.code(at, 5) })).toBeTruthy();
    expect(sheet.textContent).toContain('Anna');
    expect(sheet.textContent).toContain(words.sheetHow);
    expect(sheet.textContent).toContain(words.sheetOpener.words);
    expect(document.documentElement.classList.contains('prints')).toBe(true);
    await press(words.printNow);
    expect(print).toHaveBeenCalledOnce();
    await press(words.close);
    expect(document.documentElement.classList.contains('prints')).toBe(false);
  });
});

describe('contacts in the file', () => {
  it('are put in with what opens it, and the file is saved again', async () => {
    engine.answers.packed = 'wrong';
    await open();
    await press(new RegExp(words.contacts));
    await typeInto(en.welcome.word(1), 'copper window river lantern oat kettle');
    await press(words.contactsPut);
    expect(screen.getByRole('alert').textContent).toBe(en.you.rehearseBad);
    delete engine.answers.packed;
    await press(words.contactsPut);
    expect(engine.calledWith('packContacts').at(-1)).toEqual(['copper window river lantern oat kettle']);
    expect(screen.getByText(words.contactsDone(3, 1))).toBeTruthy();
    await press(words.contactsSave);
    expect(engine.calledWith('savedRecovery')).toHaveLength(1);
  });

  it('ask for the passphrase where there is one', async () => {
    await open({ ...TESTED, own: true });
    expect(screen.getByText(/opened with its passphrase/)).toBeTruthy();
    await press(new RegExp(words.contacts));
    await typeInto(en.welcome.passphrase, 'My Own one');
    await press(words.contactsPut);
    expect(engine.calledWith('packContacts')).toEqual([['My Own one']]);
  });
});
