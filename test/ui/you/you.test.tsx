// You: name, key and spare, servers, appearance, privacy, and leaving.
// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionView } from '../../../src/engine/port/connection.ts';
import type { RecoveryState } from '../../../src/engine/port/identity.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor, online, OUR_SERVER } from '../../support/fake-engine.ts';
import { FakeSelves } from '../../support/fake-selves.ts';
import { setMedia } from '../../support/dom-shims.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, title, typeInto } from '../support/hands.ts';

const words = en.you;
let engine = new FakeEngine();
const withRecovery = (recovery: RecoveryState, name = 'Anna'): void => {
  const me = { fingerprint: fingerprintFor('Anna'), name, createdAt: 0, recovery };
  engine.identity = { phase: 'ready', me };
};
beforeEach(() => void (engine = new FakeEngine()));

describe('a new key whose bytes are still here', () => {
  it('is not called one that cannot be copied any more: the way to its spare key is there', async () => {
    const engine = new FakeEngine();
    const now = engine.identity;
    if (!('me' in now)) throw new Error('nobody');
    engine.identity = { phase: 'fresh', me: { ...now.me, recovery: { kind: 'none' } } };
    await openApp(engine, 'you', 'identity');
    expect(screen.queryByText(en.you.recoveryNoneHelp)).toBe(null);
    expect(screen.queryByText(en.you.noSpare)).toBe(null);
    expect(screen.getByRole('link', { name: new RegExp(en.you.recoveryNone) }).getAttribute('href')).toBe(
      '#/welcome/spare',
    );
  });
});

describe('the list of settings', () => {
  it('shows who I am and that there is no spare key', async () => {
    await openApp(engine, 'you');
    expect(title()).toBe(en.app.you);
    expect(screen.getByText(words.noSpare)).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: words.look }));
    expect(screen.getByRole('link', { name: /Anna.*Light on/ }).getAttribute('href')).toBe('#/you/identity');
  });

  it('is quiet about a spare that was tested', async () => {
    withRecovery({ kind: 'tested', savedAt: 0 });
    await openApp(engine, 'you');
    expect(screen.queryByText(words.noSpare)).toBe(null);
    expect(screen.queryByText(words.notTested)).toBe(null);
  });

  it('stands beside the first page in a wide window', async () => {
    setMedia('(min-width: 720px)', true);
    await openApp(engine, 'you');
    expect(screen.getByRole('heading', { level: 2, name: en.pages.identity })).toBeTruthy();
    expect(screen.getByRole('navigation', { name: words.settings })).toBeTruthy();
    setMedia('(min-width: 720px)', false);
  });
});

describe('my name', () => {
  const field = (): HTMLInputElement => within(screen.getByRole('dialog')).getByRole('textbox');
  const put = async (text: string): Promise<void> => {
    fireEvent.input(field(), { target: { value: text } });
    await settled();
  };
  beforeEach(async () => {
    await openApp(engine, 'you', 'identity');
    await press(/Your name/);
  });

  it('is changed, cleaned of what nobody can see', async () => {
    await put(' An\u202Enika\u200B ');
    expect(field().value).toBe(' An\u202Enika\u200B ');
    await press(words.save);
    expect(engine.calledWith('setName')).toEqual([['Annika']]);
    expect(screen.queryByRole('dialog')).toBe(null);
    expect(screen.getByRole('button', { name: /Your name/ }).textContent).toContain('Annika');
  });

  it.each(['', '  ', '\u200B'])('cannot be emptied: %j', async (text) => {
    await put(text);
    expect(screen.getByRole('button', { name: words.save })).toHaveProperty('disabled', true);
    fireEvent.submit(field());
    await settled();
    expect(engine.calledWith('setName')).toHaveLength(0);
  });

  it('stays as it is after Esc, and the focus goes back', async () => {
    await put('Somebody else');
    fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' });
    await settled();
    expect(screen.queryByRole('dialog')).toBe(null);
    expect(engine.calledWith('setName')).toHaveLength(0);
  });
});

