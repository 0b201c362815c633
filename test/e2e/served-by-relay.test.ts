// `npm start`: the relay serves the app, and a browser that was there once needs it no more to open.
import { describe, expect, it } from 'vitest';
import { SECURITY_HEADERS } from '../../src/lib/security-headers.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { openUser } from './support/user.ts';

describe('the app as the relay serves it', () => {
  it('comes with the security headers on its first load already', async () => {
    const relay = await startRelayProcess();
    const { page } = await openUser({ name: 'visitor', baseUrl: relay.url });
    const headers = (await page.reload())?.headers() ?? {};
    for (const [name, value] of SECURITY_HEADERS) expect(headers[name], name).toBe(value);
    await page.waitForSelector('#app > *');
  });

  it('opens when the relay has crashed, and finds it again on the same port', async () => {
    const relay = await startRelayProcess();
    const { page, guard } = await openUser({ name: 'visitor', baseUrl: relay.url, controlledBySw: true });
    guard.allow(/net::ERR_/);
    await relay.kill();
    await page.reload();
    await page.waitForSelector('#app > *');
    const again = await relay.again();
    expect(again.url).toBe(relay.url);
    await page.reload();
    await page.waitForSelector('#app > *');
  });

  it('ends in order when it is told to, without having written of anybody', async () => {
    const relay = await startRelayProcess();
    expect(await relay.stop()).toBe(0);
    expect(relay.logs()).not.toMatch(/error/i);
  });
});
