// The app as the relay serves it: policy, types, patience, and no way out of its directory.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEADER_POLICY } from '../../src/lib/security-headers.ts';
import { place, relay } from './support.ts';
import { ask } from './support-http.ts';

describe('the app', () => {
  function app(): string {
    const directory = place('app');
    mkdirSync(join(directory, 'assets'), { recursive: true });
    writeFileSync(join(directory, 'index.html'), '<!doctype html>');
    writeFileSync(join(directory, 'sw.js'), 'self');
    writeFileSync(join(directory, 'manifest.webmanifest'), '{}');
    writeFileSync(join(directory, 'empty.txt'), '');
    writeFileSync(join(directory, 'assets', 'index-BZbDU3ga.js'), 'run');
    writeFileSync(place('outside.txt'), 'secret');
    return directory;
  }

  it('comes with its policy, its types and the right patience', async () => {
    const { url } = await relay({ app: app() });
    for (const [path, type, cache] of [
      ['/', 'text/html; charset=utf-8', 'no-cache'],
      ['/index.html?x', 'text/html; charset=utf-8', 'no-cache'],
      ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
      ['/empty.txt', 'text/plain; charset=utf-8', 'no-cache'],
      ['/assets/index-BZbDU3ga.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ]) {
      const got = await ask(url, path!);
      expect([path, got.status, got.headers['content-type'], got.headers['cache-control']]).toEqual([
        path,
        200,
        type,
        cache,
      ]);
      expect(got.headers['content-security-policy']).toBe(HEADER_POLICY);
      expect(got.headers['x-content-type-options']).toBe('nosniff');
      expect(got.headers['cross-origin-opener-policy']).toBe('same-origin');
    }
    const first = await ask(url, '/');
    expect(first.body.toString()).toBe('<!doctype html>');
    const again = await ask(url, '/', { headers: { 'if-none-match': first.headers.etag! } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await ask(url, '/', { method: 'HEAD' })).body.length).toBe(0);
    expect((await ask(url, '/', { method: 'DELETE' })).status).toBe(405);
  });

  it('has no way out of its directory', async () => {
    const { url } = await relay({ app: app() });
    for (const path of [
      '/../outside.txt',
      '/..%2foutside.txt',
      '/assets/../../outside.txt',
      '/%2e%2e/outside.txt',
      '/..\\outside.txt',
      '//outside.txt',
      '/assets/..%5c..%5coutside.txt',
      '/.',
      '/assets',
      '/assets/',
      '/__proto__',
      '/%00',
      '/%ff',
    ]) {
      expect([path, (await ask(url, path)).status]).toEqual([path, 404]);
    }
  });
});
