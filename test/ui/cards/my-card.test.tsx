// My card, somebody's card inside a message, and handing one on.
// @vitest-environment jsdom
import { screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cardText, readCard } from '../../../src/domain/card.ts';
import type { Fingerprint, MessageId } from '../../../src/domain/ids.ts';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { invite } from '../../../src/ui/route.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine, fingerprintFor, OUR_SERVER, SQUARE_ID } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, title, typeInto } from '../support/hands.ts';

const words = en.cards;
let engine = new FakeEngine();
beforeEach(() => void (engine = new FakeEngine()));
afterEach(() => {
  invite.value = undefined;
  vi.unstubAllGlobals();
});
const page = (): string => document.body.textContent;

describe('my card', () => {
  const link = (): string => document.querySelector('.cardlink')?.textContent ?? '';

  it('shows code, tag and link, says what is in it, and is what the link says', async () => {
    await openApp(engine, 'you', 'card');
    await vi.waitFor(() => expect(screen.getByRole('img', { name: words.cardCode })).toBeTruthy());
    const me = fingerprintFor('Anna');
    expect(screen.getByRole('img', { name: en.app.key(keyTag(me, 8)) })).toBeTruthy();
    expect(page()).toContain(words.whatItSays);
    expect(link().startsWith(location.origin)).toBe(true);
    expect(readCard(link())).toEqual({
      server: `wss://${OUR_SERVER.address}`,
      fingerprint: me,
      name: 'Anna',
    });
  });

  it('leads to a server, so without one there is none', async () => {
    engine.connection = { phase: 'none' };
    await openApp(engine, 'you', 'card');
    expect(screen.getByText(words.noServer)).toBeTruthy();
    expect(document.querySelector('.mycard')).toBeNull();
  });

  it('is copied, and shared where the device can share; a sheet that was closed is no failure', async () => {
    const written: string[] = [];
    const shared: ShareData[] = [];
    const share = vi.fn(async (data: ShareData) => {
      shared.push(data);
      throw new DOMException('closed', 'AbortError');
    });
    const clipboard = { writeText: async (text: string) => void written.push(text) };
    vi.stubGlobal('navigator', {
      share,
      clipboard,
      vendor: '',
      maxTouchPoints: 0,
      userAgent: '',
      language: 'en',
    });
    await openApp(engine, 'you', 'card');
    await press(words.copyLink);
    expect(written).toEqual([link()]);
    await press(words.share);
    expect(shared).toEqual([{ text: 'Anna invites you to a sealed chat', url: link() }]);
    expect(screen.queryByText(en.app.broke)).toBeNull();
  });

  it('asks the browser for its links on a tap only', async () => {
    const registerProtocolHandler = vi.fn();
    vi.stubGlobal('navigator', { registerProtocolHandler, vendor: '', maxTouchPoints: 0, userAgent: '' });
    await openApp(engine, 'you', 'card');
    expect(registerProtocolHandler).not.toHaveBeenCalled();
    await press(/^Open web/);
    const [[scheme, url] = []] = registerProtocolHandler.mock.calls;
    expect([scheme, String(url).endsWith('#/i/%s')]).toEqual(['web+olaf', true]);
  });

  it('of somebody else is taken from a text, and what is none is said so', async () => {
    await openApp(engine, 'you', 'card');
    await press(words.scanCard);
    await typeInto(en.scan.paste, 'hello');
    await press(en.scan.use);
    expect(screen.getByRole('alert').textContent).toBe(words.notACard);
    const text = cardText({ server: 'wss://a.example', fingerprint: fingerprintFor('Mira'), name: 'Mira' });
    await typeInto(en.scan.paste, `https://elsewhere.example/#/i/${text}`);
    await press(en.scan.use);
    await settled();
    expect(title()).toContain('Mira');
    expect(engine.calledWith('acceptCard')).toHaveLength(0);
  });
});

