// The app lock in whole engines: from the birth of a key nothing readable is stored, the right passphrase and nothing else
// opens it, and it closes by hand, by idleness and when the browser stops the page.
import { afterEach, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../src/crypto/key-pair.ts';
import type { Platform } from '../../src/engine/platform.ts';
import type { IdentityView } from '../../src/engine/port/identity.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { startRelay } from '../../src/relay/relay.ts';
import { openStore } from '../../src/store/store.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';
import { formsFound, rawDump } from '../support/raw-dump.ts';

const PASSPHRASE = 'a lamp on every porch';
const running: { close(): Promise<void> }[] = [];
let databases = 0;

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

async function rigOf(platform: Platform): Promise<Rig> {
  const rig = await startRig(platform);
  running.push(rig.engine);
  return rig;
}
const view = async (rig: Rig): Promise<IdentityView> => (await rig.engine.start()).identity;

/** A platform whose database has a known name, and all the keys it made. */
function profile(change: Partial<Platform> = {}) {
  databases += 1;
  const name = `lock-${databases}`;
  const keys: Uint8Array[] = [];
  const platform = nodePlatform({
    openStore: (onTrouble) => openStore(name, { onTrouble }),
    async makeKeyPair() {
      const pair = await makeKeyPair();
      keys.push(pair.pkcs8.slice());
      return pair;
    },
    ...change,
  });
  return { name, platform, keys };
}

async function online(...rigs: readonly Rig[]): Promise<string> {
  const relay = await startRelay({ port: 0 });
  running.push(relay);
  const address = `127.0.0.1:${relay.port}`;
  for (const rig of rigs) await rig.engine.connect({ address, scheme: 'ws' });
  for (const rig of rigs)
    await rig.until(
      'both lights',
      () => rigs.every((other) => other === rig || rig.people.get(other.me())?.light === 'on'),
      5000,
    );
  return address;
}

const textsOf = (rig: Rig): readonly string[] =>
  rig.events.flatMap((event) => (event.type === 'messages' ? event.upsert.map(({ text }) => text) : []));

const SAID = 'the cake is in the cellar';
const HEARD = 'then bring it up at six';

describe('from birth behind a lock', () => {
  it.each([true, false])('nothing readable is in the database (locked: %s)', async (hasLock) => {
    const { name, platform, keys } = profile();
    const anna = await rigOf(platform);
    await anna.engine.createIdentity('Clementine Canary', hasLock ? { passphrase: PASSPHRASE } : undefined);
    const file = await anna.engine.makeRecovery();
    expect(file.fileName.startsWith(hasLock ? 'me-' : 'clementine-canary-')).toBe(true);
    await anna.engine.finishIdentity();
    const otto = await rigOf(nodePlatform());
    await otto.engine.createIdentity('Otto Canary');
    const address = await online(anna, otto);
    const chat = await anna.engine.openDirect(otto.me());
    await anna.engine.setPetname(otto.me(), 'My dear neighbour');
    await anna.engine.sendText(chat, SAID);
    await otto.until('the message', () => textsOf(otto).includes(SAID));
    await otto.engine.sendText(await otto.engine.openDirect(anna.me()), HEARD);
    await anna.until('the answer', () => textsOf(anna).includes(HEARD));
    await anna.engine.sendFile(chat, new File(['inside of a picture'], 'holiday.png', { type: 'image/png' }));
    await anna.engine.search({ text: 'cellar', limit: 10 });
    await anna.engine.disconnect();
    await anna.engine.sendText(chat, 'waits for the line');
    await anna.engine.setDraft(chat, 'not yet said aloud');
    const secrets: Readonly<Record<string, string | Uint8Array>> = {
      name: 'Clementine Canary',
      theirs: 'Otto Canary',
      petname: 'My dear neighbour',
      said: SAID,
      heard: HEARD,
      draft: 'not yet said aloud',
      queued: 'waits for the line',
      fileName: 'holiday.png',
      fileBytes: 'inside of a picture',
      server: address,
    };
    const dump = await rawDump(name);
    const found = Object.entries(secrets).filter(([, secret]) => formsFound(dump, secret).length > 0);
    expect(found.map(([what]) => what)).toEqual(hasLock ? [] : Object.keys(secrets));
    expect(dump.includes('CryptoKey private')).toBe(!hasLock);
    for (const pkcs8 of keys) {
      const { d, p } = await numbersOf(pkcs8);
      expect([...formsFound(dump, d.subarray(8, 40)), ...formsFound(dump, p.subarray(8, 40))]).toEqual([]);
    }
  });

  it('a key that lay there without one gives way to another', async () => {
    const { name, platform } = profile();
    const anna = await rigOf(platform);
    await anna.engine.createIdentity('');
    const first = anna.me();
    await anna.engine.createIdentity('Anna', { passphrase: PASSPHRASE });
    expect(anna.me()).not.toBe(first);
    await anna.engine.finishIdentity();
    expect(await view(anna)).toMatchObject({
      phase: 'ready',
      me: { name: 'Anna', lock: { passkey: undefined } },
    });
    await expect(anna.engine.createIdentity('Anna', { passphrase: PASSPHRASE })).rejects.toMatchObject({
      kind: 'exists',
    });
    const otto = await rigOf(nodePlatform());
    await otto.engine.createIdentity('Otto');
    await online(anna, otto); // its household is the new key's
    expect(await rawDump(name)).not.toContain('CryptoKey');
  });

  it('a weak passphrase is refused before anything is made, and so is a lock over what is readable already', async () => {
    const { platform } = profile();
    const anna = await rigOf(platform);
    for (const passphrase of ['', 'short', 'aaaaaaaaaaaaaaaa'])
      await expect(anna.engine.createIdentity('Anna', { passphrase })).rejects.toMatchObject({
        kind: 'weak-passphrase',
      });
    expect(await view(anna)).toEqual({ phase: 'none' });
    const store = await openStore(`lock-${databases}`, { onTrouble: () => undefined });
    const server = {
      address: 'a',
      scheme: 'ws',
      dialect: 'v12',
      addedAt: 1,
      lastJoinedAt: undefined,
    } as const;
    await store.commit({ put: { servers: [server] } });
    await expect(anna.engine.createIdentity('Anna', { passphrase: PASSPHRASE })).rejects.toMatchObject({
      kind: 'not-empty',
    });
    store.close();
  });

  it('is refused over a name or a spare key that was kept before', async () => {
    for (const keep of [
      (rig: Rig) => rig.engine.setName('Clementine'),
      (rig: Rig) => rig.engine.makeRecovery(),
    ]) {
      const { platform } = profile();
      const anna = await rigOf(platform);
      await anna.engine.createIdentity('');
      await keep(anna);
      await expect(anna.engine.createIdentity('Anna', { passphrase: PASSPHRASE })).rejects.toMatchObject({
        kind: 'not-empty',
      });
      expect(await view(anna)).toMatchObject({ phase: 'fresh' });
    }
  });

  it('can be for a key from a file, in the place of a new one that nobody has used', async () => {
    const other = await rigOf(profile().platform);
    await other.engine.createIdentity('Anna');
    const { text, words } = await other.engine.makeRecovery();
    const rig = await rigOf(profile().platform);
    await rig.engine.createIdentity('');
    const result = await rig.engine.restoreIdentity(text, words.join(' '), 'Anna', {
      passphrase: PASSPHRASE,
    });
    expect(result).toMatchObject({ ok: true, fingerprint: other.me() });
    expect(await view(rig)).toMatchObject({ phase: 'ready', me: { fingerprint: other.me() } });
    await expect(rig.engine.restoreIdentity(text, words.join(' '), 'Anna')).rejects.toMatchObject({
      kind: 'exists',
    });
  });

  it('holds for a key from a recovery file, too', async () => {
    const anna = await rigOf(nodePlatform());
    await anna.engine.createIdentity('Anna');
    const file = await anna.engine.makeRecovery();
    const { name, platform } = profile();
    const other = await rigOf(platform);
    const words = file.words.join(' ');
    expect(
      await other.engine.restoreIdentity(file.text, words, 'Clementine', { passphrase: PASSPHRASE }),
    ).toEqual({ ok: true, fingerprint: anna.me() });
    expect(await view(other)).toMatchObject({
      phase: 'ready',
      me: { lock: {}, recovery: { kind: 'tested' } },
    });
    const dump = await rawDump(name);
    expect([
      ...formsFound(dump, 'Clementine'),
      ...formsFound(dump, 'CryptoKey'),
      ...formsFound(dump, 'PRIVATE KEY'),
    ]).toEqual([]);
  });
});

/** The private numbers of a key, which nothing may hold. */
async function numbersOf(pkcs8: Uint8Array): Promise<{ readonly d: Uint8Array; readonly p: Uint8Array }> {
  const how = { name: 'RSA-PSS', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), how, true, ['sign']);
  const { d = '', p = '' } = await crypto.subtle.exportKey('jwk', key);
  return { d: Buffer.from(d, 'base64url'), p: Buffer.from(p, 'base64url') };
}

