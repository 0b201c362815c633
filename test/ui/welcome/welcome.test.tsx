// The first minutes as somebody goes through them: name, key, spare, and everything that can be done wrongly.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecoveryState, UnsupportedReason } from '../../../src/engine/port/identity.ts';
import { startRouting } from '../../../src/ui/route.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, submit, typeInto, title } from '../support/hands.ts';

const words = en.welcome;
const WORDS = ['harbour', 'apple', 'lantern', 'river', 'button', 'cloud'];
let engine = new FakeEngine();
const meWith = (name: string, recovery: RecoveryState = { kind: 'none' }) => ({
  fingerprint: fingerprintFor('Anna'),
  name,
  createdAt: 0,
  recovery,
});

beforeEach(() => {
  engine = new FakeEngine();
  engine.identity = { phase: 'none' };
  engine.connection = { phase: 'none' };
  engine.servers = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
});

async function toSpare(): Promise<void> {
  await openApp(engine);
  await press(words.start);
  await typeInto(words.yourName, '  Anna ');
  await press(words.continue);
}
async function toRehearsal(): Promise<void> {
  await toSpare();
  await press(words.saveSpare);
  await press(words.wroteThem);
}
const typeWords = (text: string) => typeInto(words.word(1), text);

describe('the first run', () => {
  it('leads from the welcome over name and spare to choosing a server', async () => {
    await toSpare();
    expect(engine.calledWith('createIdentity')).toHaveLength(1);
    expect(engine.calledWith('setName')).toEqual([['Anna']]);
    expect(title()).toBe(words.spareTitle);
    await press(words.saveSpare);
    expect(title()).toBe(words.wordsTitle);
    const shown = screen.getByRole('list', { name: words.wordsLabel }).textContent;
    for (const word of WORDS) expect(shown).toContain(word);
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe(words.wordsTitle));
    await press(words.wroteThem);

    engine.answers.rehearse = false;
    await typeWords(WORDS.toReversed().join(' '));
    await press(words.openFile);
    expect(screen.getByRole('alert').textContent).toBe(words.wordsBad);
    expect(engine.calledWith('finishIdentity')).toHaveLength(0);

    engine.answers.rehearse = true;
    await typeWords('1. Harbour 2. apple, 3. lantern 4. river 5. button 6. cloud\n');
    await press(words.openFile);
    expect(engine.calledWith('rehearseRecovery').at(-1)).toEqual([WORDS]);
    expect(engine.calledWith('finishIdentity')).toHaveLength(1);
    expect(title()).toBe(en.connect.title);
    expect(screen.getByText(words.spareGood)).toBeTruthy();
  });

  it('goes on without a spare when asked to', async () => {
    await toSpare();
    await press(words.skipSpare);
    expect(engine.calledWith('makeRecovery')).toHaveLength(0);
    expect(title()).toBe(en.connect.title);
  });

  it('lets the test wait', async () => {
    await toRehearsal();
    await press(words.later);
    expect(engine.calledWith('rehearseRecovery')).toHaveLength(0);
    expect(title()).toBe(en.connect.title);
  });

  it('shows the words again, and makes no second file for it', async () => {
    await toRehearsal();
    await press(words.showWords);
    expect(title()).toBe(words.wordsTitle);
    expect(engine.calledWith('makeRecovery')).toHaveLength(1);
  });

  it('warns before the page is closed while the words are on the paper only', async () => {
    const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));
    await toSpare();
    expect(leave()).toBe(true);
    await press(words.saveSpare);
    await vi.waitFor(() => expect(leave()).toBe(false));
    await press(words.wroteThem);
    await press(words.later);
    await vi.waitFor(() => expect(leave()).toBe(true));
  });
});

