// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { directId, FakeEngine, fileFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import type { FailCause, SendState } from '../../../src/domain/delivery.ts';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import type { FileState, FileView } from '../../../src/engine/port/files.ts';
import { en } from '../../../src/ui/words/en.ts';

let engine: FakeEngine;
let mira: Fingerprint;
let chat: ConversationId;
beforeEach(() => {
  engine = new FakeEngine();
  mira = engine.addPerson('Mira', { petname: 'Mira', light: 'off' }).fingerprint;
  chat = directId(mira);
  engine.addConversation(chat);
});
const log = (): HTMLElement => screen.getByRole('log');

describe('send states', () => {
  it.each<[SendState, string]>([
    [{ kind: 'queued' }, 'waiting'],
    [{ kind: 'sealed' }, 'sending'],
    [{ kind: 'written' }, 'sending'],
    [{ kind: 'accepted' }, 'passed on'],
    [{ kind: 'delivered' }, 'delivered'],
    [{ kind: 'read' }, 'read'],
  ])('says what is true of %o', async (state, word) => {
    engine.addMessage(chat, 'me', 'Hello', { state });
    await openApp(engine, 'chat', chat);
    expect(within(log()).getByRole('button', { name: new RegExp(word) })).toBeTruthy();
    expect(log().querySelector('.is-queued') !== null).toBe(state.kind === 'queued');
  });

  it('tells the whole meaning on a tap, and tells passed on from delivered by more than words', async () => {
    const { id } = engine.addMessage(chat, 'me', 'Hello', { state: { kind: 'accepted' } });
    await openApp(engine, 'chat', chat);
    const one = log().querySelector('.meta path')?.getAttribute('d');
    fireEvent.click(within(log()).getByRole('button'));
    await settled();
    expect(screen.getByText('Passed on by your server')).toBeTruthy();
    engine.setState(id, { kind: 'delivered' });
    await settled();
    expect(log().querySelector('.meta path')?.getAttribute('d')).not.toBe(one);
    expect(screen.getByText('Delivered. Their Porchlight said so')).toBeTruthy();
  });

  it('names what a waiting message waits for', async () => {
    engine.addMessage(chat, 'me', 'Happy birthday', { state: { kind: 'queued' } });
    await openApp(engine, 'chat', chat);
    expect(log().textContent).toMatch(/Goes out when .*Mira.*light is on/);
    engine.setConnection({ phase: 'offline', server: { address: 'x', scheme: 'wss' } });
    await settled();
    expect(log().textContent).toContain('Goes out when you’re back online');
  });

  it('can be called back while it waits', async () => {
    const { id } = engine.addMessage(chat, 'me', 'Happy birthday', { state: { kind: 'queued' } });
    await openApp(engine, 'chat', chat);
    fireEvent.click(within(log()).getByRole('button', { name: 'Don’t send' }));
    expect(engine.calledWith('remove')).toEqual([[id]]);
  });

  it('says for whom of a group it still waits', async () => {
    const [ben, cem] = [
      engine.addPerson('Ben', { petname: 'Ben' }),
      engine.addPerson('Cem', { petname: 'Cem' }),
    ];
    const waitsFor = [ben.fingerprint, cem.fingerprint];
    engine.addMessage(chat, 'me', 'All of you', { state: { kind: 'accepted' }, waitsFor });
    await openApp(engine, 'chat', chat);
    expect(log().textContent).toMatch(/Goes to .*Ben.* and .*Cem.* when their light is on/);
  });

  it('offers to send again what was not confirmed, and never calls it sent', async () => {
    const { id } = engine.addMessage(chat, 'me', 'Salt?', { state: { kind: 'held' } });
    await openApp(engine, 'chat', chat);
    expect(log().textContent).toContain('Not confirmed');
    expect(log().textContent).not.toContain('passed on');
    fireEvent.click(screen.getByRole('button', { name: 'Send again' }));
    expect(engine.calledWith('retry')).toEqual([[id]]);
  });

  it('tells of members whose key nobody has seen, beside what is true for the others', async () => {
    engine.addMessage(chat, 'me', 'Hello', { state: { kind: 'accepted' }, unreached: 2 });
    await openApp(engine, 'chat', chat);
    expect(log().textContent).toContain('passed on');
    expect(log().textContent).toContain('Not sealed for 2 people here');
  });

  it.each<[FailCause, RegExp]>([
    ['too-long', /too long/],
    ['no-recipients', /nobody here has a key/],
    ['waited', /seven days for a light/],
    ['upload-refused', /refused the file \(507\)/],
    ['upload-too-large', /takes 10 MB at most/],
    ['upload-unreachable', /could not be reached/],
    ['cancelled', /Stopped by you/],
  ])('gives the cause and the next taps of a failure: %s', async (cause, words) => {
    const isTooLarge = cause === 'upload-too-large';
    const state = {
      kind: 'upload-failed',
      cause,
      status: isTooLarge ? 413 : 507,
      limit: isTooLarge ? 10e6 : undefined,
    } as const;
    const file = cause.startsWith('upload') ? fileFor('Invoice.pdf', { state }) : undefined;
    const { id } = engine.addMessage(chat, 'me', 'x', { state: { kind: 'failed', cause }, file });
    await openApp(engine, 'chat', chat);
    expect(screen.getByRole('alert').textContent).toMatch(words);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(engine.calledWith('retry')).toEqual([[id]]);
    await settled();
    engine.setState(id, { kind: 'failed', cause });
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
    await settled();
    expect(engine.calledWith('remove')).toEqual([[id]]);
    expect(log().querySelector('.msg')).toBeNull();
  });
});

