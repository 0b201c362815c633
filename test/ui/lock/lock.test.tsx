// The app lock on the page: choosing it, the locked app, and its page under You.
// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IdentityView } from '../../../src/engine/port/identity.ts';
import type { LockWays } from '../../../src/engine/port/lock.ts';
import { watchUse } from '../../../src/ui/lock/watch.ts';
import { plainAppState } from '../../../src/ui/model/app-state.ts';
import { createModel } from '../../../src/ui/model/model.ts';
import { en } from '../../../src/ui/words/en.ts';
import { directId, FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press, submit, title, typeInto } from '../support/hands.ts';

const words = en.lock;
const PASSPHRASE = 'a lamp on every porch';
let engine = new FakeEngine();
beforeEach(() => {
  engine = new FakeEngine();
});

const readyWith = (lock: LockWays | undefined): IdentityView => ({
  phase: 'ready',
  me: {
    fingerprint: fingerprintFor('Anna'),
    name: 'Anna',
    createdAt: 0,
    recovery: { kind: 'none' },
    ...(lock && { lock }),
  },
});
const lockIt = async (): Promise<void> => {
  await engine.lock('now');
  await settled();
};
const field = (label: string): HTMLInputElement => screen.getByLabelText<HTMLInputElement>(label);
const isDisabled = (name: string): boolean =>
  screen.getByRole<HTMLButtonElement>('button', { name }).disabled;

async function openDetails(): Promise<void> {
  const details = screen.getByText(words.offer).closest('details');
  if (details === null) throw new Error('no details');
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await settled();
}

describe('choosing a lock', () => {
  beforeEach(async () => {
    engine.identity = { phase: 'none' };
    engine.connection = { phase: 'none' };
    engine.servers = [];
    await openApp(engine);
  });

  it('is off by default, and takes a passphrase that is long enough and typed twice', async () => {
    await press(en.welcome.start);
    await typeInto(en.welcome.yourName, 'Anna');
    expect(isDisabled(en.welcome.continue)).toBe(false);
    expect(field(en.welcome.yourName).autocomplete).toBe('nickname');
    await openDetails();
    expect(field(en.welcome.yourName).autocomplete).toBe('off'); // the browser's memory of forms
    expect(isDisabled(en.welcome.continue)).toBe(true);
    await typeInto(words.mine, 'short');
    await typeInto(words.again, 'short');
    expect(isDisabled(en.welcome.continue)).toBe(true);
    await typeInto(words.mine, PASSPHRASE);
    await typeInto(words.again, 'a lamp on every perch');
    expect(isDisabled(en.welcome.continue)).toBe(true);
    expect(screen.getByText(words.differs)).toBeTruthy();
    await typeInto(words.again, PASSPHRASE);
    await press(en.welcome.continue);
    expect(engine.calledWith('createIdentity')).toEqual([[''], ['Anna', { passphrase: PASSPHRASE }]]);
    expect(engine.calledWith('setName')).toEqual([]);
    expect(title()).toBe(en.welcome.spareTitle);
    await press(en.app.back);
    expect(screen.getByText(words.chosen)).toBeTruthy();
    await press(en.welcome.continue);
    expect(engine.calledWith('createIdentity')).toHaveLength(2);
  });

  it('says whose passphrase it is to password managers: not the person’s name', async () => {
    await press(en.welcome.start);
    await openDetails();
    const owner = document.querySelector<HTMLInputElement>('input[autocomplete="username"]');
    expect([owner?.value, owner?.hidden]).toEqual([en.app.name, true]);
    expect(field(words.mine).type).toBe('password');
    fireEvent.click(screen.getAllByLabelText(en.passphrase.show)[0]!);
    await settled();
    expect(field(words.mine).type).toBe('text');
  });
});

describe('the locked app', () => {
  beforeEach(async () => {
    engine.identity = readyWith({ passkey: undefined });
    const mira = engine.addPerson('Mira', { petname: 'Grandmother' });
    const chat = engine.addConversation(directId(mira.fingerprint), { unread: 3 });
    engine.addMessage(chat.id, mira.fingerprint, 'The cake is in the cellar');
  });

  it('shows nothing of anybody, and everything again once it is open', async () => {
    const chat = [...engine.conversations.values()][0]!.id;
    const model = await openApp(engine, 'chat', chat);
    expect(document.body.textContent).toContain('Grandmother');
    expect(document.title).toBe(en.app.title(en.app.chats, 0)); // no name in it: browsers keep titles
    model.toasts.show('Grandmother was here');
    await lockIt();
    expect(title()).toBe(words.welcome);
    expect(document.body.textContent).not.toMatch(/Grandmother|cake|Anna/);
    expect(document.title).toBe(en.app.title(words.title, 0));
    expect(model.people.all.value.size).toBe(0);
    expect(document.activeElement?.id).toBe('unlock');
    await typeInto(words.passphrase, PASSPHRASE);
    await submit();
    expect(engine.calledWith('unlock')).toEqual([[{ passphrase: PASSPHRASE }]]);
    model.people.flush();
    await settled();
    expect(document.body.textContent).toContain('Grandmother');
  });

  it('says that a passphrase is wrong, and how long to wait', async () => {
    await openApp(engine);
    await lockIt();
    engine.answers.unlock = { ok: false, reason: 'wrong', waitMs: 0 };
    await typeInto(words.passphrase, 'not this one');
    await submit();
    expect(screen.getByRole('alert').textContent).toBe(words.wrong);
    engine.answers.unlock = { ok: false, reason: 'wait', waitMs: 4000 };
    await submit();
    expect(screen.getByRole('alert').textContent).toBe(words.wait(4));
    engine.answers.unlock = { ok: true };
    await submit();
    expect(title()).toBe(en.app.chats);
  });

  it('offers no passkey where the browser has none', async () => {
    const ref = { credential: new Uint8Array(3), salt: new Uint8Array(32) };
    engine.identity = readyWith({ passkey: ref });
    await openApp(engine);
    await lockIt();
    expect(screen.queryByRole('button', { name: words.usePasskey })).toBeNull();
  });

  it('leaves who forgot the passphrase one way, and says what it costs', async () => {
    await openApp(engine);
    await lockIt();
    await press(words.forgot);
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.textContent).toContain(words.forgotHelp);
    expect(engine.calledWith('wipe')).toEqual([]);
    await press(words.remove);
    expect(engine.calledWith('wipe')).toHaveLength(1);
    expect(title()).toBe(en.welcome.title);
  });
});

