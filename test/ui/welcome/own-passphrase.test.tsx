// A passphrase of one's own for the recovery file: judged while it is typed, and asked for again before the file counts.
// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine } from '../../support/fake-engine.ts';
import { openApp } from '../../support/ui.tsx';
import { press, title, typeInto } from '../support/hands.ts';

const words = en.spare;
const GOOD = 'vexing quilt harpoon dismal';
let engine = new FakeEngine();

beforeEach(async () => {
  engine = new FakeEngine();
  engine.identity = { phase: 'none' };
  engine.connection = { phase: 'none' };
  engine.servers = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await openApp(engine);
  await press(en.welcome.start);
  await typeInto(en.welcome.yourName, 'Anna');
  await press(en.welcome.continue);
  await press(en.welcome.ownInstead);
});
const isReady = (): boolean =>
  !screen.getByRole<HTMLButtonElement>('button', { name: words.ownLock }).disabled;
const strength = (): string | null => screen.getByRole('meter').getAttribute('aria-valuetext');

describe('a passphrase of one’s own', () => {
  it('is judged in words while it is typed', async () => {
    expect(title()).toBe(words.ownTitle);
    expect(isReady()).toBe(false);
    await typeInto(en.welcome.passphrase, 'anna1987anna1987');
    expect(strength()).toBe(words.strengths[0]);
    expect(screen.getByText(words.ownProblems['too-weak'])).toBeTruthy();
    await typeInto(en.welcome.passphrase, 'short');
    expect(screen.getByText(words.ownRule)).toBeTruthy();
    await typeInto(en.welcome.passphrase, 'Grüße an alle meine Nachbarn');
    expect(screen.getByText(words.ownProblems['not-plain'])).toBeTruthy();
    expect(isReady()).toBe(false);
    await typeInto(en.welcome.passphrase, GOOD);
    expect(strength()).toBe(words.strengths[3]);
    expect(isReady()).toBe(true);
  });

  it('is hidden until its owner wants to see it', async () => {
    const field = screen.getByLabelText<HTMLInputElement>(en.welcome.passphrase);
    expect(field.type).toBe('password');
    await press(en.passphrase.show);
    expect(screen.getByLabelText<HTMLInputElement>(en.welcome.passphrase).type).toBe('text');
  });

  it('makes the file, and is typed once more before the file counts', async () => {
    await typeInto(en.welcome.passphrase, GOOD);
    await press(words.ownLock);
    expect(engine.calledWith('makeRecovery')).toEqual([[GOOD]]);
    expect(title()).toBe(en.welcome.rehearseTitle);
    expect(screen.getByText(en.welcome.rehearseOwn)).toBeTruthy();
    expect(screen.getByText(/Saved as/)).toBeTruthy();
    engine.answers.rehearse = false;
    await typeInto(en.welcome.passphrase, 'Vexing quilt harpoon dismal');
    await press(en.welcome.openFile);
    expect(screen.getByRole('alert').textContent).toBe(en.welcome.ownBad);
    engine.answers.rehearse = true;
    await typeInto(en.welcome.passphrase, GOOD);
    await press(en.welcome.openFile);
    expect(engine.calledWith('rehearseRecovery').at(-1)).toEqual([[GOOD]]);
    expect(title()).toBe(en.connect.title);
  });

  it('gives way to six words on the way back', async () => {
    await press(en.app.back);
    expect(title()).toBe(en.welcome.spareTitle);
    await press(en.welcome.saveSpare);
    expect(engine.calledWith('makeRecovery')).toEqual([[]]);
    expect(title()).toBe(en.welcome.wordsTitle);
  });
});
