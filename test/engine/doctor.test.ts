// The self-check, as the page hears of it: what is found with a connection, and what can be said without one.
import { describe, expect, it } from 'vitest';
import { Doctor, type DoctorDeps } from '../../src/engine/doctor.ts';
import type { FileResult } from '../../src/engine/file-check.ts';
import { keysWork } from '../../src/engine/key-canary.ts';
import type { NoteResult } from '../../src/engine/loop-back.ts';
import type { ConnectionProblem, ConnectionView, Scheme } from '../../src/engine/port/connection.ts';
import type { Finding, FindingId, PageFacts } from '../../src/engine/port/checks.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import type { FailureReason } from '../../src/wire/probe.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { realIdentity } from '../support/two-parties.ts';

const FINE: PageFacts = { allowance: 'fine', storage: 'kept' };
const at = (address: string, scheme: Scheme = 'wss') => ({ address, scheme });
const online = (address = 'a.example', scheme: Scheme = 'wss'): ConnectionView => ({
  phase: 'online',
  server: at(address, scheme),
  since: 0,
  lights: 3,
  servers: [],
});
const stopped = (
  problem: ConnectionProblem,
  address = 'a.example',
  scheme: Scheme = 'wss',
): ConnectionView => ({
  phase: 'stopped',
  server: at(address, scheme),
  problem,
});

interface Rig {
  readonly told: (readonly Finding[])[];
  readonly asked: string[];
  run(facts?: PageFacts): Promise<Map<FindingId, Finding>>;
}
function rig(view: ConnectionView, more: Partial<DoctorDeps> = {}): Rig {
  const clock = createFakeClock();
  const told: (readonly Finding[])[] = [];
  const asked: string[] = [];
  const ask =
    <T>(name: string, answer: T) =>
    async (): Promise<T> => {
      asked.push(name);
      return answer;
    };
  const deps: DoctorDeps = {
    clock,
    publish: (findings) => told.push(findings),
    view: () => view,
    dialect: () => DIALECTS.v12,
    look: ask<FailureReason>('look', 'unreachable'),
    keysWork: ask('keys', true),
    barrier: ask('list', true),
    isElsewhere: () => false,
    note: ask<NoteResult>('note', { kind: 'ok', ms: 118 }),
    file: ask<FileResult>('file', { kind: 'ok', ms: 400 }),
    ...more,
  };
  return {
    told,
    asked,
    run: async (facts = FINE) => new Map((await new Doctor(deps).run(facts)).map((one) => [one.id, one])),
  };
}

describe('with a connection', () => {
  it('everything is looked at in order, and told as it goes', async () => {
    const one = rig(online());
    const found = await one.run();
    expect([...found.values()].map((finding) => `${finding.id} ${finding.state}`)).toEqual([
      'keys ok',
      'storage ok',
      'address ok',
      'link ok',
      'list ok',
      'listed ok',
      'dialect ok',
      'note ok',
      'upload ok',
      'download ok',
      'frame ok',
    ]);
    expect(one.asked).toEqual(['keys', 'list', 'note', 'file']);
    expect(found.get('note')).toEqual({ id: 'note', state: 'ok', what: 'came-home', ms: 118 });
    expect(found.get('dialect')).toMatchObject({ detail: 'v12' });
    expect(found.get('frame')).toMatchObject({ detail: 768 * 1024 });
    // The page sees each step: one runs, the rest waits.
    const first = one.told[0] ?? [];
    expect(first.map(({ state }) => state)).toEqual(['running', ...Array<string>(10).fill('todo')]);
    expect(one.told.at(-1)).toEqual([...found.values()]);
  });

  it.each<[string, Partial<DoctorDeps>, FindingId, Partial<Finding>]>([
    ['a key that fails', { keysWork: async () => false }, 'keys', { state: 'failed', what: 'keys-broken' }],
    ['a silent server', { barrier: async () => false }, 'list', { state: 'failed', what: 'silent' }],
    ['a key listed twice', { isElsewhere: () => true }, 'listed', { state: 'warn', what: 'listed-twice' }],
    ['no echo', { note: async () => ({ kind: 'no-echo' }) }, 'note', { state: 'warn', what: 'no-echo' }],
    [
      'a broken note',
      { note: async () => ({ kind: 'broken' }) },
      'note',
      { state: 'failed', what: 'broken' },
    ],
    [
      'no note',
      { note: () => Promise.reject(new Error('no')) },
      'note',
      { state: 'skipped', what: 'not-tried' },
    ],
    [
      'no CORS',
      { file: async () => ({ kind: 'upload-blocked' }) },
      'upload',
      { state: 'warn', what: 'upload-blocked' },
    ],
    [
      'no CORS for downloads',
      { file: async () => ({ kind: 'download-unreachable' }) },
      'download',
      { state: 'warn', what: 'download-unreachable' },
    ],
    [
      'another host',
      { file: async () => ({ kind: 'other-host' }) },
      'upload',
      { state: 'ok', what: 'went-up' },
    ],
  ])('%s is found', async (_name, deps, id, expected) => {
    expect((await rig(online(), deps).run()).get(id)).toMatchObject(expected);
  });

  it('sends no note where the server sends nobody a copy', async () => {
    const one = rig(online(), { dialect: () => DIALECTS.agr });
    expect((await one.run()).get('note')).toEqual({ id: 'note', state: 'skipped', what: 'no-copies' });
    expect(one.asked).not.toContain('note');
  });

  it('does not mind what the browser would not allow: the link is there', async () => {
    const found = await rig(online('localhost:666', 'ws')).run({ ...FINE, allowance: 'denied' });
    expect(found.get('address')).toMatchObject({ state: 'ok', what: 'plain-here' });
  });

  it('says that a plain link is not protected', async () => {
    const found = await rig(online('10.0.0.27:8001', 'ws')).run();
    expect(found.get('address')).toMatchObject({ state: 'warn', what: 'plain' });
  });
});

