// A whole engine in Node: real crypto in place, IndexedDB's stand-in, a real or fake socket.
import './fake-idb.ts';
import { makeKeyPair } from '../../src/crypto/key-pair.ts';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { memoryMark } from '../../src/engine/mark.ts';
import type { Platform } from '../../src/engine/platform.ts';
import type { EngineEvent } from '../../src/engine/port.ts';
import type { PersonView } from '../../src/engine/port/people.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { systemClock, systemRandom } from '../../src/lib/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { fetchTransport } from '../../src/wire/http-fetch.ts';
import { nodeSocket } from './ws-socket.ts';

let stores = 0;

/** Everything real but the database's place; `change` swaps parts. */
export function nodePlatform(change: Partial<Platform> = {}): Platform {
  stores += 1;
  const name = `engine-rig-${stores}`;
  return {
    clock: systemClock,
    random: systemRandom,
    buildTime: Date.now() - 1000,
    hasCrypto: true,
    openStore: (onTrouble) => openStore(name, { onTrouble }),
    mark: memoryMark(),
    makeRunner: () => createInPlaceRunner(),
    makeKeyPair,
    createSocket: nodeSocket,
    explain: () => Promise.resolve('unreachable'),
    transport: fetchTransport,
    iterations: 1000,
    ...change,
  };
}

/** An engine with a page that remembers what it was told. */
export interface Rig {
  readonly engine: Engine;
  readonly platform: Platform;
  readonly events: readonly EngineEvent[];
  readonly people: ReadonlyMap<Fingerprint, PersonView>;
  readonly me: () => Fingerprint;
  /** The newest event of a type. */
  last<Type extends EngineEvent['type']>(type: Type): Extract<EngineEvent, { type: Type }> | undefined;
  /** Resolves when `isSo` holds; rejects after `ms`. */
  until(what: string, isSo: () => boolean, ms?: number): Promise<void>;
}

export async function startRig(platform: Platform = nodePlatform()): Promise<Rig> {
  const engine = createEngine(platform);
  const events: EngineEvent[] = [];
  const people = new Map<Fingerprint, PersonView>();
  const waiting = new Set<() => void>();
  let fingerprint: Fingerprint | undefined;
  const learn = (identity: Extract<EngineEvent, { type: 'identity' }>['identity']): void => {
    if ('me' in identity) fingerprint = identity.me.fingerprint;
  };
  engine.onEvent((event) => {
    events.push(event);
    if (event.type === 'identity') learn(event.identity);
    if (event.type === 'people') {
      for (const view of event.upsert) people.set(view.fingerprint, view);
      for (const gone of event.removed) people.delete(gone);
    }
    for (const look of waiting) look();
  });
  learn((await engine.start()).identity);
  return {
    engine,
    platform,
    events,
    people,
    me() {
      if (fingerprint === undefined) throw new Error('no identity yet');
      return fingerprint;
    },
    last: (type) =>
      events.findLast((event): event is Extract<EngineEvent, { type: typeof type }> => event.type === type),
    until: (what, isSo, ms = 2000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`never came: ${what}`));
        }, ms);
        const look = (): void => {
          if (!isSo()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
