// An invite that was opened: what is said of it, what is asked of the engine and when, and where it leads.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cardText } from '../../../src/domain/card.ts';
import type { EngineApi } from '../../../src/engine/port.ts';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { invite, route } from '../../../src/ui/route.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine, fingerprintFor, online, OUR_SERVER } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, submit, title, typeInto } from '../support/hands.ts';

const words = en.cards;
const MIRA = fingerprintFor('Mira');
const cardAt = (server: string, fingerprint = MIRA, name = 'Mira'): string =>
  cardText({ server, fingerprint, name });
const HOME = `wss://${OUR_SERVER.address}`;
const AWAY = 'wss://elsewhere.example';
/** What leads to somebody else than the engine's own store. */
const TELLING: readonly (keyof EngineApi)[] = ['connect', 'acceptCard', 'sendText', 'setName'];

let engine = new FakeEngine();
beforeEach(() => void (engine = new FakeEngine()));
afterEach(() => {
  invite.value = undefined;
  vi.unstubAllGlobals();
});

function newcomer(): void {
  engine.identity = { phase: 'none' };
  engine.connection = { phase: 'none' };
  engine.servers = [];
}
async function openLink(card: string): Promise<void> {
  history.replaceState(null, '', `#/i/${card}`);
  const { hash } = location;
  await openApp(engine);
  // As the browser does it: the address is there before the app is.
  history.replaceState(null, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange'));
  await settled();
}
const told = (): string[] =>
  engine.calls.map(({ method }) => method).filter((method) => TELLING.includes(method));
const escape = async (more: KeyboardEventInit = {}): Promise<void> => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape', ...more });
  await settled();
};
const page = (): string => document.body.textContent;

