// A second place that remembers which identity lives here, apart from the database: so that keys which vanish are
// missed, and never silently replaced (R07). It holds a fingerprint, which is public, and nothing else.
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';

/** Never throws: where nothing can be kept, nothing is known. */
export interface Mark {
  read(): Promise<Fingerprint | undefined>;
  write(fingerprint: Fingerprint): Promise<void>;
  clear(): Promise<void>;
}

const CACHE = 'porchlight-mark';

/**
 * In the browser's cache storage: kept in other files than IndexedDB, and there in workers, unlike localStorage.
 *
 * @param sign Of the profile: each has a mark of its own.
 */
export function cacheMark(storage: CacheStorage | undefined, sign: string): Mark {
  const path = `./porchlight-mark${sign}`;
  return {
    read: () => quietly(() => readFrom(storage, path)),
    write: (fingerprint) =>
      quietly(async () => {
        const cache = await storage?.open(CACHE);
        await cache?.put(path, new Response(fingerprint));
        return undefined;
      }),
    clear: () =>
      quietly(async () => {
        const cache = await storage?.open(CACHE);
        await cache?.delete(path);
        if ((await cache?.keys())?.length === 0) await storage?.delete(CACHE);
        return undefined;
      }),
  };
}

/** For tests, and where there is no cache storage at all. */
export function memoryMark(start?: Fingerprint): Mark {
  let kept = start;
  return {
    read: () => Promise.resolve(kept),
    write: (fingerprint) => {
      kept = fingerprint;
      return Promise.resolve();
    },
    clear: () => {
      kept = undefined;
      return Promise.resolve();
    },
  };
}

async function readFrom(storage: CacheStorage | undefined, path: string): Promise<Fingerprint | undefined> {
  if (storage === undefined || !(await storage.has(CACHE))) return undefined;
  const found = await (await storage.open(CACHE)).match(path);
  const text = await found?.text();
  return text !== undefined && isFingerprint(text) ? text : undefined;
}

/** Private windows refuse cache storage with a SecurityError, full disks with a QuotaExceededError. */
async function quietly<Value>(task: () => Promise<Value | undefined>): Promise<Value | undefined> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