describe('a card inside a message', () => {
  const kofi = fingerprintFor('Kofi');
  const text = cardText({ server: 'wss://a.example', fingerprint: kofi, name: 'Kofi' });
  async function open(checked: boolean, more: { readonly verified?: boolean } = {}): Promise<MessageId> {
    const anna = engine.addPerson('Ann', { petname: 'Ann', ...(more.verified && { verifiedAt: 1 }) });
    const id = directId(anna.fingerprint);
    const message = engine.addMessage(id, anna.fingerprint, `This is Kofi: https://a.example/#/i/${text}`, {
      card: { fingerprint: kofi, name: 'Kofi', checked, text },
    });
    await openApp(engine, 'chat', id);
    await settled();
    return message.id;
  }
  const card = (): HTMLElement => screen.getByRole('region', { name: words.introduces('\u2068Ann\u2069') });

  it('shows whose key it is by the long tag, and not the link that is for other programs', async () => {
    await open(false);
    expect(within(card()).getByText('Kofi')).toBeTruthy();
    expect(within(card()).getByText(keyTag(kofi, 8))).toBeTruthy();
    expect(within(card()).getByText(words.unchecked('\u2068Ann\u2069'))).toBeTruthy();
    expect(document.querySelector('.log .bubble')?.textContent).toContain('This is Kofi:');
    expect(document.querySelector('.log .bubble')?.textContent).not.toContain('#/i/');
  });

  it('is vouched for by somebody I verified, and only then', async () => {
    await open(true, { verified: true });
    expect(within(card()).getByText(words.vouchedFor('\u2068Ann\u2069'))).toBeTruthy();
  });

  it('that somebody checked whom I have not, says both', async () => {
    await open(true);
    expect(within(card()).getByText(words.checkedByUnverified('\u2068Ann\u2069'))).toBeTruthy();
    expect(within(card()).queryByText(words.vouchedFor('\u2068Ann\u2069'))).toBeNull();
  });

  it('asks the same question as a link, and remembers who brought it', async () => {
    const from = await open(true);
    await press(words.openChat);
    expect(title()).toContain('Kofi');
    await press(words.stayHere);
    expect(engine.calledWith('acceptCard')[0]).toEqual([text, from]);
  });

  it('warns of a name like one that I gave to another key', async () => {
    engine.addPerson('other', { petname: 'Kofi' });
    await open(false);
    expect(within(card()).getByText(en.alike.notThe('\u2068Kofi\u2069'))).toBeTruthy();
  });
});

describe('introducing somebody', () => {
  it('says what will be told, offers no square, and sends the card with words for every program', async () => {
    const kofi = engine.addPerson('Kofi', { petname: 'Kofi' });
    const mira = engine.addPerson('Mira', { petname: 'Mira' });
    for (const one of [mira, kofi]) engine.addMessage(directId(one.fingerprint), 'me', 'Hello');
    engine.addMessage(SQUARE_ID, 'me', 'Hello, all');
    await openApp(engine, 'contact', kofi.fingerprint);
    await press(words.introduce('\u2068Kofi\u2069'));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(new RegExp(words.introduceUnchecked))).toBeTruthy();
    const boxes = dialog.getAllByRole('checkbox');
    expect(boxes).toHaveLength(1);
    boxes[0]?.click();
    await settled();
    await press(words.introduceGo);
    const [[person, to, text] = []] = engine.calledWith('introduce');
    expect([person, to]).toEqual([kofi.fingerprint, [directId(mira.fingerprint)]]);
    expect(text).toBe(words.thisIs('Kofi', `${location.href.replace(/[?#].*$/, '')}#/i/%s`));
  });

  it('and who introduced them to me stands on their page', async () => {
    const ann = engine.addPerson('Ann', { petname: 'Ann' });
    const by: Fingerprint = ann.fingerprint;
    const kofi = engine.addPerson('Kofi', {
      claimed: 'Kofi',
      vouches: [{ by, name: 'Kofi', at: 0, checked: true }],
    });
    await openApp(engine, 'contact', kofi.fingerprint);
    expect(screen.getByText(words.whoChecked('\u2068Ann\u2069'))).toBeTruthy();
    expect(screen.queryByText(words.whoVouched('\u2068Ann\u2069'))).toBeNull();
  });
});
