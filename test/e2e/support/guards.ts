// What must not happen in any journey, whatever it is about: errors in the console, uncaught errors and rejections (in
// pages and workers), violations of the security policy, and words with hosts that the journey did not name.
import type { BrowserContext } from 'playwright-core';

export interface Guard {
  /** From now on matching findings are expected (a server that is down makes the browser itself write errors). */
  allow(pattern: RegExp): void;
  /** From now on this host (`name:port`) may be spoken to. */
  allowHost(host: string): void;
  /** Hosts spoken to so far. */
  readonly hosts: ReadonlySet<string>;
  /** What was found since the last call. */
  take(): string[];
}

/** Watches every page, worker and service worker of a context, from before its first page. */
export async function watch(
  context: BrowserContext,
  name: string,
  allowedHosts: Iterable<string>,
): Promise<Guard> {
  const findings: string[] = [];
  const allowed: RegExp[] = [];
  const allowedHere = new Set(allowedHosts);
  const hosts = new Set<string>();
  const found = (what: string): void => {
    if (!allowed.some((pattern) => pattern.test(what))) findings.push(`${name}: ${what}`);
  };
  const spokenTo = (url: string): void => {
    if (!/^(?:https?|wss?):/.test(url)) return; // data: and blob: stay inside
    const { host } = new URL(url);
    hosts.add(host);
    if (!allowedHere.has(host)) found(`request to ${url}`);
  };

  context.on('console', (message) => {
    if (message.type() === 'error') found(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => found(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => spokenTo(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => spokenTo(socket.url()));
    page.on('crash', () => found('the page crashed'));
  });
  // Violations inside workers show as console errors of their own; in a page the event says more.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    allow: (pattern) => void allowed.push(pattern),
    allowHost: (host) => void allowedHere.add(host),
    hosts,
    take: () => findings.splice(0),
  };
}