describe('for somebody new', () => {
  it('leaves the address bar at once, and tells nobody anything before Continue', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    expect(location.hash).not.toContain('/i/');
    expect(title()).toBe(words.leftTheLight('“\u2068Mira\u2069”'));
    expect(screen.getByRole('img', { name: en.app.key(keyTag(MIRA, 8)) })).toBeTruthy();
    expect(page()).toContain(OUR_SERVER.address);
    expect(page()).toContain(words.notProven);
    // The key is made meanwhile: that is nobody's business yet.
    expect(engine.calledWith('createIdentity')).toEqual([['']]);
    expect(told()).toEqual([]);
  });

  it('leads with one tap to the chat, before the server has answered, and with no spare key in between', async () => {
    newcomer();
    engine.connect = async (server) => {
      engine.calls.push({ method: 'connect', args: [server] });
      engine.setConnection({
        phase: 'connecting',
        server,
        waitingFor: 'link',
        since: 0,
        again: false,
        problem: undefined,
      });
      return new Promise(() => undefined);
    };
    await openLink(cardAt(HOME));
    await typeInto(en.welcome.yourName, 'Anna');
    await submit();
    expect(told()).toEqual(['setName', 'acceptCard', 'connect']);
    expect(engine.calledWith('setName')).toEqual([['Anna']]);
    expect(engine.calledWith('connect')).toEqual([[OUR_SERVER]]);
    expect(route.value).toEqual({ name: 'chat', arg: directId(MIRA) });
    expect(invite.value).toBeUndefined();
    const field = await screen.findByRole('textbox', { name: en.chat.placeholder });
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    expect(engine.calledWith('finishIdentity')).toHaveLength(0);
  });

  it('takes the proposed name where none is typed', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    await typeInto(en.welcome.yourName, ' ');
    await submit();
    expect(engine.calledWith('setName')).toEqual([[words.firstName]]);
  });

  it('says so where nothing of the name can be seen, and takes none instead', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    await typeInto(en.welcome.yourName, ' \u200B ');
    expect(screen.getByText(en.welcome.nameUnseen)).toBeTruthy();
    await submit();
    expect(told()).toEqual([]);
  });

  it('can have a lock, with a key of its own', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    await typeInto(en.welcome.yourName, 'Anna');
    const fold = screen.getByText(en.lock.offer).closest('details');
    if (fold === null) throw new Error('no fold');
    fold.open = true;
    fireEvent(fold, new Event('toggle'));
    await settled();
    await submit();
    expect(told()).toEqual([]);
    await typeInto(en.lock.mine, 'four lamps on a wet street');
    await typeInto(en.lock.again, 'four lamps on a wet street');
    await submit();
    const lock = { passphrase: 'four lamps on a wet street' };
    expect(engine.calledWith('createIdentity')).toEqual([[''], ['Anna', lock]]);
    expect(told()).toEqual(['acceptCard', 'connect']);
  });

  it('can come back with a recovery file instead, and find the invite again', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    await press(en.welcome.restore);
    expect(title()).toBe(en.welcome.welcomeBack);
    engine.setIdentity(new FakeEngine().identity);
    await settled();
    expect(title()).toBe(words.leftTheLight('“\u2068Mira\u2069”'));
  });

  it('finds the first screen and its ways in again after “Not now”', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    await press(words.notNow);
    expect(title()).toBe(en.welcome.made);
    await press(en.welcome.restore);
    expect(title()).toBe(en.welcome.welcomeBack);
    await press(en.app.back);
    await vi.waitFor(() => expect(title()).toBe(en.welcome.made));
    await press(en.app.back);
    expect(title()).toBe(en.welcome.title);
    await press(en.welcome.start);
    expect(title()).toBe(en.welcome.made);
    expect(engine.calledWith('createIdentity')).toHaveLength(1);
  });

  it('opens a card that is pasted on the first screen', async () => {
    newcomer();
    await openApp(engine, 'welcome');
    await press(en.welcome.haveInvite);
    await typeInto(en.scan.paste, cardAt(HOME));
    await submit();
    expect(title()).toBe(words.leftTheLight('“\u2068Mira\u2069”'));
  });

  it('is let go with “Not now”', async () => {
    newcomer();
    await openLink(cardAt(HOME));
    await press(words.notNow);
    expect(invite.value).toBeUndefined();
    expect(told()).toEqual([]);
  });

  it('makes no key unasked in a tab of an iPhone, and leads to the guide with the invite to take along', async () => {
    newcomer();
    vi.stubGlobal('navigator', {
      vendor: 'Apple Computer, Inc.',
      maxTouchPoints: 5,
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)',
      language: 'en',
    });
    await openLink(cardAt(HOME));
    expect(engine.calledWith('createIdentity')).toHaveLength(0);
    await press(words.installFirst);
    expect(title()).toBe(en.install.iosTitle);
    expect(page()).toContain(cardAt(HOME));
    await escape();
    await press(en.install.tryNow);
    expect(engine.calledWith('createIdentity')).toHaveLength(1);
  });
});

