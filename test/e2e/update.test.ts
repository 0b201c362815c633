// A new version is offered in every tab and taken when somebody says so; drafts and waiting messages survive it (R08).
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildNext } from './support/next-build.ts';
import { DIST } from './support/paths.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { startStaticHost } from './support/static-host.ts';
import {
  composer,
  expectMessage,
  expectState,
  join,
  newPerson,
  openChatWith,
  say,
  visit,
} from './support/steps.ts';

const NEXT = '9.9.9+next';
let next: string;
beforeAll(async () => {
  next = await buildNext(NEXT);
});

const mark = (page: Page): Promise<void> =>
  page.evaluate(() => void Object.assign(globalThis, { before: true }));
const wasLoaded = (page: Page): Promise<boolean> => page.evaluate(() => !('before' in globalThis));
const banner = (page: Page) => page.getByText('A new Porchlight is ready');

describe('an update', () => {
  it('is offered in every tab, waits, and loses nothing', async () => {
    const host = await startStaticHost({ root: DIST });
    const relay = await startRelayProcess({ args: ['--origin', host.origin] });
    const common = { baseUrl: host.url, server: relay.address, hosts: [relay.address], controlledBySw: true };
    const [anna, mira] = await Promise.all([
      newPerson({ ...common, name: 'Anna' }),
      newPerson({ ...common, name: 'Mira' }),
    ]);
    await openChatWith(anna.page, mira);
    const other = await anna.user.openTab(`#/people`);
    // Mira goes out: what is written to her waits.
    await visit(mira.page, 'you/servers');
    await mira.page.getByRole('button', { name: 'Switch my light off here' }).click();
    await anna.page.getByText('Sealed · light off').or(anna.page.getByText('Sealed · off')).first().waitFor();
    await say(anna.page, 'Soup is ready');
    await expectState(anna.page, 'Soup is ready', 'waiting');
    const field = composer(anna.page).getByRole('textbox');
    await field.fill('And there is');

    host.serve(next);
    const tabs = [anna.page, other];
    for (const tab of tabs) await mark(tab);
    await anna.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    for (const tab of tabs) await banner(tab).waitFor();
    await shot(anna.page, 'update-offered');
    await field.fill('And there is cake too');
    await anna.page.getByRole('button', { name: 'Look', exact: true }).click();
    await anna.page.getByRole('dialog').getByRole('button', { name: 'Later' }).click();
    await anna.page.waitForTimeout(1000);
    for (const tab of tabs) expect(await wasLoaded(tab)).toBe(false);

    await anna.page.getByRole('button', { name: 'Look', exact: true }).click();
    await shot(anna.page, 'update-sheet');
    await anna.page.getByRole('button', { name: 'Update and reopen' }).click();
    for (const tab of tabs)
      await expect.poll(() => wasLoaded(tab).catch(() => false), { timeout: 20_000 }).toBe(true);
    await expectState(anna.page, 'Soup is ready', 'waiting');
    expect(await field.inputValue()).toBe('And there is cake too');
    await visit(other, 'you/about');
    await other.getByText('9.9.9').first().waitFor();
    expect(await banner(other).count()).toBe(0);

    await visit(mira.page, 'connect');
    await join(mira.page, relay.address);
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'Soup is ready', 30_000);
  });
});
