// What the page knows about itself as an app: a new version waiting, installed or not. The composition root fills it in.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { EnginePort } from '../../engine/port.ts';
import type { ProfileId } from '../profile.ts';

export interface AppState {
  /** A new version is downloaded and waits; nothing changes until `update` is called. */
  readonly updateReady: ReadonlySignal<boolean>;
  update(): Promise<void>;
  /** Version and short build id. */
  readonly version: string;
  readonly notices: NoticeState;
  /** Left out, or undefined: a page without a service worker. */
  readonly install?: () => Promise<InstallOffer | undefined>;
  readonly selves: Selves;
}

/** Becoming an app with an icon, as far as this browser offers it to a page (pwa/register.ts). */
export interface InstallOffer {
  /** `canInstall`: the browser shows a dialogue of its own when asked. */
  readonly state: { readonly canInstall: boolean; readonly installed: boolean };
  onChange(listener: () => void): () => void;
  /** From a tap only; true when the reader agreed. */
  promptInstall(): Promise<boolean>;
}

/** An engine in a worker. */
export interface Started {
  readonly port: EnginePort;
  readonly worker: Pick<Worker, 'terminate' | 'addEventListener'>;
}
/** The identities of this browser, each in a profile of its own. */
export interface Selves {
  /** The one that this page shows. */
  readonly id: ProfileId;
  /** Its engine's worker. */
  readonly worker: Started['worker'];
  /** The engine of another one beside it; or one that takes away what is left of some (engine/sweeping.ts). */
  start(name: string): Started;
  /** Loads the page again as another one. */
  go(id: ProfileId, hash?: string): void;
}

/** Notifications, as far as this browser lets a page show them. */
export interface NoticeState {
  /** `missing`: this browser shows none from a page. */
  readonly permission: ReadonlySignal<'missing' | 'default' | 'granted' | 'denied'>;
  /** From a tap only: the browser asks. */
  ask(): Promise<void>;
  /** Shows one at once, to see what it looks like. */
  test(title: string, body: string): void;
}

export const NO_NOTICES: NoticeState = {
  permission: signal('missing'),
  ask: () => Promise.resolve(),
  test: () => undefined,
};

/** For tests and for a page without a service worker. */
export const plainAppState: AppState = {
  updateReady: signal(false),
  update: () => Promise.resolve(),
  version: '',
  notices: NO_NOTICES,
  selves: {
    id: '',
    worker: { terminate: () => undefined, addEventListener: () => undefined },
    start: () => {
      throw new Error('no other engine here');
    },
    go: () => undefined,
  },
};