describe('for who lives here', () => {
  it('opens the chat without joining anything where the server is the same', async () => {
    await openLink(cardAt(HOME));
    await submit();
    expect(told()).toEqual(['acceptCard']);
    expect(route.value.arg).toBe(directId(MIRA));
  });

  it('asks before it moves to another server, or stays', async () => {
    await openLink(cardAt(AWAY));
    expect(page()).toContain(words.youAreAt(OUR_SERVER.address));
    await press(words.moveThere('elsewhere.example'));
    expect(engine.calledWith('connect').at(0)).toEqual([{ address: 'elsewhere.example', scheme: 'wss' }]);
  });

  it('moves nowhere unasked when the light is off, and does not say that it is on', async () => {
    engine.connection = { phase: 'stopped', server: OUR_SERVER, problem: 'dropped' };
    await openLink(cardAt(AWAY));
    expect(page()).not.toContain(words.youAreAt(OUR_SERVER.address));
    expect(screen.queryByRole('button', { name: words.sayHello })).toBe(null);
    await press(words.stayHere);
    expect(told()).toEqual(['acceptCard']);
  });

  it('lets it go with Esc, but not with the one that ends a composition', async () => {
    await openLink(cardAt(HOME));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    await escape({ isComposing: true });
    expect(title()).toBe(words.leftTheLight('“\u2068Mira\u2069”'));
    await escape();
    expect(invite.value).toBeUndefined();
    await vi.waitFor(() => expect(document.activeElement).not.toBe(document.body));
  });

  it('is closed by one step back, which leads to where the reader was', async () => {
    await openApp(engine, 'you', 'card');
    await press(words.scanCard);
    await typeInto(en.scan.paste, cardAt(HOME));
    await submit();
    expect(title()).toBe(words.leftTheLight('“\u2068Mira\u2069”'));
    history.back();
    await vi.waitFor(() => expect(invite.value).toBeUndefined());
    await settled();
    expect(route.value).toEqual({ name: 'you', arg: 'card' });
    expect(screen.getByRole('button', { name: words.scanCard })).toBeTruthy();
  });

  it('stays where the reader wants to stay', async () => {
    await openLink(cardAt(AWAY));
    await press(words.stayHere);
    expect(told()).toEqual(['acceptCard']);
  });

  it('moves nowhere for somebody whose light is seen from here', async () => {
    engine.addPerson('Mira', { light: 'on' });
    await openLink(cardAt(AWAY));
    expect(page()).toContain(words.reachable(OUR_SERVER.address));
    await press(words.sayHello);
    expect(engine.calledWith('connect')).toHaveLength(0);
  });

  it('says who they are to me already', async () => {
    engine.addPerson('Mira', { petname: 'My Mira', claimed: 'mira' });
    await openLink(cardAt(HOME, MIRA, 'Somebody else'));
    expect(page()).toContain(words.knownAs('\u2068My Mira\u2069'));
    expect(page()).not.toContain('Somebody else');
  });

  it('does not say of a key I know that I have written to it', async () => {
    engine.addPerson('Mira', { claimed: 'mira', known: true });
    await openLink(cardAt(HOME));
    expect(page()).toContain(words.knownBefore);
    expect(page()).not.toContain('written to');
  });

  it('warns of a name that is like one I gave, with another key', async () => {
    engine.addPerson('other', { petname: 'Mira' });
    await openLink(cardAt(HOME));
    expect(screen.getByText(en.alike.notThe('\u2068Mira\u2069'))).toBeTruthy();
  });

  it('warns of a server that looks like another, and of a plain link', async () => {
    engine.answers.card = { notice: { kind: 'look-alike', typed: 'аpple.example' } };
    await openLink(cardAt('ws://xn--pple-43d.example'));
    expect(screen.getByRole('alert').textContent).toContain('xn--pple-43d.example');
    expect(page()).toContain(words.plainServer);
  });

  it('knows one’s own card, and one that is broken', async () => {
    const me = 'me' in engine.identity ? engine.identity.me.fingerprint : MIRA;
    await openLink(cardAt(HOME, me, 'Anna'));
    expect(title()).toBe(words.ownTitle);
    await press(words.myCard);
    expect(route.value).toEqual({ name: 'you', arg: 'card' });
    invite.value = { text: 'nonsense' };
    await settled();
    expect(title()).toBe(words.badTitle);
    expect(page()).toContain(words.badHelp['not-a-card']);
    expect(told()).toEqual([]);
  });

  it('is still there after the page was loaded again, and gone after it was dealt with', async () => {
    await openLink(cardAt(HOME));
    expect(history.state).toMatchObject({ invite: cardAt(HOME) });
    await press(words.notNow);
    expect(history.state).toMatchObject({ invite: undefined });
  });

  it('waits for who comes back with a recovery file', async () => {
    engine.identity = { phase: 'lost', fingerprint: undefined };
    await openLink(cardAt(HOME));
    expect(title()).toBe(en.welcome.lostTitle);
    engine.connection = online();
    engine.setIdentity(new FakeEngine().identity);
    await settled();
    expect(title()).toBe(words.leftTheLight('“\u2068Mira\u2069”'));
  });
});
