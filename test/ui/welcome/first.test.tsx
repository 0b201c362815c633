// Without an invite: from the welcome to the first person in as few taps as can be, and what is offered after the first message.
// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { route } from '../../../src/ui/route.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine, fingerprintFor, online } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, title, typeInto } from '../support/hands.ts';

const words = en.welcome;
let engine = new FakeEngine();
beforeEach(() => {
  engine = new FakeEngine();
  engine.identity = { phase: 'none' };
  engine.connection = { phase: 'none' };
  engine.servers = [];
});

async function toServer(): Promise<void> {
  await openApp(engine);
  await press(words.start);
  await typeInto(words.yourName, 'Anna');
  await typeInto(en.connect.address, 'my.awesomeserver.net');
}
const saveServer = (): void => engine.emit({ type: 'servers', servers: new FakeEngine().servers });

describe('the shortest way in', () => {
  for (const isFirst of [true, false])
    it(`leads to who is there, the server being saved ${isFirst ? 'before' : 'after'} the light`, async () => {
      engine.addPerson('Mira', { claimed: 'Mira' });
      engine.connect = async () => {
        if (isFirst) saveServer();
        engine.setConnection(online());
        await settled();
        if (!isFirst) saveServer();
      };
      await toServer();
      await press(en.connect.connect);
      await settled();
      expect(engine.calledWith('setName')).toEqual([['Anna']]);
      expect(route.value).toEqual({ name: 'people', arg: 'first' });
      expect(title()).toBe(en.cards.whoIsHere);
      await press(/Mira/);
      expect(route.value).toEqual({ name: 'chat', arg: directId(fingerprintFor('Mira')) });
      const field = screen.getByRole('textbox', { name: en.chat.placeholder });
      await vi.waitFor(() => expect(document.activeElement).toBe(field));
      expect(engine.calledWith('finishIdentity')).toHaveLength(0);
    });

  it('says what went wrong on the same page', async () => {
    engine.connect = async (server) => {
      engine.emit({
        type: 'checks',
        checks: [
          { id: 'address', state: 'ok', ms: undefined },
          { id: 'link', state: 'failed', problem: 'unreachable' },
        ],
      });
      engine.setConnection({ phase: 'stopped', server, problem: 'unreachable' });
    };
    await toServer();
    await press(en.connect.connect);
    expect(screen.getByRole('alert').textContent).toContain(en.connect.problem.unreachable);
    expect(document.body.textContent).not.toContain(en.connect.passed.address);
    expect(screen.getByRole('button', { name: en.connect.checkAgain })).toBeTruthy();
  });

  it('can make the spare key first', async () => {
    await toServer();
    await press(words.continue);
    expect(title()).toBe(words.spareTitle);
    expect(engine.calledWith('connect')).toHaveLength(0);
  });
});

describe('the spare key', () => {
  const me = {
    fingerprint: fingerprintFor('Anna'),
    name: 'Anna',
    createdAt: 0,
    recovery: { kind: 'none' },
  } as const;
  const MIRA = fingerprintFor('Mira');
  beforeEach(() => {
    engine = new FakeEngine();
    engine.identity = { phase: 'fresh', me };
    engine.addPerson('Mira', { claimed: 'Mira' });
  });

  it('is offered after the first message got away, and not before', async () => {
    const message = engine.addMessage(directId(MIRA), 'me', 'Hello', { state: { kind: 'queued' } });
    await openApp(engine, 'chat', directId(MIRA));
    expect(screen.queryByText(en.banners.keepTitle)).toBeNull();
    engine.setState(message.id, { kind: 'accepted' });
    const last = { author: 'me', text: 'Hello', what: 'text', at: 0, state: { kind: 'accepted' } } as const;
    engine.change(directId(MIRA), { last });
    await settled();
    expect(screen.getByText(en.banners.keepTitle)).toBeTruthy();
    await press(en.banners.keepIt, 'link');
    expect(title()).toBe(words.spareTitle);
    await press(words.skipSpare);
    expect(engine.calledWith('finishIdentity')).toHaveLength(1);
    await settled();
    expect(title()).toBe(en.app.chats);
    expect(screen.queryByText(en.banners.keepTitle)).toBeNull();
  });
});