async function locked(
  change: Partial<Platform> = {},
): Promise<{ readonly rig: Rig; readonly platform: Platform }> {
  const { platform } = profile(change);
  const rig = await rigOf(platform);
  await rig.engine.createIdentity('Anna', { passphrase: PASSPHRASE });
  await rig.engine.finishIdentity();
  return { rig, platform };
}

describe('the next start', () => {
  it('knows whose it is and nothing else, until the passphrase', async () => {
    const { rig, platform } = await locked();
    const otto = await rigOf(nodePlatform());
    await otto.engine.createIdentity('Otto');
    await online(rig, otto);
    const chat = await rig.engine.openDirect(otto.me());
    await rig.engine.sendText(chat, SAID);
    await rig.engine.close();

    const claimed: string[] = [];
    const claim = (fingerprint: string): Promise<void> => Promise.resolve(void claimed.push(fingerprint));
    const again = await rigOf({ ...platform, claim });
    expect(claimed).toEqual([rig.me()]); // no other tab takes it for its own to run, locked as it is
    const start = await again.engine.start();
    expect(start).toMatchObject({
      identity: { phase: 'locked', fingerprint: rig.me(), ways: { passkey: undefined } },
      connection: { phase: 'none' },
      servers: [],
      conversations: [],
    });
    await expect(again.engine.sendText(chat, 'x')).rejects.toMatchObject({ kind: 'no-identity' });
    await expect(again.engine.setName('Eve')).rejects.toMatchObject({ kind: 'no-identity' });
    await expect(again.engine.setServerDialect({ address: 'a', scheme: 'ws' }, 'frew')).rejects.toMatchObject(
      { kind: 'no-identity' },
    );
    await expect(again.engine.createIdentity('Eve')).rejects.toMatchObject({ kind: 'exists' });
    expect(await again.engine.unlock({ passphrase: 'a lamp on every perch' })).toEqual({
      ok: false,
      reason: 'wrong',
      waitMs: 0,
    });
    expect(await view(again)).toMatchObject({ phase: 'locked' });

    expect(await again.engine.unlock({ passphrase: PASSPHRASE })).toEqual({ ok: true });
    const open = await again.engine.start();
    expect(open.identity).toMatchObject({ phase: 'ready', me: { fingerprint: rig.me(), name: 'Anna' } });
    expect(open.conversations.some(({ last }) => last?.text === SAID)).toBe(true);
    expect(open.servers).toHaveLength(1);
    await again.until(
      'joined by itself',
      () => again.last('connection')?.connection.phase === 'online',
      5000,
    );
    expect((await again.engine.messages(chat, 'newest', 50)).messages.map(({ text }) => text)).toEqual([
      SAID,
    ]);
    expect(await again.engine.unlock({ passphrase: 'anything' })).toEqual({ ok: true }); // open is open
  });

  it('makes who guesses wait, longer each time', async () => {
    const { rig } = await locked();
    await rig.engine.lock('now');
    const waits: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      const result = await rig.engine.unlock({ passphrase: `wrong ${at}` });
      waits.push(result.ok ? -1 : result.waitMs);
    }
    expect(waits).toEqual([0, 0, 2000]);
    expect(await rig.engine.unlock({ passphrase: PASSPHRASE })).toMatchObject({ ok: false, reason: 'wait' });
  });

  it('can be a wiped one, without the passphrase', async () => {
    const { rig, platform } = await locked();
    await rig.engine.lock('now');
    await rig.engine.wipe();
    expect(await view(rig)).toEqual({ phase: 'none' });
    await rig.engine.close();
    expect(await view(await rigOf(platform))).toEqual({ phase: 'none' });
  });
});

