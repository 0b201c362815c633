// Where the service worker lies. Apart from its registration, which loads later: the page's policy is made at the start.

/** The one address that may be registered; the page's policy admits it. */
export function serviceWorkerUrl(): string {
  return new URL('sw.js', document.baseURI).href;
}