describe('making the key', () => {
  it('tells each step', async () => {
    engine.createIdentity = async () => engine.setIdentity({ phase: 'making', step: 'key' });
    await openApp(engine);
    await press(words.start);
    const now = (): string => screen.getByRole('status').textContent;
    expect(now()).toContain(words.keyMaking);
    engine.setIdentity({ phase: 'making', step: 'keep' });
    await settled();
    expect(now()).toContain(words.keyMade + words.keyKeeping);
    engine.setIdentity({ phase: 'making', step: 'try' });
    await settled();
    expect(now()).toContain(words.keyKept + words.keyTrying);
    expect(screen.queryByRole('button', { name: words.continue, hidden: false })).toHaveProperty(
      'disabled',
      true,
    );
  });

  it.each(['', '   ', '\u202E\u200B', '\u{1F512}'])(
    'takes no name that nobody could see: %j',
    async (name) => {
      await openApp(engine);
      await press(words.start);
      await typeInto(words.yourName, name);
      expect(screen.getByRole('button', { name: words.continue })).toHaveProperty('disabled', true);
      if (name.trim() !== '') expect(screen.getByText(words.nameUnseen)).toBeTruthy();
      await submit();
      expect(engine.calledWith('setName')).toHaveLength(0);
    },
  );

  it('gives the engine a name without marks that turn the text around, 40 characters at most', async () => {
    await openApp(engine);
    await press(words.start);
    await typeInto(words.yourName, `An\u202Ena${'x'.repeat(60)}`);
    await press(words.continue);
    expect(engine.calledWith('setName')).toEqual([[`Anna${'x'.repeat(36)}`]]);
  });

  it('can be tried again when it did not work', async () => {
    engine.answers.fail = new Set(['createIdentity'] as const);
    await openApp(engine);
    await press(words.start);
    expect((await screen.findByRole('alert')).textContent).toBe(en.app.broke);
    engine.answers.fail = new Set();
    await press(words.tryAgain);
    await vi.waitFor(() => expect(title()).toBe(words.made));
  });

  it('says that the name was not kept, and is ready for another try', async () => {
    engine.answers.fail = new Set(['setName'] as const);
    await toSpare();
    expect(screen.getByRole('alert').textContent).toBe(en.app.broke);
    expect(screen.getByRole('button', { name: words.continue }).getAttribute('aria-busy')).toBe(null);
    engine.answers.fail = new Set();
    await press(words.continue);
    expect(title()).toBe(words.spareTitle);
  });

  it('takes two quick Enters as one', async () => {
    let kept = (): void => undefined;
    const asked = vi.fn(() => new Promise<void>((done) => (kept = done)));
    engine.setName = asked;
    await openApp(engine);
    await press(words.start);
    await typeInto(words.yourName, 'Anna');
    await submit();
    await submit();
    expect(asked).toHaveBeenCalledTimes(1);
    kept();
    await settled();
  });

  it('is not begun by an address alone', async () => {
    await openApp(engine, 'welcome', 'make');
    expect(title()).toBe(words.title);
    expect(engine.calledWith('createIdentity')).toHaveLength(0);
  });

  it('asks for the name that a reload left out, and goes on to the server', async () => {
    engine.identity = { phase: 'ready', me: meWith('') };
    await openApp(engine);
    expect(title()).toBe(words.made);
    expect(engine.calledWith('createIdentity')).toHaveLength(0);
    await typeInto(words.yourName, 'Anna');
    await press(words.goOn);
    expect(title()).toBe(en.connect.title);
  });
});

describe('back', () => {
  it('leads from restoring to the welcome, and never out of a key that is on its way', async () => {
    const stop = startRouting();
    await openApp(engine);
    await press(words.restore);
    expect(title()).toBe(words.welcomeBack);
    history.back();
    await vi.waitFor(() => expect(title()).toBe(words.title));
    await press(words.start);
    await vi.waitFor(() => expect(title()).toBe(words.made));
    history.back();
    await settled();
    await settled();
    expect(title()).toBe(words.made);
    stop();
  });
});

describe('where no key can be', () => {
  it.each(['no-crypto', 'no-storage', 'cannot-keep-keys', 'self-test-failed'] as const)(
    'says why: %s',
    async (reason: UnsupportedReason) => {
      engine.identity = { phase: 'unsupported', reason };
      await openApp(engine);
      expect(screen.getByRole('alert').textContent).toContain(words.unsupported[reason]);
    },
  );

  it('offers the way back when the identity is lost, and a new start only on request', async () => {
    engine.identity = { phase: 'lost', fingerprint: fingerprintFor('Anna') };
    await openApp(engine);
    expect(title()).toBe(words.lostTitle);
    expect(engine.calledWith('createIdentity')).toHaveLength(0);
    await press(words.lostNew);
    await vi.waitFor(() => expect(title()).toBe(words.made));
    const asked = engine.calls.map(({ method }) => method).filter((method) => method !== 'readAddress');
    expect(asked).toEqual(['start', 'wipe', 'createIdentity']);
  });

  it('leads from lost to restoring', async () => {
    engine.identity = { phase: 'lost', fingerprint: undefined };
    await openApp(engine);
    fireEvent.click(screen.getByRole('button', { name: words.restore }));
    await settled();
    expect(title()).toBe(words.welcomeBack);
  });
});
