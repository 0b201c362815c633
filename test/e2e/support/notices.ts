// Notifications as a driven browser has them: what is shown, and a person who looks elsewhere or taps on one.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Noticed {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** What the system shows of the app. */
export const noticed = (page: Page): Promise<readonly Noticed[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = await registration.getNotifications();
    return all.map(({ title, body, tag }) => ({ title, body, tag }));
  });

export async function untilNoticed(page: Page, count: number): Promise<readonly Noticed[]> {
  await expect.poll(async () => (await noticed(page)).length, { timeout: 10_000 }).toBe(count);
  return noticed(page);
}

/** A driven page is always in front: page and service worker are told otherwise, in the browser's own words. */
async function setVisibility(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  const [worker] = page.context().serviceWorkers();
  if (worker === undefined) throw new Error('no service worker');
  await worker.evaluate((told) => {
    const { WindowClient } = globalThis as unknown as { WindowClient: { prototype: object } };
    const get = (): string => told;
    Object.defineProperty(WindowClient.prototype, 'visibilityState', { configurable: true, get });
  }, state);
  await page.evaluate((told) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => told });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => told === 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
export const hide = (page: Page): Promise<void> => setVisibility(page, 'hidden');
export const show = (page: Page): Promise<void> => setVisibility(page, 'visible');

/** As the system would tell the service worker of a tap. */
export async function tap(page: Page): Promise<void> {
  const worker = page.context().serviceWorkers()[0];
  if (worker === undefined) throw new Error('no service worker');
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<Notification[]> };
      dispatchEvent(event: Event): void;
      NotificationEvent: new (type: string, init: object) => Event;
    };
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
  });
}
