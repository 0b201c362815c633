// In a tab of an iPhone: no key is made before it was said what becomes of it, and one that was made comes along.
// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecoveryState } from '../../../src/engine/port/identity.ts';
import { isIosTab } from '../../../src/ui/ios.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { openApp } from '../../support/ui.tsx';
import { press, title } from '../support/hands.ts';

const words = en.arrive;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1';
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150 Mobile Safari/537.36';
interface Device {
  readonly userAgent: string;
  readonly vendor?: string;
  readonly maxTouchPoints?: number;
  readonly standalone?: boolean;
}
const kept = new Map<string, PropertyDescriptor | undefined>();
function on({ userAgent, vendor = 'Apple Computer, Inc.', maxTouchPoints = 5, standalone }: Device): void {
  for (const [name, value] of Object.entries({ userAgent, vendor, maxTouchPoints, standalone })) {
    if (!kept.has(name)) kept.set(name, Object.getOwnPropertyDescriptor(navigator, name));
    Object.defineProperty(navigator, name, { configurable: true, value });
  }
}
afterEach(() => {
  for (const name of kept.keys()) Reflect.deleteProperty(navigator, name);
  kept.clear();
});

describe('where this is', () => {
  it.each<[string, Device, boolean]>([
    ['an iPhone’s tab', { userAgent: IPHONE }, true],
    ['the app on its Home Screen', { userAgent: IPHONE, standalone: true }, false],
    ['an iPad’s tab', { userAgent: MAC, maxTouchPoints: 5 }, true],
    ['a Mac', { userAgent: MAC, maxTouchPoints: 0 }, false],
    ['Android', { userAgent: ANDROID, vendor: 'Google Inc.' }, false],
  ])('%s', (_, device, isTab) => {
    on(device);
    expect(isIosTab()).toBe(isTab);
  });
});

describe('the first screen there', () => {
  let engine = new FakeEngine();
  beforeEach(async () => {
    on({ userAgent: IPHONE });
    engine = new FakeEngine();
    engine.identity = { phase: 'none' };
    engine.connection = { phase: 'none' };
    engine.servers = [];
    await openApp(engine);
    await press(en.welcome.start);
  });

  it('says how to install, and makes no key', () => {
    expect(title()).toBe(en.install.iosTitle);
    expect(screen.getByText(en.install.iosAdd[1])).toBeTruthy();
    expect(engine.calledWith('createIdentity')).toHaveLength(0);
    expect(screen.queryByText(words.iosTake)).toBe(null);
  });

  it('lets somebody try it now', async () => {
    await press(en.install.tryNow);
    expect(title()).toBe(en.welcome.made);
    expect(engine.calledWith('createIdentity')).toHaveLength(1);
  });
});

describe('elsewhere', () => {
  it.each<[string, Device, boolean]>([
    ['Safari on a Mac, whose apps start empty', { userAgent: MAC, maxTouchPoints: 0 }, false],
    ['Android', { userAgent: ANDROID, vendor: 'Google Inc.' }, true],
  ])('says that all is there in the app only where it is so: %s', async (_, device, isSame) => {
    on(device);
    await openApp(new FakeEngine(), 'you', 'install');
    expect(screen.queryByText(en.install.sameKey) !== null).toBe(isSame);
  });
});

describe('a key in a tab', () => {
  const open = async (recovery: RecoveryState): Promise<void> => {
    on({ userAgent: IPHONE });
    const engine = new FakeEngine();
    const me = { fingerprint: fingerprintFor('Anna'), name: 'Anna', createdAt: 0, recovery };
    engine.identity = { phase: 'ready', me };
    await openApp(engine, 'you');
  };

  it('is called temporary as long as it is there, and comes along as a text', async () => {
    const writeText = vi.fn((text: string) => Promise.resolve(void text));
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    await open({ kind: 'tested', savedAt: 0 });
    expect(screen.getByText(en.spare.temporary)).toBeTruthy();
    await press(en.spare.temporaryLook);
    await press(words.iosCopy);
    expect(writeText).toHaveBeenCalledWith('-----BEGIN ENCRYPTED PRIVATE KEY-----');
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  it('that has no file cannot come along, and is told so', async () => {
    await open({ kind: 'none' });
    await press(en.spare.temporaryLook);
    expect(screen.getByText(words.iosNothing)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.iosCopy })).toBe(null);
  });
});
