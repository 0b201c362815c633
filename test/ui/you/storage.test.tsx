// You › Storage: sizes, what may be cleared, export and import; and what the page asks and says by itself.
// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fingerprint } from '../../../src/domain/ids.ts';
import { watchStorage } from '../../../src/ui/watch-storage.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press } from '../support/hands.ts';

const words = en.storage;
let engine: FakeEngine;
let mira: Fingerprint;
let otto: Fingerprint;
let isKept = false;
const persist = vi.fn(() => Promise.resolve(isKept));

beforeEach(() => {
  engine = new FakeEngine();
  mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
  otto = engine.addPerson('Otto', { petname: 'Otto' }).fingerprint;
  engine.addMessage(directId(mira), mira, 'Good morning');
  engine.addMessage(directId(otto), otto, 'Good evening');
  engine.answers.storage = {
    usage: 148e6,
    quota: 6e9,
    images: 96e6,
    files: 31e6,
    chats: [
      { id: directId(mira), messages: 1, bytes: 2e6 },
      { id: directId(otto), messages: 1204, bytes: 41e6 },
    ],
  };
  isKept = false;
  persist.mockClear();
  Object.defineProperty(navigator, 'storage', {
    configurable: true,
    value: { persist, persisted: () => Promise.resolve(isKept) },
  });
});
afterEach(() => localStorage.clear());

const dialog = (): HTMLElement => screen.getByRole('dialog');
const saved = () => vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);

describe('the storage page', () => {
  it('tells what is used and by what, and shows the largest chat first', async () => {
    await openApp(engine, 'you', 'storage');
    expect(screen.getByText('148 MB')).toBeTruthy();
    expect(screen.getByText(words.ofAbout('6 GB'))).toBeTruthy();
    expect(screen.getByRole('img', { name: /Pictures: 96 MB.*Files: 31 MB.*app: 21 MB/ })).toBeTruthy();
    const rows = screen.getAllByRole('button', { name: /messages?/ });
    expect(rows.map((row) => row.textContent)).toEqual(['Otto1,204 messages41 MB', 'Mira1 message2 MB']);
    expect(screen.queryByText(words.low)).toBe(null);
  });

  it('warns where little is left, and has no number that the browser did not give', async () => {
    engine.answers.storage = { ...engine.answers.storage!, quota: 160e6 };
    await openApp(engine, 'you', 'storage');
    expect(screen.getByText(words.lowHelp('12 MB'))).toBeTruthy();
    cleanup();
    engine.answers.storage = { ...engine.answers.storage, usage: undefined, quota: undefined };
    await openApp(engine, 'you', 'storage');
    expect(screen.getByText('127 MB')).toBeTruthy();
    expect(screen.getByText(words.onDevice)).toBeTruthy();
  });

  it('says that the browser may clear it, asks on a tap, and tells how that went', async () => {
    await openApp(engine, 'you', 'storage');
    expect(screen.getByText(words.notKept)).toBeTruthy();
    expect(screen.getByText(new RegExp(words.privateWindow))).toBeTruthy();
    await press(words.keep);
    expect(screen.getByText(words.notKeptNow)).toBeTruthy();
    expect(screen.getByText(words.notKept)).toBeTruthy();
    isKept = true;
    await press(words.keep);
    expect(screen.getByText(words.kept)).toBeTruthy();
    expect(screen.queryByText(new RegExp(words.privateWindow))).toBe(null);
  });

  it('says nothing of it before it is known', async () => {
    const answer = new Promise<boolean>(() => undefined);
    Object.defineProperty(navigator, 'storage', {
      configurable: true,
      value: { persist, persisted: () => answer },
    });
    await openApp(engine, 'you', 'storage');
    expect(screen.getByText('148 MB')).toBeTruthy();
    expect(screen.queryByText(words.notKept)).toBe(null);
  });

  it('warns of Safari’s seven days in a tab of it', async () => {
    const vendor = vi.spyOn(navigator, 'vendor', 'get').mockReturnValue('Apple Computer, Inc.');
    await openApp(engine, 'you', 'storage');
    expect(screen.getByText(words.safari)).toBeTruthy();
    cleanup();
    vendor.mockReturnValue('Google Inc.');
    await openApp(engine, 'you', 'storage');
    expect(screen.queryByText(words.safari)).toBe(null);
    vendor.mockRestore();
  });
});

describe('one chat', () => {
  beforeEach(async () => {
    await openApp(engine, 'you', 'storage');
    await press(/Otto/);
  });

  it('has its files cleared, and the sizes are looked at again', async () => {
    await press(new RegExp(words.clearFiles));
    expect(engine.calledWith('clearFiles')).toEqual([[directId(otto)]]);
    expect(screen.queryByRole('dialog')).toBe(null);
    expect(engine.calledWith('storageReport')).toHaveLength(2);
  });

  it('is cleared after a question', async () => {
    await press(words.clearAll);
    expect(engine.calledWith('clearConversation')).toEqual([]);
    fireEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: en.talk.clearNow }));
    await settled();
    expect(engine.calledWith('clearConversation')).toEqual([[directId(otto)]]);
  });

  it('is exported alone', async () => {
    const click = saved();
    await press(words.exportChat);
    expect(dialog().textContent).toContain(words.notLocked);
    await press(words.export);
    expect(engine.calledWith('exportChats')).toMatchObject([
      [[directId(otto)], true, { lang: 'en-GB', dir: 'ltr', me: 'You', quotes: ['“', '”'] }],
    ]);
    expect(click.mock.contexts[0]).toHaveProperty('download', 'porchlight-chats-2026-05-12.zip');
    expect(screen.queryByRole('dialog')).toBe(null);
    click.mockRestore();
  });
});

