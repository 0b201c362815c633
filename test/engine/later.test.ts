// Parts that load later: a part that does not come is a refusal in words, and the next try loads it again.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodePlatform, startRig } from '../support/engine-rig.ts';

const MAKING = '../../src/engine/identity-making.ts';
const CONNECTING = '../../src/engine/connecting.ts';
const PROBE = '../../src/wire/probe.ts';
const absent = (): never => {
  throw new TypeError('Failed to fetch dynamically imported module');
};

afterEach(() => {
  for (const part of [MAKING, CONNECTING, PROBE]) vi.doUnmock(part);
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

  it('leaves a failure unexplained', async () => {
    vi.doMock(PROBE, absent);
    const { explain } = await import('../../src/engine/later.ts');
    expect(await explain({ address: 'chat.example', scheme: 'ws' }, true)).toBe('unreachable');
  });
});
