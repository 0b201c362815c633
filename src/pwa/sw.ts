// The service worker: keeps the app's own files for use without a network, and sends the security headers that a plain
// static host does not (a page's meta policy does not reach its workers). It never touches another origin, `/api` or
// `/files`, and never takes over by itself: an update waits until the person says so.
import { PrecacheController, type PrecacheEntry } from 'workbox-precaching';
import { SECURITY_HEADERS } from '../lib/security-headers.ts';

import { listenForNotices } from './sw-notices.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

const INDEX = 'index.html';

const precache = new PrecacheController();
precache.addToCacheList(self.__WB_MANIFEST);

// Both extend the event by themselves. Activation removes what the new list no longer names.
self.addEventListener('install', (event) => void precache.install(event));
self.addEventListener('activate', (event) => void precache.activate(event));

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (isApplyUpdate(event.data)) event.waitUntil(self.skipWaiting());
});

listenForNotices();

self.addEventListener('fetch', (event) => {
  const key = precachedKey(event.request);
  if (key !== undefined) event.respondWith(answer(event.request, key));
});

function isApplyUpdate(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'apply-update';
}

/**
 * The cache key of a request for one of the app's own files; undefined for all else, which goes its own way. The routes
 * live in the hash, so the scope itself and its index are the only pages: everything below them on the same origin (a
 * relay's uploads, other apps) stays untouched (F13).
 */
function precachedKey(request: Request): string | undefined {
  if (request.method !== 'GET') return undefined;
  const url = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  const path = url.pathname.slice(scope.pathname.length);
  if (path === '' || path === INDEX) return precache.getCacheKeyForURL(INDEX);
  return request.mode === 'navigate' ? undefined : precache.getCacheKeyForURL(scope.href + path);
}

/** From the cache; from the network when the browser has evicted it. */
async function answer(request: Request, key: string): Promise<Response> {
  const kept = await caches.match(key);
  return withSecurityHeaders(kept ?? (await fetch(request)));
}

function withSecurityHeaders(response: Response): Response {
  // Redirects and empty answers carry nothing to protect and cannot be made anew.
  if (response.type === 'opaqueredirect' || response.status < 200 || response.status === 304) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of SECURITY_HEADERS) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