describe('without a connection', () => {
  const rest: readonly FindingId[] = ['list', 'listed', 'dialect', 'note', 'upload', 'download', 'frame'];

  it('nothing is sent, and what needs one is left out', async () => {
    const one = rig(stopped('not-listed'));
    const found = await one.run();
    expect(one.asked).toEqual(['keys']);
    expect(rest.map((id) => found.get(id)?.state)).toEqual(rest.map(() => 'skipped'));
    expect(found.get('link')).toMatchObject({ state: 'failed', what: 'not-listed' });
  });

  it('there may be no server at all', async () => {
    const one = rig({ phase: 'none' });
    const found = await one.run();
    expect(found.get('address')).toMatchObject({ state: 'failed', what: 'no-server' });
    expect(one.asked).toEqual(['keys']);
  });

  it.each<[ConnectionView, FailureReason, string]>([
    [stopped('unreachable'), 'unreachable', 'down-or-certificate'],
    [stopped('unreachable', 'a.example', 'ws'), 'unreachable', 'down'],
    [stopped('timeout'), 'not-websocket', 'timeout'],
    [stopped('dropped'), 'unreachable', 'down-or-certificate'],
    [stopped('not-websocket'), 'unreachable', 'not-websocket'],
    [stopped('unreachable'), 'not-websocket', 'not-websocket'],
    [stopped('storage'), 'unreachable', 'read-only'],
    [{ phase: 'offline', server: at('a.example') }, 'unreachable', 'no-network'],
    [
      {
        phase: 'connecting',
        server: at('a.example'),
        waitingFor: 'link',
        since: 0,
        again: true,
        problem: undefined,
      },
      'unreachable',
      'still-trying',
    ],
  ])('why the link is not up is told: %o, looking finds %s', async (view, seen, what) => {
    const found = await rig(view, { look: async () => seen }).run();
    expect(found.get('link')).toMatchObject({ what });
    expect(found.get('link')?.state).not.toBe('ok');
  });

  it.each<[PageFacts['allowance'], Partial<Finding>]>([
    ['mixed', { state: 'failed', what: 'mixed-content' }],
    ['denied', { state: 'failed', what: 'denied' }],
    ['asks', { state: 'warn', what: 'asks' }],
  ])('what the browser has against it is told: %s', async (allowance, expected) => {
    const found = await rig(stopped('unreachable', '10.0.0.27:8001', 'ws')).run({ ...FINE, allowance });
    expect(found.get('address')).toMatchObject(expected);
  });

  it.each<[PageFacts['storage'], string]>([
    ['kept', 'ok'],
    ['may-be-cleared', 'warn'],
    ['full', 'failed'],
    ['read-only', 'failed'],
    ['reload-needed', 'failed'],
  ])('how the browser keeps what is stored: %s is %s', async (storage, state) => {
    expect((await rig({ phase: 'none' }).run({ ...FINE, storage })).get('storage')).toEqual({
      id: 'storage',
      state,
      what: storage,
    });
  });
});

describe('the key', () => {
  it('that does everything passes', async () => {
    const { runner, key } = await realIdentity('anna');
    expect(await keysWork({ runner, random: systemRandom, spki: key.spki })).toBe(true);
    runner.close();
  });

  it('that is not the one people know does not', async () => {
    const { runner } = await realIdentity('anna');
    const other = await realIdentity('ben');
    expect(await keysWork({ runner, random: systemRandom, spki: other.key.spki })).toBe(false);
    runner.close();
    other.runner.close();
  });

  it('whose workers are gone does not', async () => {
    const { runner, key } = await realIdentity('anna');
    runner.close();
    expect(await keysWork({ runner, random: systemRandom, spki: key.spki })).toBe(false);
  });
});
