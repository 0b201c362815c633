// What the page knows about itself as an app: a new version waiting, installed or not. The composition root fills it in.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface AppState {
  /** A new version is downloaded and waits; nothing changes until `update` is called. */
  readonly updateReady: ReadonlySignal<boolean>;
  update(): Promise<void>;
  /** Version and short build id. */
  readonly version: string;
}

/** For tests and for a page without a service worker. */
export const plainAppState: AppState = {
  updateReady: signal(false),
  update: () => Promise.resolve(),
  version: '',
};
