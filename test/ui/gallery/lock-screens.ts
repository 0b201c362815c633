// Gallery screens of the app lock: choosing it, the locked app, its page under You.
import type { IdentityView } from '../../../src/engine/port/identity.ts';
import type { LockWays } from '../../../src/engine/port/lock.ts';
import { type FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { settle, type Screens, type Shown } from './screens.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const PASSKEY = { credential: new Uint8Array(16), salt: new Uint8Array(32) };

function withLock(engine: FakeEngine, lock: LockWays): IdentityView {
  settle(engine);
  if (!('me' in engine.identity)) throw new Error('nobody');
  engine.identity = { phase: 'ready', me: { ...engine.identity.me, lock } };
  return engine.identity;
}

function locked(engine: FakeEngine, after?: () => Promise<void>): Shown {
  engine.unlocked = withLock(engine, { passkey: PASSKEY });
  engine.identity = { phase: 'locked', fingerprint: fingerprintFor('Anna'), ways: { passkey: PASSKEY } };
  return { route: ['chats'], ...(after && { after }) };
}

async function press(text: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const found = [...document.querySelectorAll<HTMLElement>('button, summary')].find((one) =>
      one.textContent.includes(text),
    );
    if (found !== undefined) return found.click();
    await wait(50);
  }
}

/** Words of the screens are English or made up; a button is found by its place then. */
async function pressLast(): Promise<void> {
  for (let tries = 0; tries < 60 && document.querySelector('.unlock') === null; tries += 1) await wait(50);
  [...document.querySelectorAll<HTMLElement>('.unlock__in > .btn')].at(-1)?.click();
}

async function failing(engine: FakeEngine): Promise<void> {
  engine.answers.unlock = { ok: false, reason: 'wait', waitMs: 4000 };
  for (let tries = 0; tries < 60 && document.querySelector('#unlock') === null; tries += 1) await wait(50);
  const field = document.querySelector<HTMLInputElement>('#unlock');
  if (field === null) return;
  field.value = 'a lamp on every perch';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await wait(50);
  document.querySelector<HTMLElement>('form button[type=submit]')?.click();
}

export const LOCK_SCREENS: Screens = {
  'l1-locked': (engine) => locked(engine),
  'l2-wrong': (engine) => locked(engine, () => failing(engine)),
  'l3-forgotten': (engine) => locked(engine, pressLast),
  'l4-page': (engine) => {
    withLock(engine, { passkey: undefined });
    return { route: ['you', 'lock'] };
  },
  'l5-without': (engine) => {
    settle(engine);
    return { route: ['you', 'lock'] };
  },
  'l6-choose': (engine) => {
    engine.identity = { phase: 'none' };
    engine.servers = [];
    return {
      route: ['welcome'],
      async after() {
        await press('Get started');
        await press('Lock this app');
      },
    };
  },
  'l7-change': (engine) => {
    withLock(engine, { passkey: undefined });
    return { route: ['you', 'lock'], after: () => press('Change the passphrase') };
  },
};