describe('the recovery file', () => {
  it('that was never made is said to be impossible now', async () => {
    await openApp(engine, 'you', 'identity');
    expect(screen.getByText(words.recoveryNoneHelp)).toBeTruthy();
    expect(screen.queryByRole('button', { name: new RegExp(words.tryAgain) })).toBe(null);
  });

  it('becomes tested with the right words only', async () => {
    withRecovery({ kind: 'untested', savedAt: 0 });
    engine.answers.rehearse = false;
    await openApp(engine, 'you', 'identity');
    expect(screen.getByText(words.notYet)).toBeTruthy();
    await press(new RegExp(words.tryAgain));
    await typeInto(en.welcome.word(1), 'copper window river lantern oat kettle');
    await press(words.openIt);
    expect(screen.getByRole('alert').textContent).toBe(words.rehearseBad);
    engine.answers.rehearse = true;
    await press(words.openIt);
    expect(screen.queryByRole('dialog')).toBe(null);
    expect(screen.getByText(words.recoveryTested)).toBeTruthy();
    expect(screen.getByText(words.rehearseGood)).toBeTruthy();
  });

  it('is saved again, still locked', async () => {
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    withRecovery({ kind: 'tested', savedAt: 0 });
    await openApp(engine, 'you', 'identity');
    await press(new RegExp(words.saveAgain));
    expect(engine.calledWith('savedRecovery')).toHaveLength(1);
    expect(saved.mock.contexts[0]).toHaveProperty('download', 'anna-PRQH2K7M.porchlight-key');
  });
});

describe('removing everything', () => {
  it('is asked for first, with the focus not on the button that does it', async () => {
    await openApp(engine, 'you', 'identity');
    await press(new RegExp(words.removeIdentity));
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain(words.wipeNoSpare);
    expect(document.activeElement).not.toBe(screen.getByRole('button', { name: words.wipe }));
    await press(en.app.cancel);
    expect(engine.calledWith('wipe')).toHaveLength(0);
  });

  it('leads to the last screen, and leaves nothing on the page', async () => {
    withRecovery({ kind: 'tested', savedAt: 0 });
    const mira = engine.addPerson('Mira', { petname: 'Mira' });
    engine.addConversation(`d:${mira.fingerprint}` as never, { unread: 2 });
    const model = await openApp(engine, 'you', 'identity', new FakeSelves().app);
    await press(new RegExp(words.removeIdentity));
    expect(screen.getByText(words.wipeSpare)).toBeTruthy();
    await press(words.wipe);
    await vi.waitFor(() => expect(screen.getByText(en.selves.gone)).toBeTruthy());
    expect(screen.queryByText('Mira')).toBe(null);
    expect(model.people.all.value.size + model.conversations.value.size + model.servers.value.length).toBe(0);
  });

  it('that failed can be tried again', async () => {
    engine.answers.fail = new Set(['wipe'] as const);
    await openApp(engine, 'you', 'identity');
    await press(new RegExp(words.removeIdentity));
    await press(words.wipe);
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.app.broke));
    expect(screen.getByRole('button', { name: words.wipe }).getAttribute('aria-busy')).toBe(null);
  });
});

