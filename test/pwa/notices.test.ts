// Notifications from both ends, against a browser that is played here: what a page asks for, and what the service worker shows.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotices, type Notices } from '../../src/pwa/notices.ts';
import type { ShowNotice } from '../../src/pwa/notice-words.ts';

/** By a name of its own: that file is of the service worker's realm, whose types these tests lack. */
const WORKER_SIDE = '../../src/pwa/sw-notices.ts';
const workerSide: unknown = await import(WORKER_SIDE);
const { listenForNotices } = workerSide as { readonly listenForNotices: () => void };

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const NEWS = { tag: 'd:anna', title: 'Porchlight', body: '1 new message', at: 7, hash: '#/chat/d%3Aanna' };
const news = (other: Partial<ShowNotice> = {}): ShowNotice => ({ type: 'notice', ...NEWS, ...other });
const message = (data: unknown): Event => Object.assign(new Event('message'), { data });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a page', () => {
  let told: unknown[];
  let opened: string[];
  let badges: (number | 'none')[];
  let refusal: Error | undefined;
  let link: Map<string, string>;
  let swaps: number;
  const container = (): EventTarget =>
    Object.assign(new EventTarget(), {
      ready: Promise.resolve({ active: { postMessage: (data: unknown) => told.push(data) } }),
    });
  const badgeApi = () => {
    const set = (value: number | 'none'): Promise<void> => {
      badges.push(value);
      return refusal === undefined ? Promise.resolve() : Promise.reject(refusal);
    };
    return { setAppBadge: set, clearAppBadge: () => set('none') };
  };
  let worker: EventTarget;
  function start(permission: string | undefined, more: object = badgeApi()): Notices {
    worker = container();
    vi.stubGlobal('navigator', { serviceWorker: worker, ...more });
    vi.stubGlobal(
      'Notification',
      permission && { permission, requestPermission: async () => Promise.resolve('denied') },
    );
    if (permission === undefined) Reflect.deleteProperty(globalThis, 'Notification');
    return createNotices((hash) => opened.push(hash));
  }

  beforeEach(() => {
    [told, opened, badges, refusal, swaps] = [[], [], [], undefined, 0];
    link = new Map([['href', 'favicon.svg']]);
    vi.stubGlobal('document', {
      querySelector: (selector: string) =>
        selector === 'link[rel="icon"][type="image/svg+xml"]'
          ? {
              getAttribute: (name: string) => link.get(name) ?? null,
              setAttribute: (name: string, value: string) => {
                swaps += 1;
                link.set(name, value);
              },
            }
          : null,
    });
  });

  it('tells the service worker what to show and what is done, with permission only', async () => {
    for (const [permission, expected] of [
      ['granted', [news(), { type: 'notice-done', tag: 'd:anna' }]],
      ['default', []],
      ['denied', []],
      [undefined, []],
    ] as const) {
      told = [];
      const notices = start(permission);
      notices.show(NEWS);
      notices.done('d:anna');
      await settled();
      expect(told, String(permission)).toEqual(expected);
    }
  });

  it('says what the browser allows, and asks only when it is told to', async () => {
    const asked = vi.fn<() => Promise<string>>(() => Promise.resolve('granted'));
    const notices = start('default');
    vi.stubGlobal('Notification', { permission: 'default', requestPermission: asked });
    expect(notices.permission()).toBe('default');
    notices.show(NEWS);
    notices.count(3);
    expect(asked).not.toHaveBeenCalled();
    expect(await notices.ask()).toBe('granted');
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('knows of browsers that have none', async () => {
    const without = start(undefined);
    expect([without.permission(), await without.ask()]).toEqual(['missing', 'missing']);
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('Notification', { permission: 'granted' });
    const alone = createNotices((hash) => opened.push(hash));
    alone.show(NEWS);
    expect([alone.permission(), await alone.ask()]).toEqual(['missing', 'missing']);
  });

  it('counts on the icon of the app, and takes the count away with the last unread', () => {
    const notices = start('granted');
    for (const unread of [2, 5, 0]) notices.count(unread);
    expect(badges).toEqual([2, 5, 'none']);
  });

  it('goes on where the browser refuses the count or knows none', async () => {
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    refusal = new DOMException('not allowed', 'NotAllowedError');
    const refused = start('granted');
    refused.count(2);
    refused.count(0);
    await settled();
    expect(badges).toEqual([2, 'none']);
    start('granted', {}).count(2);
    await settled();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    expect(link.get('href')).toBe('favicon-new.svg');
  });

  it('puts a dot on the icon of the tab, and touches it only when that changes', () => {
    const notices = start('default');
    notices.count(0);
    expect([link.get('href'), swaps]).toEqual(['favicon.svg', 0]);
    for (const unread of [1, 2, 3]) notices.count(unread);
    expect([link.get('href'), swaps]).toEqual(['favicon-new.svg', 1]);
    notices.count(0);
    expect([link.get('href'), swaps]).toEqual(['favicon.svg', 2]);
  });

  it('opens the place of a tap, and takes nothing else for one', () => {
    start('granted');
    for (const data of [
      { type: 'open', hash: '#/chat/x' },
      { type: 'open' },
      { type: 'other', hash: '#/' },
      1,
    ])
      worker.dispatchEvent(message(data));
    expect(opened).toEqual(['#/chat/x']);
  });
});

