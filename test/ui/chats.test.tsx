// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { directId, FakeEngine, OUR_SERVER, SQUARE_ID } from '../support/fake-engine.ts';
import { openApp, settled } from '../support/ui.tsx';
import { setMedia } from '../support/dom-shims.ts';
import { en } from '../../src/ui/words/en.ts';
import type { ConversationId } from '../../src/domain/ids.ts';

let engine: FakeEngine;
beforeEach(() => {
  engine = new FakeEngine();
});
const rows = (): string[] => screen.getAllByRole('listitem').map((row) => row.textContent ?? '');

describe('chats', () => {
  it('lists the newest first under the square, with unread counts in rows, tabs and the window’s title', async () => {
    const mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
    const jo = engine.addPerson('Jo', { petname: 'Auntie Jo' }).fingerprint;
    engine.addMessage(directId(mira), mira, 'Older', { at: 1e12 });
    engine.addMessage(directId(jo), 'me', 'Newer', { at: 2e12, state: { kind: 'delivered' } });
    engine.change(directId(mira), { unread: 3 });
    engine.addMessage(SQUARE_ID, mira, 'Bread');
    engine.change(SQUARE_ID, { unread: 12 });
    await openApp(engine);
    expect(rows().map((row) => /square|Jo|Mira/.exec(row)?.[0])).toEqual(['square', 'Jo', 'Mira']);
    expect(rows()[0]).toContain('Public');
    expect(rows()[1]).toContain('delivered');
    expect(rows()[2]).toContain('3 unread');
    expect(document.title).toBe('(3) Chats · Porchlight');
    fireEvent.click(screen.getByRole('link', { name: /People/ }));
    location.hash = '#/people';
    await settled();
    expect(within(screen.getByRole('navigation')).getByRole('link', { name: /Chats/ }).textContent).toContain(
      '3 unread',
    );
  });

  it('says why the light is off for so long, where a server behind ours is the reason', async () => {
    engine.connection = {
      phase: 'waiting',
      server: OUR_SERVER,
      retryAt: Date.now() + 60_000,
      problem: 'neighbour-down',
    };
    await openApp(engine);
    await screen.findByText(en.banners.neighbourDown, undefined, { timeout: 5000 });
  });

  it('shows a draft before the last message, and what was not sent', async () => {
    const mira = engine.addPerson('Mira', { petname: 'Mira' }).fingerprint;
    const jo = engine.addPerson('Jo', { petname: 'Jo' }).fingerprint;
    engine.addMessage(directId(mira), mira, 'Last words');
    engine.change(directId(mira), { draft: 'My half sen' });
    engine.addMessage(directId(jo), 'me', 'Lost', { state: { kind: 'failed', cause: 'no-recipients' } });
    await openApp(engine);
    const all = rows().join('\n');
    expect(all).toContain('Draft My half sen');
    expect(all).not.toContain('Last words');
    expect(all).toMatch(/Lost.*Not sent/);
  });

  it('names a group by its members, each by the rules, and never a claimed name without its tag', async () => {
    const members = ['Tomás', 'Priya'].map((petname) => engine.addPerson(petname, { petname }).fingerprint);
    const ines = engine.addPerson('Ines', { claimed: 'Ines' }).fingerprint;
    engine.addConversation('g:supper' as ConversationId, { members: [ines, ...members] });
    await openApp(engine);
    const row = screen.getAllByRole('listitem')[1]!;
    expect(row.textContent).toMatch(/^Tomás.*Priya.*Ines/);
    const claimed = row.querySelector('.claim');
    expect(claimed?.parentElement?.querySelector('.tag')).not.toBeNull();
  });

  it('finds chats and people by name', async () => {
    const mira = engine.addPerson('Mira', { petname: 'Mira', hasChat: true }).fingerprint;
    engine.addPerson('miro', { claimed: 'Miró' });
    engine.addPerson('Zoe', { petname: 'Zoe' });
    engine.addMessage(directId(mira), mira, 'Hi');
    await openApp(engine);
    const search = screen.getByRole('searchbox');
    fireEvent.input(search, { target: { value: 'mir' } });
    await settled();
    await settled();
    expect(rows()).toHaveLength(2);
    expect(rows().join()).toMatch(/Mira.*Miró/);
    fireEvent.keyDown(search, { key: 'Escape' });
    await settled();
    expect(rows()[0]).toContain('The square');
  });

  it('walks the rows with arrow keys without opening any', async () => {
    for (const name of ['Mira', 'Jo']) {
      const { fingerprint } = engine.addPerson(name, { petname: name });
      engine.addMessage(directId(fingerprint), fingerprint, 'Hi');
    }
    await openApp(engine);
    const links = screen.getAllByRole('listitem').map((row) => within(row).getByRole('link'));
    links[0]!.focus();
    fireEvent.keyDown(links[0]!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(links[1]);
    fireEvent.keyDown(links[1]!, { key: 'End' });
    expect(document.activeElement).toBe(links.at(-1));
    expect(location.hash).toContain('chats');
  });

  it('says what is wrong, most urgent first, one at a time', async () => {
    const server = { address: 'x.example', scheme: 'wss' } as const;
    await openApp(engine);
    engine.setConnection({ phase: 'offline', server });
    await settled();
    expect(screen.getByText('No network')).toBeTruthy();
    engine.emit({ type: 'notice', notice: { kind: 'storage', problem: 'full' } });
    await settled();
    expect(screen.queryByText('No network')).toBeNull();
    expect(screen.getByRole('alert').textContent).toContain('This device is full');
  });

  it('stands beside an open chat on a wide window', async () => {
    setMedia('(min-width: 720px)', true);
    const { fingerprint } = engine.addPerson('Mira', { petname: 'Mira' });
    engine.addMessage(directId(fingerprint), fingerprint, 'Hi');
    await openApp(engine, 'chat', directId(fingerprint));
    expect(screen.getByRole('log')).toBeTruthy();
    expect(screen.getByRole('link', { current: true, name: /Mira/ })).toBeTruthy();
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
    setMedia('(min-width: 720px)', false);
  });
});
