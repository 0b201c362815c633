// Identities of one browser, as somebody sees them: the list, adding, going, removing, and what is kept of it all.
// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { createModel } from '../../../src/ui/model/model.ts';
import { PROFILES, profiles } from '../../../src/ui/profile.ts';
import { begin } from '../../../src/ui/selves/leave.ts';
import { watchSelves } from '../../../src/ui/selves/watch-selves.ts';
import { en } from '../../../src/ui/words/en.ts';
import { FakeEngine, fingerprintFor } from '../../support/fake-engine.ts';
import { FakeSelves } from '../../support/fake-selves.ts';
import { openApp, settled } from '../../support/ui.tsx';
import { press } from '../support/hands.ts';

const words = en.selves;
const OTHER = { id: '0a1b2c3d', fingerprint: fingerprintFor('Work') };
const tag = keyTag(OTHER.fingerprint, 8);
const MINE = { id: '', fingerprint: fingerprintFor('Anna') };
let engine: FakeEngine;
let selves: FakeSelves;
const keep = (...list: readonly object[]): void => localStorage.setItem(PROFILES, JSON.stringify(list));
const open = (arg = 'selves') => openApp(engine, 'you', arg, selves.app);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  engine = new FakeEngine();
  selves = new FakeSelves();
});

describe('the list', () => {
  it('shows the one alone, and keeps no list of it', async () => {
    await open();
    expect(screen.getByText(words.shown)).toBeTruthy();
    expect(screen.queryByText(words.asleepNote)).toBe(null);
    expect(localStorage.getItem(PROFILES)).toBe(null);
  });

  it('shows others by their key, never by a name', async () => {
    keep(MINE, OTHER, { id: 'ffffffff' });
    await open();
    expect(screen.getByRole('link', { name: words.goTo(words.keyOf(tag)) })).toBeTruthy();
    expect(screen.getByText(words.asleepNote)).toBeTruthy();
    expect(screen.getAllByText(words.unfinished).length).toBeGreaterThan(0);
    expect(localStorage.getItem(PROFILES)).not.toContain('Anna');
  });

  it('tells which is open in another tab, by the name which that tab says', async () => {
    keep(MINE, OTHER);
    const tab = new BroadcastChannel('porchlight-selves');
    const asked = new Promise<unknown>((resolve) => {
      tab.addEventListener('message', ({ data }) => resolve(data), { once: true });
    });
    await open();
    expect(await asked).toMatchObject({ kind: 'who' });
    tab.postMessage({ kind: 'here', id: OTHER.id, name: 'Work' });
    tab.postMessage({ kind: 'here', id: 7, name: {} });
    await vi.waitFor(() => expect(screen.getByText(words.otherTab)).toBeTruthy());
    expect(screen.getByText('Work')).toBeTruthy();
    tab.close();
  });

  it('takes nothing from the browser’s storage on trust', async () => {
    for (const junk of ['', '{', '7', '{"id":""}', '[{"id":"sweep *"},{"id":7},null,{"id":"../../etc"}]']) {
      localStorage.setItem(PROFILES, junk);
      expect(profiles()).toEqual([{ id: '' }]);
    }
  });
});

describe('going to another', () => {
  it('stores what is on the page, and loads the page anew', async () => {
    keep(MINE, OTHER);
    const model = await open();
    const kept = vi.fn(() => Promise.resolve());
    model.beforeLeave(kept);
    await press(words.goTo(words.keyOf(tag)), 'link');
    expect(kept).toHaveBeenCalledOnce();
    expect(selves.went).toEqual([{ id: OTHER.id, hash: undefined }]);
    expect(engine.calledWith('wipe')).toEqual([]);
  });

  it('begins one with a key of its own', async () => {
    await open();
    await press(new RegExp(words.add));
    const [mine, next] = profiles();
    expect(mine).toEqual(MINE);
    expect(next?.id).toMatch(/^[0-9a-f]{8}$/);
    expect(selves.went).toEqual([{ id: next?.id, hash: undefined }]);
  });

  it('takes nothing of a new one that has a server or a lock, though its spare key was never decided on', async () => {
    const me = 'me' in engine.identity ? engine.identity.me : undefined;
    if (me === undefined) throw new Error('nobody');
    for (const [now, servers] of [
      [me, engine.servers],
      [{ ...me, lock: { passkey: undefined } }, []],
    ] as const) {
      localStorage.clear();
      engine.identity = { phase: 'fresh', me: now };
      engine.servers = [...servers];
      const model = createModel(engine, selves.app);
      await model.start();
      await begin(model);
      expect(engine.calledWith('wipe')).toEqual([]);
      expect(profiles()).toHaveLength(2);
    }
  });

  it('out of one that is not finished leaves nothing of it', async () => {
    keep(MINE, { id: OTHER.id });
    selves = new FakeSelves(OTHER.id);
    engine.identity = { phase: 'none' };
    await openApp(engine, 'chats', undefined, selves.app);
    await press(words.back);
    await vi.waitFor(() => expect(selves.went).toEqual([{ id: '', hash: undefined }]));
    expect(engine.calledWith('wipe')).toHaveLength(1);
    expect(selves.started).toEqual([`sweep porchlight.${OTHER.id}`]);
    expect(selves.ended).toContain('own');
    expect(profiles()).toEqual([{ id: '' }]);
  });

  it('is not offered where nobody else lives', async () => {
    engine.identity = { phase: 'none' };
    await openApp(engine, 'chats', undefined, selves.app);
    expect(screen.queryByText(words.back)).toBe(null);
  });
});

