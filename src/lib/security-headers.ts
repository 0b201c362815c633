// The page's security policy, written once: the build puts it into index.html, the service worker and the relay send it
// as headers (a meta policy covers neither workers nor framing). SECURITY.md "Decided for the first release".
import { TRUSTED_POLICY } from './trusted-url.ts';

const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  'media-src blob:',
  "font-src 'self'",
  // People type plain and private addresses of servers nobody knows beforehand: strictness lies in the scripts.
  "connect-src 'self' http: https: ws: wss:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_POLICY}`,
];

/** For `<meta http-equiv>`: all that a page may say about itself. */
export const META_POLICY = DIRECTIVES.join('; ');

/** For the header: also who may frame the page, which browsers ignore in a meta element (T58). */
export const HEADER_POLICY = `${META_POLICY}; frame-ancestors 'none'`;

/** Every header of a page or worker script of this app, in lower case. */
export const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['content-security-policy', HEADER_POLICY],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  [
    'permissions-policy',
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()',
  ],
];