describe('files', () => {
  const withFile = async (state: FileState, more = {}) => {
    const { id } = engine.addMessage(chat, mira, '', { file: fileFor('plan.pdf', { state, ...more }) });
    await openApp(engine, 'chat', chat);
    return id;
  };

  it('fetches nothing by itself, shows size and host, and fetches on a tap', async () => {
    const id = await withFile({ kind: 'remote', confirm: 'none' });
    expect(log().textContent).toMatch(/18 MB.*my\.awesomeserver\.net/);
    expect(engine.calledWith('download')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: /Download .*plan/ }));
    expect(engine.calledWith('download')).toEqual([[id, false]]);
  });

  it('hides the words meant for other programs, and shows words of one’s own', async () => {
    const file = fileFor('plan.pdf');
    engine.addMessage(chat, mira, '📎 plan.pdf (18 MB)\nhttps://x.example/files/1', { file });
    engine.addMessage(chat, mira, 'Here is the plan', { file });
    await openApp(engine, 'chat', chat);
    expect(log().textContent).not.toContain('https://x.example');
    expect(log().textContent).toContain('Here is the plan');
  });

  it('asks before it fetches from another host', async () => {
    const id = await withFile({ kind: 'remote', confirm: 'other-host' }, { host: 'xn--mra-hoa.example' });
    const tap = (): boolean => fireEvent.click(screen.getByRole('button', { name: /Download .*plan/ }));
    tap();
    await settled();
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain('xn--mra-hoa.example');
    expect(document.activeElement?.tagName).toBe('H2');
    fireEvent.keyDown(dialog, { key: 'Escape' });
    await settled();
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(engine.calledWith('download')).toEqual([]);
    tap();
    await settled();
    fireEvent.click(screen.getByRole('button', { name: 'Download from there' }));
    expect(engine.calledWith('download')).toEqual([[id, true]]);
  });

  it.each<[FileState, RegExp]>([
    [{ kind: 'remote', confirm: 'refused' }, /not one we fetch from/],
    [{ kind: 'gone' }, /No longer on the server/],
  ])('offers no tap that cannot work: %o', async (state, words) => {
    await withFile(state);
    expect(log().textContent).toMatch(words);
    expect(within(log()).queryByRole('button')).toBeNull();
  });

  it('shows progress and can be stopped', async () => {
    const id = await withFile({ kind: 'downloading', received: 9e6, total: 18e6 });
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBeCloseTo(0.5);
    fireEvent.click(screen.getByRole('button', { name: /Cancel/ }));
    expect(engine.calledWith('cancelFile')).toEqual([[id]]);
  });

  it('shows a picture only when it is here and was checked', async () => {
    engine.answers.blob = new Blob(['x'], { type: 'image/png' });
    const picture = (state: FileState) => fileFor('p.png', { type: 'image', width: 300, height: 200, state });
    const { id } = engine.addMessage(chat, mira, '', { file: picture({ kind: 'remote', confirm: 'none' }) });
    await openApp(engine, 'chat', chat);
    expect(screen.queryByRole('img', { name: /Photo/ })).toBeNull();
    engine.setFile(id, picture({ kind: 'local' }));
    expect((await screen.findByRole('img', { name: /Photo/ })).getAttribute('src')).toBe('blob:test');
  });
});

