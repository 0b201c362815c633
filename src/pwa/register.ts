// The page's side of being an app: registers the service worker, knows when an update waits, and offers installation.

/** What the page shows of it. */
export interface PwaState {
  /** `ready`: a newer version has been fetched whole and waits for `applyUpdate`. */
  readonly update: 'none' | 'ready';
  /** The browser offers its own install dialogue (`promptInstall`). */
  readonly canInstall: boolean;
  /** Runs as an installed app now. */
  readonly installed: boolean;
  /** The app's files are kept: it opens without a network. */
  readonly offlineReady: boolean;
}

export interface Pwa {
  /** The state now; a new object after each change. */
  readonly state: PwaState;
  /** Tells of every later change; returns how to stop. */
  onChange(listener: (state: PwaState) => void): () => void;
  /** Lets the waiting version take over; every open page of the app then loads again. Does nothing when none waits. */
  applyUpdate(): Promise<void>;
  /** Shows the browser's install dialogue, from a tap; true when the person agreed. */
  promptInstall(): Promise<boolean>;
}

export interface PwaOptions {
  /** The address of sw.js as the page's Trusted Types policy made it. */
  readonly scriptUrl: string;
  /** Awaited before the page loads again into a new version: the place to store a draft. */
  readonly beforeReload?: () => Promise<void>;
}

/** Chromium's event; the DOM library does not know it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const UPDATE_CHECK_MS = 60 * 60 * 1000;

/**
 * Starts everything of the above; call once. Without service workers (plain http, private windows) the state stays as it
 * begins and the app works as a page.
 */
export function createPwa(options: PwaOptions): Pwa {
  const listeners = new Set<(state: PwaState) => void>();
  let state: PwaState = { update: 'none', canInstall: false, installed: isInstalled(), offlineReady: false };
  let waiting: ServiceWorker | undefined;
  let offered: InstallPromptEvent | undefined;

  const change = (part: Partial<PwaState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener(state);
  };
  const setOffer = (offer: InstallPromptEvent | undefined): void => {
    offered = offer;
    change({ canInstall: offer !== undefined });
  };

  window.addEventListener('beforeinstallprompt', (event) => {
    if (!isInstallPrompt(event)) return;
    event.preventDefault();
    setOffer(event);
  });
  window.addEventListener('appinstalled', () => {
    setOffer(undefined);
    change({ installed: true });
  });

  if ('serviceWorker' in navigator) {
    watchTakeover(options.beforeReload);
    void register(options.scriptUrl, {
      onActive: () => change({ offlineReady: true }),
      onWaiting: (worker) => {
        waiting = worker;
        change({ update: worker === undefined ? 'none' : 'ready' });
      },
    });
  }

  return {
    get state() {
      return state;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async applyUpdate() {
      if (waiting === undefined) return;
      const worker = waiting;
      const active = untilActive(worker);
      worker.postMessage({ type: 'apply-update' });
      await active;
      // A page that no worker controls yet (first visit) hears of no takeover.
      if (navigator.serviceWorker.controller === null) await reload(options.beforeReload);
    },
    async promptInstall() {
      const offer = offered;
      if (offer === undefined) return false;
      setOffer(undefined); // It can be shown once; the browser sends another.
      return (await offer.prompt()).outcome === 'accepted';
    },
  };
}

interface Watcher {
  onActive(): void;
  onWaiting(worker: ServiceWorker | undefined): void;
}

/** Registers and follows the registration for the life of the page. A refusal (private window, full disk) is no fault. */
async function register(scriptUrl: string, watcher: Watcher): Promise<void> {
  let registration: ServiceWorkerRegistration;
  try {
    registration = await navigator.serviceWorker.register(scriptUrl, { updateViaCache: 'none' });
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return; // Works on as a page; the state says so.
    throw error;
  }
  const follow = (worker: ServiceWorker | null): void => {
    const look = (): void => {
      if (registration.active !== null) watcher.onActive();
      // The first version waits for nobody: only beside an active one is it an update.
      watcher.onWaiting(registration.active === null ? undefined : (registration.waiting ?? undefined));
    };
    worker?.addEventListener('statechange', look);
    look();
  };
  registration.addEventListener('updatefound', () => follow(registration.installing));
  follow(registration.installing ?? registration.waiting);
  keepLooking(registration);
}

/** Browsers look for a new version on navigation only, and a chat stays open for days. */
function keepLooking(registration: ServiceWorkerRegistration): void {
  let last = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - last < UPDATE_CHECK_MS) return;
    last = performance.now();
    registration.update().catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error; // TypeError: no network now; the next look will do.
    });
  });
}

/** When a newer version takes over, by this page's wish or another's, the old files are gone: load the new ones. */
function watchTakeover(beforeReload: PwaOptions['beforeReload']): void {
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) void reload(beforeReload);
    controlled = true;
  });
}

async function reload(beforeReload: PwaOptions['beforeReload']): Promise<void> {
  await beforeReload?.();
  location.reload();
}

function untilActive(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve();
    });
  });
}

function isInstallPrompt(event: Event): event is InstallPromptEvent {
  return 'prompt' in event && typeof event.prompt === 'function';
}

function isInstalled(): boolean {
  const standalone = matchMedia('(display-mode: standalone)').matches;
  return standalone || ('standalone' in navigator && navigator.standalone === true); // the latter on iOS
}
