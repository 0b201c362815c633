// What a script inside the page cannot do (T40, T42, T49, goal G1): under the meta policy of the first load and under the
// service worker's headers. The same probes on a page without a policy show that they would work.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DIST, scratchFolder } from './support/paths.ts';
import { startStaticHost, type StaticHost } from './support/static-host.ts';
import { openUser } from './support/user.ts';

const PROBES = join(import.meta.dirname, 'support/probes.js');
/** Without a policy these need what the test's strangers do not offer, or the browser refuses them anywhere. */
const NEVER = new Set(['media', 'import-remote', 'policy-again']);

let host: StaticHost;
let strangers: StaticHost;

const sha256 = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** The built app with the probes as one more script of its page: as if somebody had got a script in. */
function infected(): string {
  const folder = scratchFolder('infected');
  cpSync(DIST, folder, { recursive: true });
  const clean = readFileSync(join(folder, 'index.html'), 'utf8');
  const bad = clean.replace('</body>', `<script src="./probes.js?to=${strangers.origin}"></script></body>`);
  expect(bad).not.toBe(clean);
  writeFileSync(join(folder, 'index.html'), bad);
  writeFileSync(join(folder, 'probes.js'), readFileSync(PROBES));
  writeFileSync(join(folder, 'hello-worker.js'), WORKER);
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  expect(worker).toContain(sha256(clean));
  writeFileSync(join(folder, 'sw.js'), worker.replace(sha256(clean), sha256(bad)));
  return folder;
}
const WORKER =
  'self.onconnect = (event) => event.ports[0].postMessage(1); if (!self.onconnect || self.postMessage) self.postMessage?.(1);';

interface Outcome {
  readonly tried: string[];
  readonly happened: string[];
}
/** Runs them all; what reached the strangers' host happened too. */
async function probe(page: Page): Promise<{ tried: string[]; happened: string[] }> {
  const before = strangers.requests.length;
  await page.waitForFunction(() => 'runProbes' in globalThis);
  const outcome = await page.evaluate<Outcome>('runProbes()');
  const arrived = strangers.requests.slice(before).map((path) => path.slice(1));
  const known = new Set(outcome.tried);
  expect(arrived.filter((name) => !known.has(name))).toEqual([]);
  return { tried: outcome.tried, happened: [...new Set([...outcome.happened, ...arrived])].sort() };
}

beforeAll(async () => {
  strangers = await startStaticHost({ root: scratchFolder('strangers'), folder: '/' });
  host = await startStaticHost({ root: infected() });
});

describe('a script inside the page', () => {
  for (const controlledBySw of [false, true])
    it(`gets nowhere ${controlledBySw ? 'under the service worker' : 'on the first load'}`, async () => {
      const { page, guard } = await openUser({ name: 'victim', baseUrl: host.url, controlledBySw });
      guard.allow(/./);
      const { tried, happened } = await probe(page);
      expect(tried.length).toBeGreaterThanOrEqual(20);
      expect(happened).toEqual([]);
      expect(page.url().startsWith(host.url)).toBe(true);
    });

  it('could do all of it where no policy stands', async () => {
    const open = await startStaticHost({ root: infected(), folder: '/' });
    open.answer('/', {
      body: `<!doctype html><html lang="en"><title>t</title><body><script src="/probes.js?to=${strangers.origin}"></script></body></html>`,
    });
    const { page, guard } = await openUser({ name: 'open', baseUrl: `${open.origin}/` });
    guard.allow(/./);
    const { tried, happened } = await probe(page);
    expect(tried.filter((name) => !happened.includes(name) && !NEVER.has(name))).toEqual([]);
  });
});

describe('Trusted Types', () => {
  it('know exactly one policy, made once', async () => {
    const { page, context } = await openUser({ name: 'counter', baseUrl: host.url });
    await context.addInitScript(() => {
      const made: string[] = [];
      Object.assign(globalThis, { made });
      const factory = (globalThis as unknown as { trustedTypes: { createPolicy(name: string): unknown } })
        .trustedTypes;
      const create = factory.createPolicy.bind(factory);
      Object.defineProperty(factory, 'createPolicy', {
        value: (...args: [string]) => {
          made.push(args[0]);
          return create(...args);
        },
      });
    });
    await page.reload();
    await page.getByRole('button', { name: 'Get started' }).waitFor();
    expect(await page.evaluate('made')).toEqual(['porchlight']);
  });
});
