// The app's shell on a plain static host, in a folder of the site: opens, keeps itself for offline, updates when told to.
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { HEADER_POLICY, META_POLICY } from '../../src/lib/security-headers.ts';
import { expectAccessible } from './support/axe.ts';
import { DIST, scratchFolder } from './support/paths.ts';
import { shot } from './support/shot.ts';
import { startStaticHost, type StaticHost } from './support/static-host.ts';
import { openUser, underServiceWorker } from './support/user.ts';

/** What the browser writes by itself when a host is gone. */
const NO_NETWORK = /net::ERR_/;

let host: StaticHost;
beforeAll(async () => {
  host = await startStaticHost({ root: DIST });
});

describe('the shell', () => {
  it('opens on first load, under the meta policy, and axe finds nothing', async () => {
    const { page } = await openUser({ name: 'first', baseUrl: host.url });
    await page.waitForSelector('#app h1');
    await expectAccessible(page);
    await shot(page, 'shell');
    expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toBe(
      META_POLICY,
    );
  });

  it('comes under the service worker on the second load, with the headers that a plain host lacks', async () => {
    const { page } = await openUser({ name: 'second', baseUrl: host.url, controlledBySw: true });
    const { policy, opener } = await page.evaluate(async () => {
      const answer = await fetch(location.href);
      return {
        policy: answer.headers.get('content-security-policy'),
        opener: answer.headers.get('cross-origin-opener-policy'),
      };
    });
    expect(policy).toBe(HEADER_POLICY);
    expect(opener).toBe('same-origin');
  });

  it('opens without a network once it was there, also on a deep link', async () => {
    const { page, guard } = await openUser({ name: 'offline', baseUrl: host.url, controlledBySw: true });
    guard.allow(NO_NETWORK);
    await host.down();
    try {
      await page.goto(`${host.url}#/people`);
      await page.reload();
      await page.waitForSelector('#app > *');
    } finally {
      await host.up();
    }
  });

  it('leaves everything else on its origin alone, beside its folder and inside it', async () => {
    host.answer('/files/abc', { body: 'an upload' });
    host.answer('/some/folder/files/abc', { body: 'an upload' });
    host.answer('/some/folder/api/upload', { body: 'an answer' });
    const { page } = await openUser({ name: 'others', baseUrl: host.url, controlledBySw: true });
    for (const path of ['/files/abc', '/some/folder/files/abc', '/some/folder/api/upload']) {
      const answer = await page.goto(host.origin + path);
      expect(await answer?.text()).toMatch(/^an /);
      expect(answer?.headers()).not.toHaveProperty('content-security-policy');
      expect(answer?.fromServiceWorker()).toBe(false);
    }
    const cached = await page.evaluate(async () => {
      const all: string[] = [];
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
      return all;
    });
    expect(cached.filter((path) => /\/(?:files|api)\//.test(path))).toEqual([]);
  });

  it('cannot be framed once the service worker serves it', async () => {
    host.answer('/frame', {
      body: '<!doctype html><html lang="en"><title>f</title><iframe src="/some/folder/"></iframe>',
    });
    const { page, guard } = await openUser({ name: 'framer', baseUrl: host.url, controlledBySw: true });
    guard.allow(/frame-ancestors|net::ERR_BLOCKED_BY_RESPONSE/);
    await page.goto(`${host.origin}/frame`);
    await page.waitForTimeout(300);
    expect(await page.frames()[1]?.locator('#app').count()).toBe(0);
  });
});

describe('an update', () => {
  it('waits until it is told to, then every tab loads again', async () => {
    const next = scratchFolder('dist');
    cpSync(DIST, next, { recursive: true });
    appendFileSync(join(next, 'sw.js'), '\n// the next version\n');
    const { page, openTab } = await openUser({ name: 'updater', baseUrl: host.url, controlledBySw: true });
    const other = await openTab();
    host.serve(next);
    try {
      await page.evaluate(async () => {
        Object.assign(globalThis, { before: true });
        const registration = await navigator.serviceWorker.ready;
        await registration.update();
        while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 20));
      });
      await page.waitForTimeout(300);
      expect(await page.evaluate(() => 'before' in globalThis)).toBe(true);
      const loads = Promise.all([page.waitForEvent('load'), other.waitForEvent('load')]);
      await page.evaluate(async () => {
        (await navigator.serviceWorker.ready).waiting?.postMessage({ type: 'apply-update' });
      });
      await loads;
      expect(await page.evaluate(() => 'before' in globalThis)).toBe(false);
    } finally {
      host.serve(DIST);
    }
  });

  it('with a tampered file is refused, and the old version stays', async () => {
    const tampered = scratchFolder('dist');
    cpSync(DIST, tampered, { recursive: true });
    appendFileSync(join(tampered, 'sw.js'), '\n// the tampered version\n');
    const icon = readFileSync(join(tampered, 'favicon.svg'), 'utf8');
    // A new revision in the list makes the worker fetch it; the hash in the list no longer fits.
    const list = readFileSync(join(tampered, 'sw.js'), 'utf8');
    const entry =
      /"revision":"([0-9a-f]{32})","url":"favicon\.svg"|"url":"favicon\.svg","revision":"([0-9a-f]{32})"/.exec(
        list,
      );
    const revision = entry?.[1] ?? entry?.[2];
    expect(revision, 'favicon.svg in the precache list').toBeDefined();
    writeFileSync(join(tampered, 'sw.js'), list.replace(String(revision), '0'.repeat(32)));
    writeFileSync(join(tampered, 'favicon.svg'), `${icon}<!-- tampered -->`);
    const { page, guard } = await openUser({ name: 'victim', baseUrl: host.url, controlledBySw: true });
    guard.allow(/integrity|bad-precaching-response|Failed to fetch/);
    host.serve(tampered);
    try {
      const end = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const states = new Promise<string>((resolve) => {
          registration.addEventListener('updatefound', () => {
            const worker = registration.installing;
            worker?.addEventListener('statechange', () => resolve(worker.state));
          });
        });
        await registration.update();
        return states;
      });
      expect(end).toBe('redundant');
      await page.reload();
      expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    } finally {
      host.serve(DIST);
    }
  });
});

describe('installation', () => {
  it('is offered: nothing stands against it', async () => {
    const { page, context } = await openUser({
      name: 'installer',
      baseUrl: host.url,
      persistent: scratchFolder('profile'),
    });
    await underServiceWorker(page);
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    expect(installabilityErrors).toEqual([]);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
  });
});