describe('an export', () => {
  it('says first that it is not locked, and goes without files if they are not wanted', async () => {
    const click = saved();
    await openApp(engine, 'you', 'storage');
    await press(new RegExp(words.exportChats));
    expect(dialog().textContent).toContain(words.notLocked);
    expect(engine.calledWith('exportChats')).toEqual([]);
    await press(/With files/, 'switch');
    await press(words.export);
    expect(engine.calledWith('exportChats')).toMatchObject([['all', false, {}]]);
    expect(screen.getByText(words.exported)).toBeTruthy();
    click.mockRestore();
  });

  it('shows how far it is, and saves nothing when it was closed meanwhile', async () => {
    const click = saved();
    let go = (): void => undefined;
    engine.answers.archive = new Promise((resolve) => (go = resolve));
    await openApp(engine, 'you', 'storage');
    await press(new RegExp(words.exportChats));
    await press(words.export);
    expect(screen.getByRole('progressbar')).toHaveProperty('value', 0.25);
    await press(en.app.cancel);
    go();
    await settled();
    expect(click).not.toHaveBeenCalled();
    click.mockRestore();
  });

  it('that fails says so and stays', async () => {
    engine.answers.fail = new Set(['exportChats']);
    await openApp(engine, 'you', 'storage');
    await press(new RegExp(words.exportChats));
    await press(words.export);
    expect(screen.getByRole('alert').textContent).toBe(words.failed);
  });
});

describe('an import', () => {
  const pick = async (): Promise<void> => {
    const input = screen.getByLabelText<HTMLInputElement>(words.importChats);
    const file = new File(['zip'], 'porchlight.zip');
    Object.defineProperty(input, 'files', { configurable: true, value: [file] });
    fireEvent.change(input);
    await settled();
  };

  it('tells what came of it, and the sizes are looked at again', async () => {
    await openApp(engine, 'you', 'storage');
    await pick();
    expect(dialog().textContent).toContain('31 messages added in 2 chats.');
    expect(dialog().textContent).toContain('3 files came along.');
    expect(dialog().textContent).toContain('4 were here already.');
    await press(words.done);
    expect(engine.calledWith('storageReport')).toHaveLength(2);
  });

  it.each([
    [undefined, '31 messages added in 2 chats.'],
    ['damaged', words.damaged],
  ])('that was closed meanwhile tells what came of it all the same (%s)', async (refusal, said) => {
    let go = (): void => undefined;
    engine.answers.archive = new Promise((resolve) => (go = resolve));
    if (refusal !== undefined) engine.answers.refusal = refusal;
    await openApp(engine, 'you', 'storage');
    await pick();
    await press(en.app.close);
    expect(screen.queryByRole('dialog')).toBe(null);
    go();
    await settled();
    expect(document.querySelector('.toast')?.textContent).toContain(said);
    expect(engine.calledWith('storageReport')).toHaveLength(2);
  });

  it('tells that nothing was new', async () => {
    engine.answers.imported = { chats: 0, added: 0, known: 35, refused: 0, files: 0 };
    await openApp(engine, 'you', 'storage');
    await pick();
    expect(dialog().textContent).toContain(words.nothingNew);
  });

  it.each([
    ['not-an-export', words.notAnExport],
    ['another-identity', words.anotherIdentity],
    ['unproven', words.unproven],
    ['damaged', words.damaged],
    ['too-large', words.tooLarge],
    ['newer-version', words.newerVersion],
    ['full', words.full],
    ['what-is-this', words.failed],
  ])('that is refused says why: %s', async (kind, said) => {
    engine.answers.refusal = kind;
    await openApp(engine, 'you', 'storage');
    await pick();
    expect(within(dialog()).getByRole('alert').textContent).toBe(said);
  });
});

describe('by itself', () => {
  it('the page asks the browser to keep it once, after the first message that was written here', async () => {
    const model = await openApp(engine);
    const end = watchStorage(model);
    engine.receive(directId(mira), mira, 'Are you there?');
    await settled();
    expect(persist).not.toHaveBeenCalled();
    const say = async (text: string): Promise<void> => {
      engine.addMessage(directId(mira), 'me', text);
      engine.change(directId(mira), {});
      await settled();
    };
    await say('Yes');
    expect(persist).toHaveBeenCalledTimes(1);
    await say('I am');
    end();
    // Another start, and the browser had promised nothing.
    const endAgain = watchStorage(await openApp(engine));
    await settled();
    expect(persist).toHaveBeenCalledTimes(1);
    endAgain();
  });

  it('does not ask where it is kept already', async () => {
    isKept = true;
    engine.addMessage(directId(mira), 'me', 'Hello');
    const end = watchStorage(await openApp(engine));
    await settled();
    expect(persist).not.toHaveBeenCalled();
    end();
  });

  it('tells when a full disk cost files of strangers', async () => {
    const end = watchStorage(await openApp(engine));
    engine.emit({ type: 'notice', notice: { kind: 'made-room', files: 3 } });
    await settled();
    expect(screen.getByText(words.madeRoom(3))).toBeTruthy();
    end();
  });
});
