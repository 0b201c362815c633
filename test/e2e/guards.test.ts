// The guards themselves: each bad thing a page, a worker or a worker's worker can do is found. Without this test a guard
// that sees nothing looks like an app that does nothing wrong.
import { beforeAll, describe, expect, it } from 'vitest';
import { META_POLICY } from '../../src/lib/security-headers.ts';
import { DIST } from './support/paths.ts';
import { startStaticHost, type StaticHost } from './support/static-host.ts';
import { openUser } from './support/user.ts';

let host: StaticHost;
const SCRIPT = 'text/javascript';

beforeAll(async () => {
  host = await startStaticHost({ root: DIST });
  const page = (script: string): string =>
    `<!doctype html><html lang="en"><title>t</title><script src="${script}"></script>`;
  host.answer('/idle', { body: page('/idle.js') });
  host.answer('/idle.js', { type: SCRIPT, body: '' });
  const bad: readonly (readonly [name: string, script: string])[] = [
    ['console', "console.error('said')"],
    ['throws', "setTimeout(() => { throw new Error('thrown') })"],
    ['rejects', "void Promise.reject(new Error('rejected'))"],
    ['fetches', "fetch('http://localhost:9/elsewhere').catch(() => undefined)"],
    ['connects', "new WebSocket('ws://localhost:9/elsewhere')"],
  ];
  for (const [name, script] of bad) {
    host.answer(`/${name}.js`, { type: SCRIPT, body: script });
    host.answer(`/in-worker-${name}.js`, { type: SCRIPT, body: `new Worker('/${name}.js')` });
    host.answer(`/in-nested-${name}.js`, { type: SCRIPT, body: `new Worker('/in-worker-${name}.js')` });
    for (const where of ['', 'in-worker-', 'in-nested-'])
      host.answer(`/page-${where}${name}`, { body: page(`/${where}${name}.js`) });
  }
  host.answer('/page-policy', {
    body: `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="${META_POLICY}"><title>t</title><script>1</script>`,
  });
});

async function findingsAt(path: string): Promise<string> {
  const user = await openUser({ name: 'bad', baseUrl: `${host.origin}/`, route: path.slice(1) });
  let all = '';
  for (let waited = 0; waited < 2000 && all === ''; waited += 50) {
    await user.page.waitForTimeout(50);
    all += user.guard.take().join('\n');
  }
  await user.page.waitForTimeout(100);
  all += user.guard.take().join('\n');
  await user.close();
  return all;
}

describe('the guards find', () => {
  for (const where of ['', 'in-worker-', 'in-nested-'])
    for (const [name, found] of [
      ['console', /said/],
      ['throws', /thrown/],
      ['rejects', /rejected/],
      ['fetches', /request to http:\/\/localhost:9\/elsewhere/],
      ['connects', /request to ws:\/\/localhost:9\/elsewhere/],
    ] as const)
      it(`${where}${name}`, async () => {
        expect(await findingsAt(`/page-${where}${name}`)).toMatch(found);
      });

  it('a violated policy', async () => {
    expect(await findingsAt('/page-policy')).toMatch(/policy: script-src-elem/);
  });

  it('nothing in a page that does nothing', async () => {
    expect(await findingsAt('/idle')).toBe('');
  });
});