describe('words of others', () => {
  it('stay text: HTML is shown, and no address deceives', async () => {
    engine.addMessage(
      chat,
      mira,
      '<img src=x onerror=alert(1)> https://аpple.example/x. javascript:alert(1) http://you@evil.example/',
    );
    await openApp(engine, 'chat', chat);
    expect(log().querySelector('img')).toBeNull();
    expect(log().textContent).toContain('<img src=x onerror=alert(1)>');
    // One that looks like another address shows its real host, and is asked about before it opens.
    expect(log().textContent).toContain('https://xn--pple-43d.example/x. ');
    expect(within(log()).queryAllByRole('link')).toEqual([]);
    expect(log().textContent).toContain('javascript:alert(1)');
  });
});

describe('a file that a page may not fetch', () => {
  const failed = (more: Partial<Extract<FileState, { kind: 'download-failed' }>>): FileState => ({
    kind: 'download-failed',
    reason: 'blocked',
    status: undefined,
    ...more,
  });
  const open = async (state: FileState): Promise<void> => {
    engine.addMessage(chat, mira, '', { file: fileFor('map.pdf', { state }) });
    await openApp(engine, 'chat', chat);
    await settled();
  };

  it('is offered as a link that tells nobody where it was opened from', async () => {
    await open(failed({ link: 'https://my.awesomeserver.net/f/1' }));
    expect(log().textContent).toContain(en.files.failedBlocked);
    const link = within(log()).getByRole<HTMLAnchorElement>('link', {
      name: /^Open it in a new tab: .map\.pdf.$/,
    });
    expect(link.href).toBe('https://my.awesomeserver.net/f/1');
    expect(link.target).toBe('_blank');
    expect(link.rel).toBe('noopener noreferrer');
    expect(link.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it('can be tried again, and is no link where the engine gave none', async () => {
    await open(failed({ reason: 'refused' }));
    expect(within(log()).queryByRole('link')).toBe(null);
    expect(within(log()).getByRole('button', { name: /map\.pdf/ })).toBeTruthy();
  });
});

describe('a file sent another way', () => {
  const open = async (file: Partial<FileView>, cause?: FailCause): Promise<void> => {
    const state: SendState = cause === undefined ? { kind: 'accepted' } : { kind: 'failed', cause };
    engine.addMessage(chat, 'me', '', { state, file: fileFor('map.pdf', file) });
    await openApp(engine, 'chat', chat);
    await settled();
  };

  it('inside the message is sealed with it', async () => {
    await open({ host: '', state: { kind: 'local' } });
    expect(log().textContent).toContain(en.files.inside);
  });

  it('without an answer says so', async () => {
    await open({ unconfirmed: true, state: { kind: 'local' } });
    expect(log().textContent).toContain(en.files.unconfirmed);
  });

  it('not at all says why, and what would do', async () => {
    const cause = 'upload-blocked';
    await open({ state: { kind: 'upload-failed', cause, status: undefined, limit: undefined } }, cause);
    expect(screen.getByRole('alert').textContent).toContain(en.files.blocked(48_000));
  });
});