describe('removing one of the others', () => {
  it('asks, and takes its engine, database and line in the list', async () => {
    keep(MINE, OTHER);
    await open();
    await press(words.takeOff(words.keyOf(tag)));
    await press(words.takeOffNow);
    await vi.waitFor(() => expect(screen.getByText(words.takenOff)).toBeTruthy());
    expect(selves.engines.get(OTHER.id)?.calledWith('wipe')).toHaveLength(1);
    expect(engine.calledWith('wipe')).toEqual([]);
    expect(selves.started).toEqual([OTHER.id, `sweep porchlight.${OTHER.id}`]);
    expect(profiles()).toEqual([{ id: '' }]);
    expect(screen.queryByText(words.keyOf(tag))).toBe(null);
  });

  it('says so when something is left', async () => {
    keep(MINE, OTHER);
    selves.sweeps = false;
    await open();
    await press(words.takeOff(words.keyOf(tag)));
    await press(words.takeOffNow);
    await vi.waitFor(() => expect(screen.getByText(words.notWhole)).toBeTruthy());
  });
});

describe('removing the one on the screen', () => {
  it('alone goes to the next, and leaves the others', async () => {
    keep(MINE, OTHER);
    await open('identity');
    await press(new RegExp(en.you.removeIdentity));
    expect(screen.getByRole('radio', { name: words.onlyThis })).toHaveProperty('checked', true);
    await press(words.takeOffNow);
    await vi.waitFor(() => expect(selves.went).toEqual([{ id: OTHER.id, hash: undefined }]));
    expect(selves.started).toEqual(['sweep porchlight']);
    expect(profiles()).toEqual([OTHER]);
  });

  it('with all others ends on a screen that promises no more than is true', async () => {
    keep(MINE, OTHER);
    localStorage.setItem('porchlight-look.0a1b2c3d', '[]');
    localStorage.setItem('somebody-else', 'stays');
    await open('identity');
    await press(new RegExp(en.you.removeIdentity));
    await press(new RegExp(words.allHelp), 'radio');
    await press(en.you.wipe);
    await vi.waitFor(() => expect(screen.getByText(words.gone)).toBeTruthy());
    expect(engine.calledWith('wipe')).toHaveLength(1);
    expect(selves.engines.get(OTHER.id)?.calledWith('wipe')).toHaveLength(1);
    expect(selves.started).toEqual([OTHER.id, 'sweep *']);
    expect(selves.ended).toEqual(expect.arrayContaining(['own', OTHER.id]));
    expect(Object.keys(localStorage)).toEqual(['somebody-else']);
    for (const limit of words.limits.split('\n')) expect(screen.getByText(limit)).toBeTruthy();
    expect(screen.queryByText(words.goneNot)).toBe(null);
  });

  it('says what is left', async () => {
    selves.sweeps = false;
    await open('identity');
    await press(new RegExp(en.you.removeIdentity));
    await press(en.you.wipe);
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(words.goneNot));
  });
});

describe('a page among others', () => {
  const say = async (word: object): Promise<void> => {
    const tab = new BroadcastChannel('porchlight-selves');
    tab.postMessage(word);
    await new Promise((done) => setTimeout(done, 30));
    await settled();
    tab.close();
  };

  it('notes whose key it shows, once there are two', async () => {
    const end = watchSelves(await open());
    expect(localStorage.getItem(PROFILES)).toBe(null);
    end();
    keep({ id: '' }, OTHER);
    const endAgain = watchSelves(await open());
    expect(profiles()).toEqual([MINE, OTHER]);
    endAgain();
  });

  it('goes when its identity was removed elsewhere, and stays for others', async () => {
    keep(MINE, OTHER);
    const end = watchSelves(await open());
    await say({ kind: 'gone', id: OTHER.id });
    expect(selves.ended).toEqual([]);
    keep(OTHER);
    await say({ kind: 'gone', id: '' });
    expect(selves.ended).toEqual(['own']);
    expect(selves.went).toEqual([{ id: OTHER.id, hash: undefined }]);
    end();
  });

  it('ends with everything', async () => {
    const end = watchSelves(await open());
    await say({ kind: 'gone', id: undefined });
    await vi.waitFor(() => expect(screen.getByText(words.goneElsewhere)).toBeTruthy());
    end();
  });
});