describe('servers', () => {
  const CLUB = {
    address: 'club.example',
    scheme: 'ws',
    lastJoinedAt: undefined,
    isCurrent: false,
    hostClass: 'public',
  } as const;
  beforeEach(() => void (engine.servers = [...engine.servers, CLUB]));

  it('shows where I live and who else is there', async () => {
    engine.connection = online(1284, 2);
    await openApp(engine, 'you', 'servers');
    expect(screen.getByText('my.awesomeserver.net')).toBeTruthy();
    expect(screen.getByText('server-1.example')).toBeTruthy();
    expect(screen.getByText(new RegExp(words.plainLink))).toBeTruthy();
  });

  it('moves, and shows how it goes', async () => {
    await openApp(engine, 'you', 'servers');
    await press(words.moveTo('club.example'));
    await vi.waitFor(() =>
      expect(engine.calledWith('connect')).toEqual([[{ address: 'club.example', scheme: 'ws' }]]),
    );
    expect(title()).toBe(en.connect.title);
  });

  it('forgets', async () => {
    await openApp(engine, 'you', 'servers');
    await press(words.forget('club.example'));
    expect(engine.calledWith('forgetServer')).toEqual([[{ address: 'club.example', scheme: 'ws' }]]);
    expect(screen.queryByText('club.example')).toBe(null);
  });

  it.each<[ConnectionView['phase'], string]>([
    ['waiting', en.connect.problem.silent],
    ['stopped', en.connect.problem['not-listed']],
  ])('says why the light is not on: %s', async (phase, why) => {
    const problem = phase === 'waiting' ? 'silent' : 'not-listed';
    engine.connection = { phase, server: OUR_SERVER, retryAt: Date.now() + 9000, problem } as ConnectionView;
    await openApp(engine, 'you', 'servers');
    expect(screen.getByText(why)).toBeTruthy();
  });

  it('shows how a server is spoken to, and takes another way by hand', async () => {
    engine.servers = [{ ...CLUB, speaks: 'kat', isPicked: false }];
    await openApp(engine, 'you', 'servers');
    const choice = screen.getByLabelText<HTMLSelectElement>(words.speaksWith('club.example'));
    expect(choice.selectedOptions[0]?.textContent).toBe(words.speaksFound(words.ways.kat));
    fireEvent.change(choice, { target: { value: 'frew' } });
    fireEvent.change(choice, { target: { value: 'auto' } });
    const club = { address: 'club.example', scheme: 'ws' };
    expect(engine.calledWith('setServerDialect')).toEqual([
      [club, 'frew'],
      [club, 'auto'],
    ]);
  });

  it('shows what was picked by hand', async () => {
    engine.servers = [{ ...CLUB, speaks: 'g17', isPicked: true }];
    await openApp(engine, 'you', 'servers');
    const choice = screen.getByLabelText<HTMLSelectElement>(words.speaksWith('club.example'));
    expect(choice.value).toBe('g17');
    expect(choice.options[0]?.textContent).toBe(words.speaksAuto);
  });

  it('switches the light off, which is no failure', async () => {
    await openApp(engine, 'you', 'servers');
    await press(new RegExp(words.disconnect));
    expect(engine.calledWith('disconnect')).toHaveLength(1);
    expect(screen.getByText(words.asleep)).toBeTruthy();
    expect(screen.queryByText(en.connect.problem.dropped)).toBe(null);
  });
});

describe('appearance', () => {
  const look = document.documentElement.dataset;
  beforeEach(() => openApp(engine, 'you', 'appearance'));

  it.each<[string, string, string]>([
    [words.day, 'theme', 'light'],
    [words.dusk, 'theme', 'dark'],
  ])('applies a light at once: %s', async (label, name, value) => {
    fireEvent.click(screen.getByLabelText(label));
    await settled();
    expect(look[name]).toBe(value);
  });

  it.each<[RegExp, string, string]>([
    [/More contrast/, 'contrast', 'more'],
    [/Less movement/, 'motion', 'less'],
    [/Underline links/, 'underline', 'yes'],
  ])('applies a switch at once, and takes it back: %s', async (label, name, value) => {
    const flip = async (): Promise<void> => {
      fireEvent.click(screen.getByRole('switch', { name: label }));
      await settled();
    };
    await flip();
    expect(look[name]).toBe(value);
    await flip();
    expect(look[name]).toBe(undefined);
  });

  it('applies a text size at once and says it in percent', async () => {
    const slider = screen.getByRole('slider', { name: words.textSize });
    fireEvent.input(slider, { target: { value: '3' } });
    await settled();
    expect(look['text']).toBe('3');
    expect(slider.getAttribute('aria-valuetext')).toBe('130%');
  });
});

describe('privacy and about', () => {
  it('switches receipts off', async () => {
    await openApp(engine, 'you', 'privacy');
    await press(/Delivered and read/, 'switch');
    expect(engine.calledWith('setPreferences')).toEqual([[{ receipts: false }]]);
  });

  it('counts what was dropped', async () => {
    await openApp(engine, 'you', 'about');
    engine.emit({ type: 'counts', counts: { unproven: 3, malformed: 1, held: 0, blocked: 0 } });
    await settled();
    expect(screen.getByText(/^3 frames could not be proven/)).toBeTruthy();
    expect(screen.getByText(/^1 frame made no sense/)).toBeTruthy();
  });
});
