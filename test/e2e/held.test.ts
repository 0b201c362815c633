// Somebody's program is started anew and counts from 0 again: what it writes is held back, and the reader decides (T11).
import { expect, it } from 'vitest';
import { makePeerKey } from '../support/relay-client.ts';
import { expectAccessible } from './support/axe.ts';
import { onBothLoads } from './support/both-loads.ts';
import { chatFrame } from './support/forge.ts';
import { DIST } from './support/paths.ts';
import { startScriptedServer } from './support/scripted-server.ts';
import { shot } from './support/shot.ts';
import { startStaticHost } from './support/static-host.ts';
import { expectMessage, newPerson, textsShown, visit, openWritten } from './support/steps.ts';
import { PHONE } from './support/user.ts';

onBothLoads('What is held back', (controlledBySw) => {
  it('is listed on a tap, and then accepted or dropped', async () => {
    const host = await startStaticHost({ root: DIST });
    const server = await startScriptedServer();
    const bob = await makePeerKey();
    server.list([bob.pem]);
    const anna = await newPerson({
      name: 'Anna',
      baseUrl: host.url,
      viewport: PHONE,
      controlledBySw,
      hosts: [server.address],
      server: server.address,
    });
    // The check's small file finds no upload here, and says so.
    anna.user.guard.allow(/status of 404/);
    const { page } = anna;
    const to = await server.target();
    await visit(page, 'chats');
    server.send(await chatFrame(bob, to, 'Before the storm', 1000));
    await openWritten(page, 'Before the storm');
    await expectMessage(page, 'Before the storm');

    // Bob's program began at 0 with the hello.
    const link = 'The plan: https://example.org/garden';
    server.send(await chatFrame(bob, to, 'The power was off', 1));
    server.send(await chatFrame(bob, to, link, 2));
    const line = page.getByRole('button', { name: '2 held back Look' });
    await line.waitFor();
    await shot(page, 'held-line');
    expect(await textsShown(page)).toEqual(['Before the storm']);
    await line.press('Enter');
    const list = page.getByRole('dialog', { name: '2 messages held back' });
    await list.getByText('The power was off').waitFor();
    expect(await list.locator('.words').allTextContents()).toEqual(['The power was off', link]);
    expect(await list.locator('a').count()).toBe(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
      await shot(page, `held-list-${colorScheme}`);
    }
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await line.evaluate((it) => it === document.activeElement)).toBe(true);

    await line.click();
    await list.getByRole('button', { name: 'Accept them' }).click();
    await expectMessage(page, 'The power was off');
    const all = ['Before the storm', 'The power was off', link];
    expect(await textsShown(page)).toEqual(all);
    await line.waitFor({ state: 'detached' });

    // His counter stays low: the next one is held again, and this time dropped.
    server.send(await chatFrame(bob, to, 'Not wanted', 3));
    await page.getByRole('button', { name: '1 held back' }).click();
    await page.getByRole('dialog').getByText('Not wanted').waitFor();
    await page.getByRole('button', { name: 'Drop it' }).click();
    await page.getByText('held back').waitFor({ state: 'detached' });
    await page.reload();
    await expectMessage(page, 'The power was off');
    expect(await textsShown(page)).toEqual(all);
    expect(await page.getByText('held back').count()).toBe(0);
  });
});
