// The mark of each profile: one cache holds them all, and taking one away leaves the others.
import { describe, expect, it } from 'vitest';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { cacheMark } from '../../src/engine/mark.ts';

const person = (sign: string): Fingerprint => {
  const text = `${sign.repeat(42)}A=`;
  if (!isFingerprint(text)) throw new Error('none');
  return text;
};

/** As much of a browser's cache storage as is used. */
function fakeCaches() {
  const all = new Map<string, Map<string, Response>>();
  const storage = {
    has: async (name: string) => all.has(name),
    delete: async (name: string) => all.delete(name),
    open: async (name: string) => {
      const cache = all.get(name) ?? new Map<string, Response>();
      all.set(name, cache);
      return {
        match: async (path: string) => cache.get(path)?.clone(),
        put: async (path: string, response: Response) => void cache.set(path, response),
        delete: async (path: string) => cache.delete(path),
        keys: async () => [...cache.keys()],
      };
    },
  };
  return { all, storage: storage as unknown as CacheStorage };
}

describe('marks', () => {
  it('are kept apart, and the last one takes the cache along', async () => {
    const { all, storage } = fakeCaches();
    const [first, second] = [cacheMark(storage, ''), cacheMark(storage, '.0a1b2c3d')];
    await first.write(person('A'));
    expect(await second.read()).toBeUndefined();
    await second.write(person('B'));
    expect([await first.read(), await second.read()]).toEqual([person('A'), person('B')]);
    await second.clear();
    expect([await first.read(), await second.read()]).toEqual([person('A'), undefined]);
    await first.clear();
    expect(all.size).toBe(0);
  });

  it('of earlier builds is the first one’s', async () => {
    const { storage } = fakeCaches();
    const cache = await storage.open('porchlight-mark');
    await cache.put('./porchlight-mark', new Response(person('A')));
    expect(await cacheMark(storage, '').read()).toBe(person('A'));
  });
});
