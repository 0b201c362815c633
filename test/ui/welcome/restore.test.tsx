// Coming back with a recovery file: what is asked for, and a sentence for everything that can be wrong with it.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RestoreResult } from '../../../src/engine/port/identity.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, submit, title, typeInto } from '../support/hands.ts';

const words = en.welcome;
const LOCKED = 'Some head\n-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n';
const BARE = '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n';
const SIX = ['copper', 'window', 'river', 'lantern', 'oat', 'kettle'];
let engine = new FakeEngine();

beforeEach(async () => {
  engine = new FakeEngine();
  engine.identity = { phase: 'none' };
  engine.connection = { phase: 'none' };
  engine.servers = [];
  await openApp(engine);
  await press(words.restore);
});

async function choose(text: string, name = 'anna.porchlight-key'): Promise<void> {
  const file = new File([text], name);
  // jsdom's File has no text().
  Object.defineProperty(file, 'text', { value: () => Promise.resolve(text) });
  fireEvent.change(screen.getByLabelText(words.recoveryFile), { target: { files: [file] } });
  await settled();
}
async function fill(text = LOCKED): Promise<void> {
  await choose(text);
  await typeInto(words.word(1), SIX.join(' '));
  await typeInto(words.yourName, 'Anna');
}
const isReady = (): boolean =>
  !screen.getByRole<HTMLButtonElement>('button', { name: words.openFile }).disabled;
const alert = (): string => screen.getByRole('alert').textContent;

describe('restoring', () => {
  it('asks for file, words and name before it opens anything', async () => {
    expect(isReady()).toBe(false);
    await choose(LOCKED);
    expect(screen.getByText('anna.porchlight-key', { exact: false })).toBeTruthy();
    await typeInto(words.word(1), SIX.slice(0, 5).join(' '));
    await typeInto(words.yourName, 'Anna');
    expect(isReady()).toBe(false);
    await typeInto(words.word(6), 'kettle');
    expect(isReady()).toBe(true);
    await press(words.openFile);
    expect(engine.calledWith('restoreIdentity')).toEqual([[LOCKED, SIX.join(' '), 'Anna']]);
  });

  it('spreads six pasted words over the fields, whichever field they are pasted into', async () => {
    const text = '1. Copper\n2. window\n3. river\n4. lantern\n5. oat\n6. kettle';
    fireEvent.paste(screen.getByLabelText(words.word(4)), { clipboardData: { getData: () => text } });
    await settled();
    const typed = SIX.map((_, i) => screen.getByLabelText<HTMLInputElement>(words.word(i + 1)).value);
    expect(typed).toEqual(SIX);
  });

  it.each<[Extract<RestoreResult, { ok: false }>['reason'], string | undefined]>([
    ['not-a-key-file', undefined],
    ['wrong-words', undefined],
    ['damaged', undefined],
    ['unsupported-scheme', 'scrypt'],
    ['wrong-kind-of-key', 'RSA-4096'],
    ['cannot-keep-keys', undefined],
  ])('says what is wrong: %s', async (reason, detail) => {
    engine.answers.restore = { ok: false, reason, ...(detail !== undefined && { detail }) };
    await fill();
    await press(words.openFile);
    expect(alert()).toContain(words.restoreFailed[reason]);
    if (detail !== undefined) expect(alert()).toContain(detail);
    expect(isReady()).toBe(true);
  });

  it('keeps what was typed when the browser turns out to be unable to keep keys', async () => {
    const before = engine.identity;
    engine.restoreIdentity = async () => {
      engine.setIdentity({ phase: 'making', step: 'keep' });
      await settled();
      engine.setIdentity({ phase: 'unsupported', reason: 'cannot-keep-keys' });
      await settled();
      engine.setIdentity(before);
      return { ok: false, reason: 'cannot-keep-keys' };
    };
    await fill();
    await press(words.openFile);
    await vi.waitFor(() => expect(alert()).toBe(words.restoreFailed['cannot-keep-keys']));
    expect(screen.getByLabelText<HTMLInputElement>(words.word(6)).value).toBe('kettle');
  });

  it('does not even read a file that is far too large', async () => {
    const file = new File([new Uint8Array(5_000_000)], 'film.porchlight-key');
    const read = vi.fn();
    Object.defineProperty(file, 'text', { value: read });
    fireEvent.change(screen.getByLabelText(words.recoveryFile), { target: { files: [file] } });
    await settled();
    expect(alert()).toBe(words.fileTooBig);
    expect(read).not.toHaveBeenCalled();
    expect(screen.getByText(words.noFileYet)).toBeTruthy();
  });

  it('passes a text that is no key on, and tells the answer', async () => {
    engine.answers.restore = { ok: false, reason: 'not-a-key-file' };
    await fill('Dear diary');
    await press(words.openFile);
    expect(alert()).toBe(words.restoreFailed['not-a-key-file']);
  });

  it('needs no words for a key without a lock, and offers a locked file after it', async () => {
    engine.restoreIdentity = async (_text, _words, name) => {
      const me = {
        fingerprint: fingerprintFor(name),
        name,
        createdAt: 0,
        recovery: { kind: 'none' },
      } as const;
      engine.setIdentity({ phase: 'fresh', me });
      return { ok: true, fingerprint: me.fingerprint };
    };
    await choose(BARE);
    expect(screen.queryByLabelText(words.word(1))).toBe(null);
    await typeInto(words.yourName, 'Anna');
    await press(words.openFile);
    expect(title()).toBe(words.spareTitle);
  });

  it('takes the passphrase of another tool as it is typed', async () => {
    await choose(LOCKED);
    await typeInto(words.yourName, 'Anna');
    await press(words.otherPassphrase);
    expect(isReady()).toBe(false);
    await typeInto(words.passphrase, 'Tr0ub4dor & 3');
    await press(words.openFile);
    expect(engine.calledWith('restoreIdentity')).toEqual([[LOCKED, 'Tr0ub4dor & 3', 'Anna']]);
  });

  it('opens once for two quick Enters, and is ready again after a refusal', async () => {
    let refuse = (): void => undefined;
    const asked = vi.fn(() => new Promise<RestoreResult>((_, no) => (refuse = () => no(new Error('busy')))));
    engine.restoreIdentity = asked;
    await fill();
    await submit();
    await submit();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: words.opening }).getAttribute('aria-busy')).toBe('true');
    refuse();
    await settled();
    expect(alert()).toBe(en.app.broke);
    expect(isReady()).toBe(true);
  });
});
