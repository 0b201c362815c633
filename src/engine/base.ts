// What the engine stands on before and without an identity: the open store, preferences, servers, and the identity's own
// keeper. Opening it is the first thing an engine does.
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Codec } from '../store/codec.ts';
import type { Loaded } from '../store/load.ts';
import { StoreError, type StoreTrouble } from '../store/problem.ts';
import type { Store } from '../store/store.ts';
import { Identity } from './identity.ts';
import type { Ground } from './parts.ts';
import type { Platform } from './platform.ts';
import type { EngineEvent } from './port.ts';
import type { IdentityView } from './port/identity.ts';
import { PreferenceBook } from './preferences.ts';
import { ServerBook } from './servers.ts';
import { problemOf, watchedStore, type MakeRoom, type StorageProblem } from './watched-store.ts';

export interface Base {
  readonly store: Store;
  readonly runner: CryptoRunner;
  readonly ground: Ground;
  readonly identity: Identity;
  readonly preferences: PreferenceBook;
  readonly servers: ServerBook;
  readonly loaded: Loaded;
}
export interface BaseListeners {
  readonly publish: (event: EngineEvent) => void;
  readonly onIdentity: (view: IdentityView) => void;
  readonly onStorage: (problem: StorageProblem | undefined) => void;
  readonly onTrouble: (trouble: StoreTrouble) => void;
  readonly makeRoom: MakeRoom;
}

/** Opens the store and reads what is in it, with `codec` what is behind an app lock. Undefined: nothing can be kept here, and the listeners know why. */
export async function openBase(
  platform: Platform,
  listeners: BaseListeners,
  codec?: Codec,
): Promise<Base | undefined> {
  const { onIdentity, onStorage } = listeners;
  if (!platform.hasCrypto) {
    onIdentity({ phase: 'unsupported', reason: 'no-crypto' });
    return undefined;
  }
  try {
    const store = watchedStore(await platform.openStore(listeners.onTrouble), onStorage, listeners.makeRoom);
    if (codec !== undefined) store.use(codec);
    const loaded = await store.load();
    const base = makeBase(platform, listeners, store, loaded);
    await base.identity.load(loaded.identity);
    return base;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const problem = problemOf(error);
    // An older page that holds the database says nothing about the identity in it: the user reloads.
    if (problem === 'reload-needed') onStorage(problem);
    else onIdentity({ phase: 'unsupported', reason: 'no-storage' });
    return undefined;
  }
}

function makeBase(
  platform: Platform,
  { publish, onIdentity }: BaseListeners,
  store: Store,
  loaded: Loaded,
): Base {
  const { clock, random } = platform;
  const runner = platform.makeRunner();
  const preferences = new PreferenceBook(store, publish, loaded.preferences);
  const ground: Ground = { clock, random, store, runner, publish, preferences: () => preferences.now() };
  const identity = new Identity({
    ...platform,
    store,
    use: (keys) => runner.setPrivateKeys(keys),
    onView: onIdentity,
  });
  return {
    store,
    runner,
    ground,
    identity,
    preferences,
    servers: new ServerBook({ ...ground, loaded }),
    loaded,
  };
}
