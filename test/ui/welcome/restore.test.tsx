// Coming back with a recovery file: what is asked for, and a sentence for everything that can be wrong with it.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RestoreResult } from '../../../src/engine/port/identity.ts';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { writeKeyCodes } from '../../../src/lib/key-codes.ts';
import { pemText } from '../../../src/lib/pem-block.ts';
import { recoveryHead } from '../../../src/lib/recovery-head.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, submit, title, typeInto } from '../support/hands.ts';

const words = en.welcome;
const LOCKED =
  'Porchlight recovery file\n\nsix words\n-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----\n';
const OWN = LOCKED.replace('six words', 'that its owner chose');
const FOREIGN = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII\n-----END ENCRYPTED PRIVATE KEY-----\n';
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

async function choose(text: string | Uint8Array<ArrayBuffer>, name = 'anna.porchlight-key'): Promise<void> {
  const file = new File([text], name);
  // jsdom's File has no arrayBuffer().
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.resolve(bytes.slice().buffer) });
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
    Object.defineProperty(file, 'arrayBuffer', { value: read });
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
    await choose(FOREIGN);
    await typeInto(words.yourName, 'Anna');
    expect(screen.getByText(words.stopOld, { exact: false })).toBeTruthy();
    expect(isReady()).toBe(false);
    await typeInto(words.passphrase, 'Tr0ub4dor & 3');
    await press(words.openFile);
    expect(engine.calledWith('restoreIdentity')).toEqual([[FOREIGN, 'Tr0ub4dor & 3', 'Anna']]);
  });

  it('speaks of a passphrase where it was one that did not open it', async () => {
    engine.answers.restore = { ok: false, reason: 'wrong-words' };
    await choose(OWN);
    await typeInto(words.passphrase, 'not this one');
    await typeInto(words.yourName, 'Anna');
    await press(words.openFile);
    expect(alert()).toContain('This passphrase doesn’t open it');
    expect(alert()).not.toContain('order');
  });

  it('asks for what its head says, and can be told otherwise', async () => {
    await choose(OWN);
    expect(screen.getByLabelText(words.passphrase)).toBeTruthy();
    expect(screen.queryByText(words.stopOld, { exact: false })).toBe(null);
    await press(words.sixWordsInstead);
    expect(screen.getByLabelText(words.word(1))).toBeTruthy();
    await press(words.otherPassphrase);
    expect(screen.getByLabelText(words.passphrase)).toBeTruthy();
  });

  it('takes the key of another program as bare DER', async () => {
    const der = Uint8Array.of(0x30, 0x82, 0, 7, 2, 1, 0, 0x30, 2, 5, 0);
    await choose(der, 'key.der');
    expect(screen.getByText(words.notLocked)).toBeTruthy();
    await typeInto(words.yourName, 'Anna');
    await press(words.openFile);
    const text = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(der).toString('base64')}\n-----END PRIVATE KEY-----\n`;
    expect(engine.calledWith('restoreIdentity')).toEqual([[text, '', 'Anna']]);
  });

  it.each([
    ['scrypt', 'my key.pem', "openssl pkcs8 -in 'my key.pem' -topk8 -v2 aes-256-cbc"],
    ['OpenSSH', 'id_rsa', 'ssh-keygen -p -m PKCS8 -f for-porchlight.pem'],
    ['PKCS#12', "it's.p12", String.raw`openssl pkcs12 -in 'it'\''s.p12' -nocerts`],
    ['PBE-MD5-DES', '-old.pem', 'openssl pkcs8 -in ./-old.pem -topk8'],
  ])('gives the command that converts it: %s', async (detail, name, command) => {
    engine.answers.restore = { ok: false, reason: 'unsupported-scheme', detail };
    await choose(FOREIGN, name);
    await typeInto(words.passphrase, 'secret');
    await typeInto(words.yourName, 'Anna');
    await press(words.openFile);
    const shown = await screen.findByText(command, { exact: false, selector: 'pre' });
    expect(shown.textContent).toContain('for-porchlight.pem');
    expect(screen.getByRole('button', { name: en.arrive.copyCommand })).toBeTruthy();
  });

  it.each([
    ['RSA-1024', en.arrive.wrongSize],
    ['RSA with another exponent than 65537', en.arrive.wrongExponent],
    ['public key', en.arrive.wrongPublic],
    ['Ed25519', en.arrive.wrongOther],
  ])('says why a key can’t be used: %s', async (detail, why) => {
    engine.answers.restore = { ok: false, reason: 'wrong-kind-of-key', detail };
    await fill();
    await press(words.openFile);
    expect(await screen.findByText(why)).toBeTruthy();
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

describe('codes and texts', () => {
  const ME = fingerprintFor('Anna');
  const file = (opener: 'words' | 'own', size: number): string => {
    const body = Uint8Array.from({ length: size }, (_, at) => (at * 7) & 255);
    const der = Uint8Array.from([0x30, 0x82, size >> 8, size & 255, ...body]);
    const head = recoveryHead({ fingerprint: ME, madeAt: 0, opener });
    return head + pemText('ENCRYPTED PRIVATE KEY', der);
  };
  const codesOf = (text: string): readonly string[] => writeKeyCodes(text, ME, true) ?? [];
  const paste = async (text: string): Promise<void> => {
    await typeInto(en.scan.paste, text);
    await press(en.scan.use);
  };

  it('are put together in any order, and what does not belong is said', async () => {
    const text = file('own', 1326);
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = codesOf(text);
    await press(words.scanOrPaste);
    await screen.findByText(en.arrive.scanTitle);
    await paste(third);
    expect(screen.getByText(/1 of 5 read.*1, 2, 4,? and 5/)).toBeTruthy();
    await paste(codesOf(file('words', 1320))[0] ?? '');
    expect(alert()).toBe(en.arrive.codeProblems['other-set']);
    await paste(`${first.slice(0, -1)}2`);
    expect(alert()).toBe(en.arrive.codeProblems.damaged);
    await paste('https://example.org/');
    expect(alert()).toBe(en.arrive.codeProblems['not-a-code']);
    await paste(`${fifth} ${first} ${second}`);
    await paste(fourth);
    expect(screen.queryByText(en.arrive.scanTitle)).toBe(null);
    expect(screen.getByText(en.arrive.codesRead(keyTag(ME, 8)))).toBeTruthy();
    await typeInto(words.passphrase, 'my own one');
    await typeInto(words.yourName, 'Anna');
    await press(words.openFile);
    expect(engine.calledWith('restoreIdentity')).toEqual([[text, 'my own one', 'Anna']]);
  });

  it('take a whole file as a text, too', async () => {
    const text = file('words', 1326);
    await press(words.scanOrPaste);
    await screen.findByText(en.arrive.scanTitle);
    await paste(text.replaceAll('\n', ' '));
    expect(screen.getByText(en.arrive.textRead)).toBeTruthy();
    expect(screen.getByLabelText(words.word(1))).toBeTruthy();
  });

  it('that another program locked are to be saved before they are converted', async () => {
    engine.answers.restore = { ok: false, reason: 'unsupported-scheme', detail: 'scrypt' };
    await press(words.scanOrPaste);
    await screen.findByText(en.arrive.scanTitle);
    await paste(FOREIGN);
    expect(screen.getByText(en.arrive.textRead).getAttribute('dir')).toBeNull();
    await typeInto(words.passphrase, 'secret');
    await typeInto(words.yourName, 'Anna');
    await press(words.openFile);
    await screen.findByText('openssl pkcs8 -in key.pem', { exact: false, selector: 'pre' });
    expect(screen.getByText(en.arrive.convertSave('key.pem'))).toBeTruthy();
  });

  it('say what came along with the key', async () => {
    engine.answers.restore = { ok: true, fingerprint: ME, contacts: 'damaged' };
    await fill();
    await press(words.openFile);
    expect(screen.getByText(words.contactsDamaged)).toBeTruthy();
    engine.answers.restore = { ok: true, fingerprint: ME, contacts: { people: 3, groups: 1, servers: 0 } };
    await press(words.openFile);
    expect(screen.getByText(words.contactsTaken(3, 1))).toBeTruthy();
  });
});
