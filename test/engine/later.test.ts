// Parts that load later: a part that does not come is a refusal in words, and the next try loads it again.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodePlatform, startRig } from '../support/engine-rig.ts';
import { readRecording } from '../support/recordings.ts';

const MAKING = '../../src/engine/identity-making.ts';
const CONNECTING = '../../src/engine/connecting.ts';
const PROBE = '../../src/wire/probe.ts';
const DIALECTS = '../../src/engine/other-dialects.ts';
const absent = (): never => {
  throw new TypeError('Failed to fetch dynamically imported module');
};

afterEach(() => {
  for (const part of [MAKING, CONNECTING, PROBE, DIALECTS]) vi.doUnmock(part);
  vi.resetModules();
});

describe('a part that does not load', () => {
  it('refuses the making of an identity, leaves everything as it was, and is tried again', async () => {
    vi.doMock(MAKING, absent);
    const { engine } = await startRig(nodePlatform());
    const before = (await engine.start()).identity;
    await expect(engine.createIdentity('Anna')).rejects.toMatchObject({ kind: 'part-missing' });
    expect((await engine.start()).identity).toEqual(before);
    vi.doUnmock(MAKING);
    vi.resetModules();
    await engine.createIdentity('Anna');
    expect((await engine.start()).identity.phase).toBe('fresh');
    await engine.close();
  });

  it('refuses an address that cannot be read without it', async () => {
    vi.doMock(CONNECTING, absent);
    const { engine } = await startRig(nodePlatform());
    await expect(engine.readAddress('chat.example', true)).rejects.toMatchObject({ kind: 'part-missing' });
    await engine.close();
  });

  it('leaves a message of another program unread, until it comes again', async () => {
    vi.doMock(DIALECTS, absent);
    const { Receiver, receiverIdentity } = await import('../support/receiver.ts');
    const recording = readRecording(new URL('../vectors/kat.json', import.meta.url).pathname);
    const listed = Object.values(recording.identities).map(({ publicKeyPem }) => publicKeyPem);
    const bob = await Receiver.start(await receiverIdentity('bob', recording), listed);
    const raw = recording.frames.find(({ id }) => id === 'kat-dm-1-relayed')?.raw ?? '';
    expect(await bob.take(raw)).toEqual([]);
    expect(bob.side.tally.counts()).toMatchObject({ unproven: 1, malformed: 0 });
    vi.doUnmock(DIALECTS);
    vi.resetModules();
    expect(await bob.take(raw)).toMatchObject([{ text: 'private hello bob' }]);
  });

  it('leaves a failure unexplained', async () => {
    vi.doMock(PROBE, absent);
    const { explain } = await import('../../src/engine/later.ts');
    expect(await explain({ address: 'chat.example', scheme: 'ws' }, true)).toBe('unreachable');
  });
});
