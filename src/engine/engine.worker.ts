// Entry of the engine's worker: the browser's own parts, handed to the tab. One such worker runs for each page, for the
// identity that it shows: the worker's name is its profile's, and everything it keeps or shares is named after it.
// oxlint-disable-next-line import/default -- made by vite
import cryptoWorkerUrl from '../crypto/crypto.worker.ts?worker&url';
import { createWorkerRunner } from '../crypto/run-in-workers.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { systemClock, systemRandom } from '../lib/clock.ts';
import { channelOf } from '../lib/port.ts';
import { trustedUrlMaker } from '../lib/trusted-url.ts';
import { openStore } from '../store/store.ts';
import { createEngine, type Engine } from './engine.ts';
import { explain, sweeping } from './later.ts';
import type { Locks, Term } from './leadership.ts';
import { cacheMark } from './mark.ts';
import { openTab } from './tab.ts';

/** More than two do not help (PERFORMANCE.md, findings 1 and 8). */
const CRYPTO_WORKERS = 2;

const trusted = trustedUrlMaker([cryptoWorkerUrl]);
/** Behind the name of everything that is this profile's. The first one has none. */
const sign = self.name && `.${self.name}`;
const DATABASE = `porchlight${sign}`;
const mark = cacheMark(globalThis.caches, sign);

/** Web Locks where there are none (an old or insecure browser): every tab leads, as if it were alone. */
const noLocks: Locks = { request: (_name, _options, hold) => hold() };
const webLocks: Locks = {
  async request(name, options, hold) {
    await navigator.locks.request(name + sign, options, hold);
  },
};

/** The mark is quick to read; without one the database is asked, and let go again. */
async function fingerprintHere(): Promise<Fingerprint | undefined> {
  const marked = await mark.read();
  if (marked !== undefined) return marked;
  try {
    const store = await openStore(DATABASE, { onTrouble: () => undefined });
    const { identity } = await store.load();
    store.close();
    return identity?.fingerprint;
  } catch (error) {
    // No storage at all: the engine will say so.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function makeEngine(claim: Term['claim']): Engine {
  return createEngine({
    clock: systemClock,
    random: systemRandom,
    buildTime: __BUILD_TIME__ * 1000,
    hasCrypto: globalThis.crypto?.subtle !== undefined,
    openStore: (onTrouble) => openStore(DATABASE, { onTrouble }),
    mark,
    makeRunner: () =>
      createWorkerRunner(() => new Worker(trusted(cryptoWorkerUrl), { type: 'module' }), CRYPTO_WORKERS),
    createSocket: (url) => new WebSocket(url),
    explain: (server) => explain(server, location.protocol === 'https:'),
    claim,
    ...(navigator.storage && { estimate: () => navigator.storage.estimate() }),
  });
}

// No profile is called so: a worker that takes away what is left of some, and does nothing else.
if (self.name.startsWith('sweep ')) void sweeping().then(({ sweep }) => sweep(self));
else
  openTab({
    page: channelOf(self),
    bus: channelOf(new BroadcastChannel(`porchlight-engine${sign}`)),
    locks: 'locks' in navigator ? webLocks : noLocks,
    clock: systemClock,
    random: systemRandom,
    fingerprint: fingerprintHere,
    makeEngine,
  });