describe('locking', () => {
  it('gives up line, keys and everything that was read; what was being sent is kept', async () => {
    const { rig } = await locked();
    const otto = await rigOf(nodePlatform());
    await otto.engine.createIdentity('Otto');
    await online(rig, otto);
    const chat = await rig.engine.openDirect(otto.me());
    const sent = Array.from({ length: 20 }, (_, at) => `text ${at}`);
    await Promise.all(sent.map((text) => rig.engine.sendText(chat, text)));
    await rig.engine.lock('now');
    const before = rig.events.length;
    expect(await rig.engine.start()).toMatchObject({
      identity: { phase: 'locked' },
      connection: { phase: 'none' },
      conversations: [],
    });
    await otto.until('the light is out', () => otto.people.get(rig.me())?.light === 'off', 5000);
    await otto.engine.sendText(await otto.engine.openDirect(rig.me()), HEARD).catch(() => undefined);
    expect(
      rig.events.slice(before).filter(({ type }) => type !== 'identity' && type !== 'preferences'),
    ).toEqual([]);
    await rig.engine.unlock({ passphrase: PASSPHRASE });
    await otto.until('all of it', () => sent.every((text) => textsOf(otto).includes(text)), 8000);
  });

  it('opens nothing again in a tab whose engine has ended', async () => {
    const { rig, platform } = await locked();
    await rig.engine.lock('now');
    await rig.engine.close();
    const next = await rigOf(platform);
    const before = rig.events.length;
    await rig.engine.unlock({ passphrase: PASSPHRASE }).catch(() => undefined);
    expect(rig.events.slice(before)).toEqual([]);
    expect(await rig.engine.start().catch(() => undefined)).not.toMatchObject({
      identity: { phase: 'ready' },
    });
    expect(await view(next)).toMatchObject({ phase: 'locked' });
  });

  it('is for an identity with a lock; another one stays as it is', async () => {
    const rig = await rigOf(nodePlatform());
    await rig.engine.createIdentity('Anna');
    await rig.engine.finishIdentity();
    await rig.engine.lock('now');
    await rig.engine.active();
    expect(await view(rig)).toMatchObject({ phase: 'ready' });
    await expect(
      rig.engine.changeLock('x', { kind: 'passphrase', next: 'a new long passphrase' }),
    ).rejects.toMatchObject({
      kind: 'no-lock',
    });
  });

  it('comes when nobody has used the app for the time that was chosen, asleep or awake', async () => {
    let skipped = 0;
    const timers = new Set<{ readonly at: number; readonly task: () => void }>();
    const base = nodePlatform();
    const { clock } = base;
    const now = (): number => clock.now() + skipped;
    const { rig } = await locked({
      clock: {
        now,
        monotonic: () => clock.monotonic() + skipped,
        after(ms, task) {
          if (ms < 30_000) return clock.after(ms, task);
          const timer = { at: now() + ms, task };
          timers.add(timer);
          return () => void timers.delete(timer);
        },
      },
    });
    const pass = (ms: number): void => {
      skipped += ms;
      for (const timer of timers)
        if (timer.at <= now()) {
          timers.delete(timer);
          timer.task();
        }
    };
    const isLocked = (): boolean => rig.last('identity')?.identity.phase === 'locked';
    await rig.engine.active();
    pass(14 * 60_000);
    await rig.engine.active();
    pass(14 * 60_000);
    await rig.engine.lock('frozen'); // not used for 14 minutes: the browser stops the last page
    expect(isLocked()).toBe(true);

    await rig.engine.unlock({ passphrase: PASSPHRASE });
    await rig.engine.lock('frozen');
    expect(isLocked()).toBe(false); // another page is in use
    pass(16 * 60_000);
    await rig.until('locked', isLocked);

    await rig.engine.unlock({ passphrase: PASSPHRASE });
    skipped += 60 * 60_000; // asleep: no timer rang
    await rig.engine.active();
    expect(isLocked()).toBe(true);

    await rig.engine.unlock({ passphrase: PASSPHRASE });
    await rig.engine.setPreferences({ lockAfter: 0 });
    await rig.engine.active();
    pass(24 * 60 * 60_000);
    await rig.engine.lock('frozen');
    await rig.engine.active();
    expect(isLocked()).toBe(false);
  });
});

