// Comparing keys through the engine: the same digits on both sides, and a mark that belongs to one key alone.
import { afterEach, describe, expect, it } from 'vitest';
import { readVerifyCode } from '../../src/lib/verify-code.ts';
import type { ServerRef } from '../../src/engine/port/connection.ts';
import { startRelay } from '../../src/relay/relay.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';
import { fingerprintFor } from '../support/fake-engine.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

async function relay(): Promise<ServerRef> {
  const started = await startRelay();
  running.push(started);
  return { address: `127.0.0.1:${started.port}`, scheme: 'ws' };
}

async function somebody(name: string, platform = nodePlatform()): Promise<Rig> {
  const rig = await startRig(platform);
  running.push(rig.engine);
  await rig.engine.createIdentity(name);
  await rig.engine.finishIdentity();
  return rig;
}

const sees = (rig: Rig, other: Rig): Promise<void> =>
  rig.until('light on', () => rig.people.get(other.me())?.light === 'on', 5000);
const verified = (rig: Rig, other: Rig) => rig.people.get(other.me())?.verifiedAt;

describe('comparing keys', () => {
  it('gives both sides the same digits, and codes that fit each other alone', async () => {
    const server = await relay();
    const all = await Promise.all(['Anna', 'Ben', 'Dora'].map((name) => somebody(name)));
    const [anna, ben, dora] = all as [Rig, Rig, Rig];
    for (const one of all) await one.engine.connect(server);
    await Promise.all([sees(anna, ben), sees(ben, anna), sees(dora, anna)]);
    const mine = await anna.engine.safetyNumber(ben.me());
    const theirs = await ben.engine.safetyNumber(anna.me());
    expect(mine.digits).toMatch(/^\d{60}$/);
    expect(theirs.digits).toBe(mine.digits);
    expect(readVerifyCode(theirs.code, { me: anna.me(), them: ben.me() })).toBe('same');
    const third = await dora.engine.safetyNumber(anna.me());
    expect(third.digits).not.toBe(mine.digits);
    expect(readVerifyCode(third.code, { me: anna.me(), them: ben.me() })).toBe('other-key');
  });

  it('refuses ourselves and keys that nobody has seen', async () => {
    const server = await relay();
    const anna = await somebody('Anna');
    await anna.engine.connect(server);
    await anna.until('online', () => anna.last('connection')?.connection.phase === 'online');
    for (const one of [anna.me(), fingerprintFor('nobody')]) {
      await expect(anna.engine.safetyNumber(one)).rejects.toMatchObject({ kind: 'unknown-person' });
      await expect(anna.engine.setVerified(one, 'code')).rejects.toMatchObject({ kind: 'unknown-person' });
    }
  });

  it('marks one key, for good, makes its owner a contact, and can be taken back', async () => {
    const server = await relay();
    const platform = nodePlatform();
    const [anna, ben, other] = await Promise.all([
      somebody('Anna', platform),
      somebody('Ben'),
      somebody('Ben'), // by the same name, with a key of their own
    ]);
    for (const one of [anna, ben, other]) await one.engine.connect(server);
    await Promise.all([sees(anna, ben), sees(anna, other), sees(ben, anna), sees(other, anna)]);
    const before = Date.now();
    await anna.engine.setVerified(ben.me(), 'number');
    await anna.until('marked', () => verified(anna, ben) !== undefined);
    expect(anna.people.get(ben.me())).toMatchObject({ verifiedHow: 'number', known: true });
    expect(verified(anna, ben)).toBeGreaterThanOrEqual(before);
    // What they say later, and what I call them, leaves the mark; a new key by the name gets none.
    await other.engine.sendText(await other.engine.openDirect(anna.me()), 'It is me, Ben');
    await ben.engine.sendText(await ben.engine.openDirect(anna.me()), 'Hello');
    await anna.until('said', () => anna.people.get(ben.me())?.claimed === 'Ben', 5000);
    await anna.until('said, too', () => anna.people.get(other.me())?.claimed === 'Ben', 5000);
    await anna.engine.setPetname(ben.me(), 'Benjamin');
    await anna.until('named', () => anna.people.get(ben.me())?.petname === 'Benjamin');
    expect(verified(anna, ben)).toBeGreaterThanOrEqual(before);
    expect(verified(anna, other)).toBeUndefined();
    await anna.engine.close();

    const again = await startRig(platform);
    running.push(again.engine);
    await again.until('told', () => again.people.has(ben.me()), 5000);
    expect(verified(again, ben)).toBeGreaterThanOrEqual(before);
    await again.engine.setVerified(ben.me(), undefined);
    await again.until('taken back', () => verified(again, ben) === undefined);
    expect(again.people.get(ben.me())).toMatchObject({
      petname: 'Benjamin',
      known: true,
      verifiedHow: undefined,
    });
  });
});
