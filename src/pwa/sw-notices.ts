// The service worker's part in notifications: shows, closes, and leads a tap to its chat.
import {
  isDropNotice,
  isOpenPlace,
  isShowNotice,
  type DropNotice,
  type OpenPlace,
  type ShowNotice,
} from './notice-words.ts';

declare const self: ServiceWorkerGlobalScope;

/** Of which message each chat (of each profile) was shown last; gone when the browser ends the worker, and then a message may be told twice. */
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
    event.waitUntil(open(isOpenPlace(data) ? data : placeIn(data)));
  });
}

/** An earlier build told where to go, and nothing of whom: there was one profile. */
function placeIn(data: unknown): OpenPlace {
  const hash = typeof data === 'object' && data !== null && 'hash' in data ? data.hash : '';
  return { type: 'open', as: '', hash: typeof hash === 'string' ? hash : '' };
}

/** Two identities may know the same people. */
const tagOf = ({ as, tag }: Pick<ShowNotice, 'as' | 'tag'>): string => (as === '' ? tag : `${as} ${tag}`);

async function show(notice: ShowNotice): Promise<void> {
  const { as, title, body, at, hash, always } = notice;
  const tag = tagOf(notice);
  const place: OpenPlace = { type: 'open', as, hash };
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
    data: place,
    dir: 'auto',
  });
}

async function drop(notice: DropNotice): Promise<void> {
  const tag = tagOf(notice);
  for (const notice of await self.registration.getNotifications({ tag })) notice.close();
}

/** To a page that is there, of the same profile if its address tells, else a new one. */
async function open(place: OpenPlace): Promise<void> {
  const { as, hash } = place;
  const pages = await ourPages();
  const own = pages.filter(({ url }) => (new URL(url).searchParams.get('as') ?? '') === as);
  const fit = own.length > 0 ? own : pages;
  const page = fit.find(({ focused }) => focused) ?? fit[0];
  if (page === undefined) {
    const { scope } = self.registration;
    await self.clients.openWindow(`${scope}?as=${as}${hash.startsWith('#') ? hash : ''}`);
    return;
  }
  await page.focus().catch(() => undefined); // some browsers refuse it; the place is shown all the same
  page.postMessage(place);
}

/** Other apps may live on the same origin. */
async function ourPages(): Promise<readonly WindowClient[]> {
  const { scope } = self.registration;
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return pages.filter(({ url }) => url.startsWith(scope));
}