describe('the service worker', () => {
  const SCOPE = 'https://host.example/app/';
  interface Shown {
    readonly title: string;
    readonly tag: string;
    readonly options: NotificationOptions;
  }
  class FakeWindow {
    visibilityState = 'hidden';
    focused = false;
    fault: Error | undefined;
    focuses = 0;
    readonly told: unknown[] = [];
    constructor(readonly url: string) {}
    focus(): Promise<this> {
      this.focuses += 1;
      return this.fault === undefined ? Promise.resolve(this) : Promise.reject(this.fault);
    }
    postMessage(data: unknown): void {
      this.told.push(data);
    }
  }
  let scope: EventTarget;
  let shown: Shown[];
  let closed: string[];
  let windows: FakeWindow[];
  let newWindows: string[];
  let waits: Promise<unknown>[];
  /** Each test its own chat: what was shown last of each is remembered by the module. */
  let tag: string;
  let chats = 0;

  beforeEach(() => {
    tag = `d:${(chats += 1)}`;
    [shown, closed, windows, newWindows, waits] = [[], [], [], [], []];
    scope = Object.assign(new EventTarget(), {
      clients: {
        matchAll: async (options: unknown) => {
          expect(options).toEqual({ type: 'window', includeUncontrolled: true });
          return Promise.resolve(windows);
        },
        openWindow: async (url: string) => Promise.resolve(newWindows.push(url)),
      },
      registration: {
        scope: SCOPE,
        showNotification: async (title: string, options: NotificationOptions) =>
          Promise.resolve(shown.push({ title, tag: options.tag ?? '', options })),
        getNotifications: async (filter: { tag: string }) =>
          Promise.resolve(
            shown
              .filter((one) => one.tag === filter.tag)
              .map((one) => ({ close: () => closed.push(one.tag) })),
          ),
      },
    });
    vi.stubGlobal('self', scope);
    listenForNotices();
  });
  async function dispatch(event: Event): Promise<void> {
    scope.dispatchEvent(Object.assign(event, { waitUntil: (wait: Promise<unknown>) => waits.push(wait) }));
    await Promise.all(waits.splice(0));
  }
  const tell = (data: unknown): Promise<void> => dispatch(message(data));
  const click = (data: unknown): Promise<void> =>
    dispatch(
      Object.assign(new Event('notificationclick'), {
        notification: { data, close: () => closed.push('clicked') },
      }),
    );

  it('shows what it is told, under the tag of the chat, with icons of its own', async () => {
    await tell(news({ tag }));
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      title: 'Porchlight',
      options: {
        tag,
        body: '1 new message',
        icon: `${SCOPE}icons/icon-192.png`,
        badge: `${SCOPE}icons/badge-96.png`,
      },
    });
    // What it keeps for the tap is the place alone.
    expect(shown[0]?.options.data).toEqual({ hash: NEWS.hash });
  });

  it('shows each message once, however many pages tell of it, and the next one again', async () => {
    await Promise.all([tell(news({ tag })), tell(news({ tag })), tell(news({ tag, at: 6 }))]);
    expect(shown).toHaveLength(1);
    await tell(news({ tag, at: 8, body: '2 new messages' }));
    expect(shown.map(({ options }) => options.body)).toEqual(['1 new message', '2 new messages']);
    await tell(news({ tag: `${tag}, another chat` }));
    expect(shown).toHaveLength(3);
  });

  it('shows nothing while somebody looks at the app, but a test that was asked for', async () => {
    const [behind, front] = [new FakeWindow(SCOPE), new FakeWindow(`${SCOPE}#/chats`)];
    front.visibilityState = 'visible';
    windows = [behind, front];
    await tell(news({ tag }));
    expect(shown).toEqual([]);
    await tell(news({ tag, at: 8, always: true }));
    expect(shown).toHaveLength(1);
    front.visibilityState = 'hidden';
    await tell(news({ tag, at: 9 }));
    expect(shown).toHaveLength(2);
  });

  it('takes no page of another app on the same origin for its own', async () => {
    const other = new FakeWindow('https://host.example/other/');
    other.visibilityState = 'visible';
    windows = [other];
    await tell(news({ tag }));
    expect(shown).toHaveLength(1);
  });

  it('takes nothing for news that is none', async () => {
    for (const data of [undefined, 'notice', { type: 'notice', tag }, { ...news({ tag }), at: '7' }])
      await tell(data);
    expect(shown).toEqual([]);
  });

  it('closes what was shown of a chat that was read, and of no other', async () => {
    await tell(news({ tag }));
    await tell(news({ tag: `${tag}, another chat` }));
    await tell({ type: 'notice-done', tag });
    expect(closed).toEqual([tag]);
  });

  it('leads a tap to the page that is there, in front of others, and closes the notification', async () => {
    const [other, own, looked] = [
      new FakeWindow('https://host.example/other/'),
      new FakeWindow(`${SCOPE}#/chats`),
      new FakeWindow(`${SCOPE}#/people`),
    ];
    windows = [other, own];
    const open = { type: 'open', hash: NEWS.hash };
    await click({ hash: NEWS.hash });
    expect([other.told, own.told, own.focuses]).toEqual([[], [open], 1]);
    looked.focused = true;
    windows = [other, own, looked];
    await click({ hash: NEWS.hash });
    expect([own.told, looked.told]).toEqual([[open], [open]]);
    expect(closed).toEqual(['clicked', 'clicked']);
    expect(newWindows).toEqual([]);
  });

  it('shows the place also where the browser refuses to put the page in front', async () => {
    const own = new FakeWindow(SCOPE);
    own.fault = new DOMException('no', 'InvalidAccessError');
    windows = [own];
    await click({ hash: NEWS.hash });
    expect(own.told).toEqual([{ type: 'open', hash: NEWS.hash }]);
  });

  it('opens a page where there is none, inside the app whatever the notification says', async () => {
    windows = [new FakeWindow('https://host.example/other/')];
    await click({ hash: NEWS.hash });
    await click({ hash: 'https://elsewhere.example/' });
    await click(null);
    expect(newWindows).toEqual([SCOPE + NEWS.hash, SCOPE, SCOPE]);
    expect(windows[0]?.told).toEqual([]);
  });
});
