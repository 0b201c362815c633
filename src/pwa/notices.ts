// Notifications, the count on the app's icon and the dot on the tab's, as the page asks for them. They work while a page of
// the app lives, in front or behind: there is no push service between people (PRODUCT.md).
import { isOpenPlace, type DropNotice, type ShowNotice } from './notice-words.ts';

/** `missing`: this browser shows none from a page, e.g. a tab on an iPhone. */
export type NoticePermission = 'missing' | 'default' | 'granted' | 'denied';

export interface Notices {
  permission(): NoticePermission;
  /** From a tap only: the browser's own question. */
  ask(): Promise<NoticePermission>;
  /** Shown once for each `at` of a tag, and only while nobody looks at the app. */
  show(notice: Omit<ShowNotice, 'type' | 'as'>): void;
  /** What was shown of `tag` goes away. */
  done(tag: string): void;
  /** On the icon of an installed app, and as a dot on the tab's; 0 takes both away. */
  count(unread: number): void;
}

/**
 * @param as The profile of this page.
 * @param open Somebody tapped on a notification of the profile `as`: leads to that place, `#/chat/…`.
 */
export function createNotices(as: string, open: (hash: string, as: string) => void): Notices {
  const container = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  const isPossible = container !== undefined && 'Notification' in globalThis;
  const permission = (): NoticePermission => (isPossible ? Notification.permission : 'missing');
  container?.addEventListener('message', ({ data }: MessageEvent) => {
    if (isOpenPlace(data)) open(data.hash, data.as);
  });
  const tell = (message: ShowNotice | DropNotice): void => {
    if (permission() === 'granted') void container?.ready.then(({ active }) => active?.postMessage(message));
  };
  return {
    permission,
    ask: async () => (isPossible ? Notification.requestPermission() : 'missing'),
    show: (notice) => tell({ type: 'notice', as, ...notice }),
    done: (tag) => tell({ type: 'notice-done', as, tag }),
    count(unread) {
      dot(unread > 0);
      badge(unread);
    },
  };
}

/** Not every browser has it, and some refuse it until notifications are allowed. */
function badge(unread: number): void {
  if (!('setAppBadge' in navigator)) return;
  const set = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
  set.catch(() => undefined);
}

function dot(isOn: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"][type="image/svg+xml"]');
  const href = isOn ? 'favicon-new.svg' : 'favicon.svg';
  if (link !== null && link.getAttribute('href') !== href) link.setAttribute('href', href);
}
