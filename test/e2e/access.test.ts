// For everybody: axe finds nothing on any screen, light and dark, on a phone and on a desk; and a keyboard alone will do.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { expectVisibleFocus, tabTo } from './support/keys.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { walkApp, walkFirstRun } from './support/screens.ts';
import { expectMessage, heading, newPerson, openChatWith, personOf, type Person } from './support/steps.ts';
import { DESKTOP, openUser, PHONE } from './support/user.ts';

let relay: RelayProcess;
let mira: Person;
let tom: Person;
beforeAll(async () => {
  relay = await startRelayProcess();
  [mira, tom] = await Promise.all([
    newPerson({ name: 'Mira', baseUrl: relay.url }),
    newPerson({ name: 'Tom', baseUrl: relay.url }),
  ]);
});

/** Both looks of a screen; faults are collected, so that one run shows them all. */
async function look(page: Page, screen: string, faults: string[]): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const fault of await axeFaults(page)) faults.push(`${screen}, ${colorScheme}: ${fault}`);
  }
}

describe('axe finds nothing', () => {
  for (const [device, viewport] of [
    ['phone', PHONE],
    ['desk', DESKTOP],
  ] as const)
    it(`on any screen of a ${device}, light and dark`, { timeout: 240_000 }, async () => {
      const user = await openUser({ name: `Anna on a ${device}`, baseUrl: relay.url, viewport });
      const { page } = user;
      const faults: string[] = [];
      const screens: string[] = [];
      const see = async (screen: string): Promise<void> => {
        screens.push(screen);
        await look(page, screen, faults);
      };
      await walkFirstRun(page, 'Anna', relay.address, see);
      await walkApp(page, await personOf(user, 'Anna'), [mira, tom], see);
      expect(faults).toEqual([]);
      expect(screens.length).toBeGreaterThan(30);
    });
});

describe('a keyboard alone', () => {
  for (const [device, viewport] of [
    ['phone', PHONE],
    ['desk', DESKTOP],
  ] as const)
    it(`leads from the first screen to a sent message on a ${device}`, async () => {
      const user = await openUser({ name: `Keys on a ${device}`, baseUrl: relay.url, viewport });
      const { page } = user;
      await heading(page, 'Talk with your neighbours').waitFor();
      await tabTo(page, 'Get started');
      await page.keyboard.press('Enter');
      await heading(page, 'Your key is ready').waitFor();
      await tabTo(page, 'Your name');
      await page.keyboard.type('Kim');
      await page.keyboard.press('Enter');
      await heading(page, 'Who is here').waitFor();
      await tabTo(page, 'Go to chats');
      await page.keyboard.press('Enter');
      await heading(page, 'Chats').waitFor();
      await tabTo(page, /^People/);
      await page.keyboard.press('Enter');
      const row = page.locator(`a[href="#/contact/${encodeURIComponent(mira.fingerprint)}"]`);
      await row.waitFor();
      await toRow(page, `#/contact/${encodeURIComponent(mira.fingerprint)}`);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Message', exact: true }).waitFor();
      await tabTo(page, 'Message');
      await page.keyboard.press('Enter');
      await page.getByRole('form', { name: 'Write a sealed message' }).waitFor();
      await tabTo(page, 'Sealed message');
      const text = `By keys alone, on a ${device}`;
      await page.keyboard.type(text);
      await tabTo(page, device === 'phone' ? 'Send' : 'Sealed message');
      await page.keyboard.press('Enter');
      await expectMessage(page, text);
      const me = await personOf(user, 'Kim');
      await openChatWith(mira.page, me);
      await expectMessage(mira.page, text);
    });
});

/** Into the list by Tab, inside it by the arrows. */
async function toRow(page: Page, href: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.evaluate((wanted) => document.activeElement?.getAttribute('href') === wanted, href);
  const isInList = (): Promise<boolean> =>
    page.evaluate(() => document.activeElement?.closest('.windowed') !== null);
  for (let i = 0; i < 40 && !(await isInList()); i += 1) await page.keyboard.press('Tab');
  for (let i = 0; i < 20 && !(await isThere()); i += 1) await page.keyboard.press('ArrowDown');
  expect(await isThere()).toBe(true);
  await expectVisibleFocus(page);
}