describe('You › App lock', () => {
  it('says honestly that it cannot be chosen any more', async () => {
    await openApp(engine, 'you', 'lock');
    expect(screen.getByText(words.offTitle)).toBeTruthy();
    expect(screen.getByText(words.howRestore)).toBeTruthy();
    expect(screen.queryByRole('button', { name: new RegExp(words.lockNow) })).toBeNull();
  });

  it('locks now, chooses the time, and changes the passphrase', async () => {
    engine.identity = readyWith({ passkey: undefined });
    await openApp(engine, 'you', 'lock');
    const times = screen.getByRole('radiogroup', { name: words.after });
    expect(times.querySelector<HTMLInputElement>('input:checked')?.closest('label')?.textContent).toBe(
      words.minutes(15),
    );
    await press(words.minutes(5), 'radio');
    expect(engine.calledWith('setPreferences')).toEqual([[{ lockAfter: 5 }]]);
    await press(words.changeTitle);
    await typeInto(words.now, PASSPHRASE);
    await typeInto(words.next, 'another lamp, lit');
    expect(isDisabled(words.change)).toBe(true);
    await typeInto(words.nextAgain, 'another lamp, lit');
    engine.answers.unlock = { ok: false, reason: 'wrong', waitMs: 0 };
    await press(words.change);
    expect(screen.getByText(words.wrong)).toBeTruthy();
    engine.answers.unlock = { ok: true };
    await press(words.change);
    const change = { kind: 'passphrase', next: 'another lamp, lit' };
    expect(engine.calledWith('changeLock').at(-1)).toEqual([PASSPHRASE, change]);
    expect(screen.getByText(words.changed)).toBeTruthy();
    await press(new RegExp(words.lockNow));
    expect(engine.calledWith('lock')).toEqual([['now']]);
    expect(title()).toBe(words.welcome);
  });

  it('takes a passkey away once the passphrase was typed', async () => {
    const ref = { credential: new Uint8Array(3), salt: new Uint8Array(32) };
    engine.identity = readyWith({ passkey: ref });
    await openApp(engine, 'you', 'lock');
    await press(new RegExp(`^${words.passkey}`));
    await typeInto(words.passphrase, PASSPHRASE);
    await press(words.takeIt);
    expect(engine.calledWith('changeLock')).toEqual([[PASSPHRASE, { kind: 'passkey', next: undefined }]]);
    expect(screen.getByText(words.taken)).toBeTruthy();
  });

  it('makes a recovery file after all, where there is none', async () => {
    engine.identity = readyWith({ passkey: undefined });
    await openApp(engine, 'you', 'lock');
    await press(new RegExp(words.makeSpare));
    await typeInto(words.passphrase, PASSPHRASE);
    await press(words.makeIt);
    expect(engine.calledWith('changeLock')).toEqual([[PASSPHRASE, { kind: 'key' }]]);
    expect(title()).toBe(en.welcome.spareTitle);
  });

  it('is a word in the palette, where there is a lock', async () => {
    engine.identity = readyWith({ passkey: undefined });
    await openApp(engine);
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    await settled();
    fireEvent.input(screen.getByRole('combobox'), { target: { value: words.lockNow } });
    await settled();
    fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });
    await settled();
    expect(engine.calledWith('lock')).toEqual([['now']]);
  });
});

describe('a page that is used', () => {
  it('says so now and then, and when the browser stops it', async () => {
    engine.identity = readyWith({ passkey: undefined });
    const model = createModel(engine, plainAppState);
    await model.start();
    let now = 100_000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const end = watchUse(model);
    const said = (): number => engine.calledWith('active').length;
    expect(said()).toBe(1);
    dispatchEvent(new Event('keydown'));
    expect(said()).toBe(1);
    now += 11_000;
    dispatchEvent(new Event('pointerdown'));
    dispatchEvent(new Event('keydown'));
    expect(said()).toBe(2);
    document.dispatchEvent(new Event('freeze'));
    expect(engine.calledWith('lock')).toEqual([['frozen']]);
    await settled();
    now += 11_000;
    dispatchEvent(new Event('keydown')); // locked: nobody is using anything
    expect(said()).toBe(2);
    end();
    vi.restoreAllMocks();
  });

  it('says nothing where there is no lock', async () => {
    const model = createModel(engine, plainAppState);
    await model.start();
    const end = watchUse(model);
    dispatchEvent(new Event('keydown'));
    document.dispatchEvent(new Event('freeze'));
    expect([...engine.calledWith('active'), ...engine.calledWith('lock')]).toEqual([]);
    end();
  });
});
