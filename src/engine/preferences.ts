// How the app looks and behaves on this device.
import type { PreferencesRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import type { EngineEvent } from './port.ts';
import type { Preferences } from './port/preferences.ts';

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  textSize: 1,
  contrast: 'auto',
  motion: 'auto',
  underlineLinks: false,
  receipts: true,
  typing: false,
  notifications: 'quiet',
  noticesAsked: false,
  squareConfirmed: false,
};

export class PreferenceBook {
  readonly #store: Pick<Store, 'commit'>;
  readonly #publish: (event: EngineEvent) => void;
  #now: Preferences;

  constructor(
    store: Pick<Store, 'commit'>,
    publish: (event: EngineEvent) => void,
    stored: PreferencesRow | undefined,
  ) {
    this.#store = store;
    this.#publish = publish;
    this.#now = { ...DEFAULT_PREFERENCES, ...stored };
  }

  now(): Preferences {
    return this.#now;
  }

  /** Stores the change, then tells every page. Throws `StoreError`. */
  async set(change: Partial<Preferences>): Promise<void> {
    // Merged before the wait, so that of two changes at once neither is lost.
    const next = { ...this.#now, ...change };
    this.#now = next;
    await this.#store.commit({ put: { preferences: next } });
    this.#publish({ type: 'preferences', preferences: this.#now });
  }
}
