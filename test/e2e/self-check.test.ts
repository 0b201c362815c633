// The self-check, at a server that is well, and at one that is gone.
import { describe, expect, it } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { startScriptedServer } from './support/scripted-server.ts';
import { newPerson, visit, type Person } from './support/steps.ts';
import { DESKTOP, PHONE } from './support/user.ts';

/** Opens the self-check and waits for its end; the lines as they read. */
async function selfCheck({ page }: Person): Promise<string[]> {
  await visit(page, 'you/check');
  await page
    .getByRole('button', { name: 'Copy a report without names or keys' })
    .waitFor({ timeout: 30_000 });
  return page.locator('.check').allInnerTexts();
}

describe('the self-check', () => {
  it.each([
    ['phone', PHONE, 'light'],
    ['desktop', DESKTOP, 'dark'],
  ] as const)('finds all well at our own relay (%s, %s)', async (size, viewport, colorScheme) => {
    const relay = await startRelayProcess();
    const anna = await newPerson({ name: 'Anna', baseUrl: relay.url, viewport, colorScheme });
    const lines = (await selfCheck(anna)).join('\n');
    for (const good of [
      'Your key signs, seals and opens',
      'The link is open',
      'The server answers with its list',
      'Your light is in the list',
      'A sealed note came home',
      'A small file went up',
      'It came back whole',
    ])
      expect(lines).toContain(good);
    await expectAccessible(anna.page);
    await shot(anna.page, `self-check-${size}`);
  });

  it('copies a report that tells nothing of who one is and where', async () => {
    const relay = await startRelayProcess();
    const anna = await newPerson({
      name: 'Anna',
      baseUrl: relay.url,
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    await selfCheck(anna);
    await anna.page.getByRole('button', { name: 'Copy a report without names or keys' }).click();
    await anna.page.getByText('Copied').waitFor();
    const report = await anna.page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('note: ok (came-home');
    expect(report).toContain('download: ok (came-back');
    for (const secret of ['Anna', anna.fingerprint.slice(0, 12), new URL(relay.url).host, 'BEGIN'])
      expect(report).not.toContain(secret);
  });

  it('says why there is no link, opens no second one, and sends nothing', async () => {
    const relay = await startRelayProcess();
    const server = await startScriptedServer();
    const anna = await newPerson({
      name: 'Anna',
      baseUrl: relay.url,
      server: server.address,
      hosts: [server.address],
    });
    const { hellos } = server;
    const { frames } = server;
    const sent = frames.length;
    anna.user.guard.allow(/404|CORS/);
    const lines = (await selfCheck(anna)).join('\n');
    expect(lines).toContain('A sealed note came home');
    expect(lines).toContain('No file could be sent');
    expect(server.hellos).toBe(hellos); // the very link there is
    expect(frames.length).toBe(sent + 1); // the note
    await anna.page.evaluate(() => void (location.hash = '#/you/servers'));
    await anna.page.getByRole('button', { name: 'Switch my light off here' }).click();
    const off = (await selfCheck(anna)).join('\n');
    expect(off).toContain('No server yet');
    expect(off).toContain('not tried');
    expect(frames.length).toBe(sent + 1);
    await expectAccessible(anna.page);
  });
});
