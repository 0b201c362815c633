// The service worker's part in notifications: shows, closes, and leads a tap to its chat.
import {
  isDropNotice,
  isShowNotice,
  type DropNotice,
  type OpenPlace,
  type ShowNotice,
} from './notice-words.ts';

declare const self: ServiceWorkerGlobalScope;

/** Of which message each chat was shown last; gone when the browser ends the worker, and then a message may be told twice. */
const shownAt = new Map<string, number>();

export function listenForNotices(): void {
  self.addEventListener('message', (event: ExtendableMessageEvent) => {
    const data: unknown = event.data;
    if (isShowNotice(data)) event.waitUntil(show(data));
    if (isDropNotice(data)) event.waitUntil(drop(data));
  });
  self.addEventListener('notificationclick', (event: NotificationEvent) => {
    event.notification.close();
    const data: unknown = event.notification.data;
    const hash = typeof data === 'object' && data !== null && 'hash' in data ? data.hash : '';
    event.waitUntil(open(typeof hash === 'string' ? hash : ''));
  });
}

async function show({ tag, title, body, at, hash, always }: ShowNotice): Promise<void> {
  if (at <= (shownAt.get(tag) ?? -1)) return;
  shownAt.set(tag, at); // before any wait: two pages tell of the same message at once
  const pages = await ourPages();
  if (always !== true && pages.some((page) => page.visibilityState === 'visible')) return;
  const { scope } = self.registration;
  await self.registration.showNotification(title, {
    body,
    tag,
    icon: `${scope}icons/icon-192.png`,
    badge: `${scope}icons/badge-96.png`,
    data: { hash },
    dir: 'auto',
  });
}

async function drop({ tag }: DropNotice): Promise<void> {
  for (const notice of await self.registration.getNotifications({ tag })) notice.close();
}

/** To a page that is there, else a new one. */
async function open(hash: string): Promise<void> {
  const pages = await ourPages();
  const page = pages.find(({ focused }) => focused) ?? pages[0];
  if (page === undefined) {
    await self.clients.openWindow(self.registration.scope + (hash.startsWith('#') ? hash : ''));
    return;
  }
  await page.focus().catch(() => undefined); // some browsers refuse it; the place is shown all the same
  const message: OpenPlace = { type: 'open', hash };
  page.postMessage(message);
}

/** Other apps may live on the same origin. */
async function ourPages(): Promise<readonly WindowClient[]> {
  const { scope } = self.registration;
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.filter(({ url }) => url.startsWith(scope));
}
