// Birth, recovery and loss of an identity, with a real store and real keys.
import { afterEach, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../src/crypto/key-pair.ts';
import type { IdentityView } from '../../src/engine/port/identity.ts';
import { memoryMark } from '../../src/engine/mark.ts';
import type { Platform } from '../../src/engine/platform.ts';
import { StoreError } from '../../src/store/problem.ts';
import { openStore } from '../../src/store/store.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.close();
});

async function rigOf(platform: Platform = nodePlatform()): Promise<Rig> {
  const rig = await startRig(platform);
  rigs.push(rig);
  return rig;
}
const view = async (rig: Rig): Promise<IdentityView> => (await rig.engine.start()).identity;

describe('a recovery file', () => {
  it('is made while the key is fresh, rehearsed, and brings the identity back on another device', async () => {
    const anna = await rigOf();
    await anna.engine.createIdentity('  Anna\u202E ');
    const file = await anna.engine.makeRecovery();
    expect(file.words).toHaveLength(6);
    expect(file.fileName).toMatch(/^anna-[2-9A-HJ-NP-Z]{8}\.porchlight-key$/);
    expect(await view(anna)).toMatchObject({
      phase: 'fresh',
      me: { name: 'Anna', recovery: { kind: 'untested' } },
    });
    expect(await anna.engine.rehearseRecovery(['wrong', ...file.words.slice(1)])).toBe(false);
    expect(await anna.engine.rehearseRecovery(file.words.map((word) => ` ${word.toUpperCase()}`))).toBe(true);
    await anna.engine.finishIdentity();
    expect(await view(anna)).toMatchObject({ phase: 'ready', me: { recovery: { kind: 'tested' } } });
    await expect(anna.engine.makeRecovery()).rejects.toMatchObject({ kind: 'too-late' });
    expect(await anna.engine.savedRecovery()).toMatchObject({ fileName: file.fileName, text: file.text });

    const other = await rigOf();
    expect(await other.engine.restoreIdentity(file.text, 'some other words', 'Anna')).toMatchObject({
      ok: false,
      reason: 'wrong-words',
    });
    expect(await view(other)).toEqual({ phase: 'none' });
    expect(await other.engine.restoreIdentity('dear diary', '', 'Anna')).toMatchObject({
      reason: 'not-a-key-file',
    });
    const restored = await other.engine.restoreIdentity(file.text, file.words.join(' '), 'Anna');
    expect(restored).toEqual({ ok: true, fingerprint: anna.me() });
    expect(await view(other)).toMatchObject({ phase: 'ready', me: { recovery: { kind: 'tested' } } });
  });

  it('leaves no key bytes behind', async () => {
    const made: Uint8Array[] = [];
    const base = nodePlatform();
    const anna = await rigOf({
      ...base,
      async makeKeyPair() {
        const pair = await makeKeyPair();
        made.push(pair.pkcs8);
        return pair;
      },
    });
    await anna.engine.createIdentity('Anna');
    expect(made[0]?.some((byte) => byte !== 0)).toBe(true);
    await anna.engine.finishIdentity();
    expect(made[0]?.every((byte) => byte === 0)).toBe(true);
  });
});

describe('a browser that cannot keep keys', () => {
  const refusing = (change: (rig: Platform) => Partial<Platform>): Platform => {
    const base = nodePlatform();
    return { ...base, ...change(base) };
  };
  const outcomes: [string, Platform][] = [
    ['no-crypto', refusing(() => ({ hasCrypto: false }))],
    ['no-storage', refusing(() => ({ openStore: () => Promise.reject(new StoreError('broken')) }))],
    ['no-crypto', refusing(() => ({ makeKeyPair: () => Promise.reject(new Error('not here')) }))],
    [
      'cannot-keep-keys', // stored without a word of complaint, and gone when read back
      refusing((base) => ({
        async openStore(onTrouble) {
          const store = await base.openStore(onTrouble);
          return { ...store, load: async () => ({ ...(await store.load()), identity: undefined }) };
        },
      })),
    ],
    [
      'cannot-keep-keys', // DataCloneError
      refusing((base) => ({
        async openStore(onTrouble) {
          const store = await base.openStore(onTrouble);
          return { ...store, commit: () => Promise.reject(new StoreError('refused')) };
        },
      })),
    ],
  ];
  it.each(outcomes)('says %s and shows no identity', async (reason, platform) => {
    const rig = await rigOf(platform);
    await rig.engine.createIdentity('Anna').catch(() => undefined);
    expect(await view(rig)).toEqual({ phase: 'unsupported', reason });
    expect(rig.events.some((event) => event.type === 'identity' && 'me' in event.identity)).toBe(false);
  });
});

describe('an identity that is gone', () => {
  it('is missed at the next start, never silently replaced, and can be restored (R07)', async () => {
    const mark = memoryMark();
    const anna = await rigOf(nodePlatform({ mark }));
    await anna.engine.createIdentity('Anna');
    const file = await anna.engine.makeRecovery();
    await anna.engine.close();
    const later = await rigOf(nodePlatform({ mark })); // another, empty database
    expect(await view(later)).toEqual({ phase: 'lost', fingerprint: anna.me() });
    await later.engine.restoreIdentity(file.text, file.words.join(' '), 'Anna');
    expect(await view(later)).toMatchObject({ phase: 'ready', me: { fingerprint: anna.me() } });
  });

  it('gives way to a new one only when the user makes one', async () => {
    const mark = memoryMark();
    const anna = await rigOf(nodePlatform({ mark }));
    await anna.engine.createIdentity('Anna');
    await anna.engine.close();
    const later = await rigOf(nodePlatform({ mark }));
    expect(await view(later)).toEqual({ phase: 'lost', fingerprint: anna.me() });
    await later.engine.createIdentity('Anna again');
    expect(later.me()).not.toBe(anna.me());
    await expect(later.engine.createIdentity('Twice')).rejects.toMatchObject({ kind: 'exists' });
  });

  it('is missed when the database is deleted under the running app', async () => {
    const anna = await rigOf(nodePlatform({ openStore: (onTrouble) => openStore('doomed', { onTrouble }) }));
    await anna.engine.createIdentity('Anna');
    await anna.engine.finishIdentity();
    const me = anna.me();
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase('doomed');
      request.addEventListener('success', resolve);
    });
    await anna.until('lost', () => anna.last('identity')?.identity.phase === 'lost');
    expect(await view(anna)).toEqual({ phase: 'lost', fingerprint: me });
  });

  it('is gone for good after a wipe, and the next start knows nothing', async () => {
    const platform = nodePlatform();
    const anna = await rigOf(platform);
    await anna.engine.createIdentity('Anna');
    await anna.engine.wipe();
    expect(anna.last('notice')).toEqual({ type: 'notice', notice: { kind: 'wiped' } });
    expect(await view(anna)).toEqual({ phase: 'none' });
    const next = await rigOf(platform);
    expect(await view(next)).toEqual({ phase: 'none' });
  });
});
