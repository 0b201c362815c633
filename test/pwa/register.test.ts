// The page's side of updates and installation, against a browser that is played here.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serviceWorkerUrl } from '../../src/pwa/address.ts';
import { createPwa, type Pwa } from '../../src/pwa/register.ts';

class FakeWorker extends EventTarget {
  state = 'installing';
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  updates = 0;
  update(): Promise<void> {
    this.updates += 1;
    return Promise.resolve();
  }
  /** A new version is fetched, as far as `waiting`. */
  finds(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    this.installing = null;
    this.waiting = worker;
    worker.become('installed');
    return worker;
  }
  activates(worker: FakeWorker): void {
    this.waiting = null;
    this.active = worker;
    worker.become('activated');
  }
}
class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  readonly registration = new FakeRegistration();
  readonly registered: unknown[][] = [];
  fault: Error | undefined;
  register(...words: unknown[]): Promise<FakeRegistration> {
    this.registered.push(words);
    return this.fault === undefined ? Promise.resolve(this.registration) : Promise.reject(this.fault);
  }
}

let container: FakeContainer;
let page: EventTarget & { visibilityState: string; baseURI: string };
let reloads = 0;
let standalone = false;

beforeEach(() => {
  container = new FakeContainer();
  page = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    baseURI: 'https://host.example/some/folder/',
  });
  reloads = 0;
  standalone = false;
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { reload: () => (reloads += 1) });
  vi.stubGlobal('matchMedia', () => ({ matches: standalone }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
async function started(beforeReload?: () => Promise<void>): Promise<Pwa> {
  const pwa = createPwa({ scriptUrl: 'trusted', ...(beforeReload === undefined ? {} : { beforeReload }) });
  await settled();
  return pwa;
}

describe('the service worker', () => {
  it('is registered once, from beside the page, and never from an http cache', async () => {
    expect(serviceWorkerUrl()).toBe('https://host.example/some/folder/sw.js');
    await started();
    expect(container.registered).toEqual([['trusted', { updateViaCache: 'none' }]]);
  });

  it('makes the app ready for offline with its first version, which is no update', async () => {
    const pwa = await started();
    const seen: unknown[] = [];
    pwa.onChange((state) => seen.push([state.update, state.offlineReady]));
    const first = container.registration.finds();
    expect(pwa.state).toMatchObject({ update: 'none', offlineReady: false });
    container.registration.activates(first);
    expect(pwa.state).toMatchObject({ update: 'none', offlineReady: true });
    expect(seen.at(-1)).toEqual(['none', true]);
  });

  it('that is refused leaves a page that works', async () => {
    container.fault = new DOMException('no', 'SecurityError');
    expect((await started()).state).toEqual({
      update: 'none',
      canInstall: false,
      installed: false,
      offlineReady: false,
    });
  });

  it('that a browser does not have, as well', async () => {
    vi.stubGlobal('navigator', {});
    const pwa = await started();
    await pwa.applyUpdate();
    expect(pwa.state.offlineReady).toBe(false);
    expect(reloads).toBe(0);
  });

  it('is looked for again when the page is seen after an hour', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await started();
    page.dispatchEvent(new Event('visibilitychange'));
    expect(container.registration.updates).toBe(0);
    vi.advanceTimersByTime(61 * 60 * 1000);
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(container.registration.updates).toBe(1);
  });
});

describe('an update', () => {
  const running = (): void => {
    container.registration.active = new FakeWorker();
    container.controller = container.registration.active;
  };

  it('is told of, and nothing happens before applyUpdate', async () => {
    running();
    const pwa = await started();
    const next = container.registration.finds();
    expect(pwa.state.update).toBe('ready');
    await settled();
    expect(next.told).toEqual([]);
    expect(reloads).toBe(0);
  });

  it('that waited when the page opened is told of at once', async () => {
    running();
    container.registration.waiting = new FakeWorker();
    expect((await started()).state.update).toBe('ready');
  });

  it('stores drafts, then loads the page again, once', async () => {
    running();
    const order: string[] = [];
    const pwa = await started(async () => {
      await settled();
      order.push(`stored before load ${reloads + 1}`);
    });
    const next = container.registration.finds();
    const applied = pwa.applyUpdate();
    expect(next.told).toEqual([{ type: 'apply-update' }]);
    container.registration.activates(next);
    container.controller = next;
    container.dispatchEvent(new Event('controllerchange'));
    await applied;
    await settled();
    await settled();
    expect(order).toEqual(['stored before load 1']);
    expect(reloads).toBe(1);
  });

  it('also reaches a page that no worker controls yet', async () => {
    container.registration.active = new FakeWorker();
    const pwa = await started();
    const next = container.registration.finds();
    const applied = pwa.applyUpdate();
    container.registration.activates(next);
    await applied;
    expect(reloads).toBe(1);
  });

  it('applied in another tab loads this one again too; the first takeover does not', async () => {
    await started();
    container.dispatchEvent(new Event('controllerchange'));
    await settled();
    expect(reloads).toBe(0);
    container.dispatchEvent(new Event('controllerchange'));
    await settled();
    expect(reloads).toBe(1);
  });
});

describe('installation', () => {
  const offer = (outcome: string): Event =>
    Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: () => Promise.resolve({ outcome }),
    });

  it('is offered when the browser offers it, and the browser’s own banner stays away', async () => {
    const pwa = await started();
    expect(await pwa.promptInstall()).toBe(false);
    const event = offer('accepted');
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(pwa.state.canInstall).toBe(true);
    expect(await pwa.promptInstall()).toBe(true);
    expect(pwa.state.canInstall).toBe(false);
    window.dispatchEvent(new Event('appinstalled'));
    expect(pwa.state.installed).toBe(true);
  });

  it('may be declined', async () => {
    const pwa = await started();
    window.dispatchEvent(offer('dismissed'));
    expect(await pwa.promptInstall()).toBe(false);
    expect(pwa.state.installed).toBe(false);
  });

  it('is known when the app runs in its own window', async () => {
    standalone = true;
    expect((await started()).state.installed).toBe(true);
  });

  it('no longer tells whoever has stopped listening', async () => {
    const pwa = await started();
    let told = 0;
    const stop = pwa.onChange(() => (told += 1));
    window.dispatchEvent(offer('accepted'));
    stop();
    window.dispatchEvent(new Event('appinstalled'));
    expect(told).toBe(1);
  });
});