describe('the ways in', () => {
  it('a new passphrase takes the place of the old one, and a weak one does not', async () => {
    const { rig } = await locked();
    expect(
      await rig.engine.changeLock('not this one', { kind: 'passphrase', next: 'another lamp, lit' }),
    ).toMatchObject({
      reason: 'wrong',
    });
    await expect(
      rig.engine.changeLock(PASSPHRASE, { kind: 'passphrase', next: 'short' }),
    ).rejects.toMatchObject({
      kind: 'weak-passphrase',
    });
    expect(
      await rig.engine.changeLock(PASSPHRASE, { kind: 'passphrase', next: 'another lamp, lit' }),
    ).toEqual({ ok: true });
    await rig.engine.lock('now');
    expect(await rig.engine.unlock({ passphrase: PASSPHRASE })).toMatchObject({ reason: 'wrong' });
    expect(await rig.engine.unlock({ passphrase: 'another lamp, lit' })).toEqual({ ok: true });
  });

  it('a passkey is a second one, until it is taken away; the name can change meanwhile', async () => {
    const { rig } = await locked();
    const passkey = { credential: systemRandom(16), salt: systemRandom(32), secret: systemRandom(32) };
    expect(await rig.engine.changeLock('not this one', { kind: 'passkey', next: passkey })).toMatchObject({
      reason: 'wrong',
    });
    expect(await rig.engine.changeLock(PASSPHRASE, { kind: 'passkey', next: passkey })).toEqual({ ok: true });
    await rig.engine.setName('Anna Two');
    await rig.engine.lock('now');
    const { identity } = await rig.engine.start();
    expect(identity).toMatchObject({
      phase: 'locked',
      ways: { passkey: { credential: passkey.credential, salt: passkey.salt } },
    });
    expect(identity.phase === 'locked' && Object.keys(identity.ways.passkey ?? {}).sort()).toEqual([
      'credential',
      'salt',
    ]);
    expect(await rig.engine.unlock({ secret: systemRandom(32) })).toMatchObject({ reason: 'wrong' });
    expect(await rig.engine.unlock({ secret: passkey.secret })).toEqual({ ok: true });
    expect(await view(rig)).toMatchObject({ me: { name: 'Anna Two' } });
    expect(await rig.engine.changeLock(PASSPHRASE, { kind: 'passkey', next: undefined })).toEqual({
      ok: true,
    });
    await rig.engine.lock('now');
    expect(await rig.engine.unlock({ secret: passkey.secret })).toMatchObject({ reason: 'wrong' });
    expect(await rig.engine.unlock({ passphrase: PASSPHRASE })).toEqual({ ok: true });
  });

  it('a recovery file can still be made later: the lock holds the key', async () => {
    const { rig } = await locked();
    await expect(rig.engine.makeRecovery()).rejects.toMatchObject({ kind: 'too-late' });
    expect(await rig.engine.changeLock('not this one', { kind: 'key' })).toMatchObject({ reason: 'wrong' });
    expect(await rig.engine.changeLock(PASSPHRASE, { kind: 'key' })).toEqual({ ok: true });
    expect(await view(rig)).toMatchObject({ phase: 'fresh' });
    const file = await rig.engine.makeRecovery();
    await rig.engine.finishIdentity();
    await expect(rig.engine.makeRecovery()).rejects.toMatchObject({ kind: 'too-late' });
    const other = await rigOf(nodePlatform());
    expect(await other.engine.restoreIdentity(file.text, file.words.join(' '), 'Anna')).toEqual({
      ok: true,
      fingerprint: rig.me(),
    });
    await rig.engine.lock('now');
    await rig.engine.unlock({ passphrase: PASSPHRASE });
    expect(await view(rig)).toMatchObject({ phase: 'ready', me: { recovery: { kind: 'untested' } } });
  });
});
