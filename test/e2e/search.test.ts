// Searching through thousands of messages: found in the list of chats, gone to, walked through inside the chat, erased with it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { neighboursWithPast } from './support/big-chat.ts';
import { onBothLoads } from './support/both-loads.ts';
import type { Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import { heading, openChatWith, say, visit } from './support/steps.ts';
import { DESKTOP } from './support/user.ts';

const MANY = 3000;

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search names and messages' });
const hits = (page: Page) => page.getByRole('region', { name: 'Messages' }).getByRole('link');
const finder = (page: Page) => page.getByRole('search', { name: 'Search in this chat' });
const inside = (page: Page) => finder(page).getByRole('searchbox');
/** Whole and on the screen. */
const isSeen = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((wanted) => {
    const log = document.querySelector('.log')?.getBoundingClientRect();
    const rows = [...document.querySelectorAll('.log [data-seq]')];
    const row = rows.find((one) => one.textContent.includes(wanted))?.getBoundingClientRect();
    return log !== undefined && row !== undefined && row.top >= log.top && row.bottom <= log.bottom;
  }, text);
/** All that search reads, as it lies in the database. */
const corpus = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
      });
    const db = await settled(indexedDB.open('porchlight'));
    const rows: unknown = await settled(db.transaction('corpus').objectStore('corpus').getAll());
    db.close();
    return JSON.stringify(rows);
  });

onBothLoads('Searching', (controlledBySw) => {
  let here: Neighbours;
  let page: Page;
  beforeAll(async () => {
    here = await neighboursWithPast(controlledBySw, { count: MANY, unread: 0 });
    page = here.anna.page;
  });
  afterAll(() => here.close());

  it('finds one of three thousand messages from the list of chats, lit up', async () => {
    await field(page).fill('1234 kett');
    await hits(page).first().waitFor();
    expect(await hits(page).count()).toBe(1);
    expect(await hits(page).locator('mark').allInnerTexts()).toEqual(['1234', 'kett']);
    await shot(page, 'search');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('goes to it, far above the newest, and back to the same finds', async () => {
    await hits(page).click();
    await expect.poll(() => isSeen(page, '1234. The kettle')).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('1234. The kettle');
    await shot(page, 'search-jump');
    await page.goBack();
    await hits(page).waitFor();
    expect(await field(page).inputValue()).toBe('1234 kett');
  });

  it('finds what has just come, whatever its case and accents', async () => {
    await openChatWith(here.mira.page, here.anna);
    await say(here.mira.page, 'Grüße vom BÄCKER in der Hauptstraße');
    // It is asked what is there now: what comes later is found by the next question.
    const found = async (): Promise<number> => {
      await field(page).fill('');
      await field(page).fill('backer hauptstrasse');
      await page.waitForTimeout(300);
      return hits(page).count();
    };
    await expect.poll(found, { timeout: 10_000 }).toBe(1);
    await field(page).fill('zanzibar');
    await heading(page, 'Nothing found').waitFor();
    await page.keyboard.press('Escape');
    expect(await field(page).inputValue()).toBe('');
  });

  it('walks from find to find inside a chat and leaves the focus where one types', async () => {
    await visit(page, `chat/d:${here.mira.fingerprint}`);
    await page.getByRole('button', { name: 'Search in this chat' }).click();
    await inside(page).fill('"234. the"');
    await finder(page).getByText('1 of 3').waitFor();
    await expect.poll(() => isSeen(page, '2234. ')).toBe(true);
    await inside(page).press('Enter');
    await finder(page).getByText('2 of 3').waitFor();
    await expect.poll(() => isSeen(page, '1234. ')).toBe(true);
    await inside(page).press('ArrowUp');
    await finder(page).getByText('3 of 3').waitFor();
    await expect.poll(() => isSeen(page, '1234. ')).toBe(false);
    await inside(page).press('ArrowDown');
    await expect.poll(() => isSeen(page, '1234. ')).toBe(true);
    expect(await inside(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await shot(page, 'search-in-chat');
    expect(await axeFaults(page)).toEqual([]);
    await inside(page).press('Escape');
    await finder(page).waitFor({ state: 'detached' });
  });

  it('finds nothing of a chat that was cleared, and nothing of it is left to be searched', async () => {
    await page.setViewportSize(DESKTOP);
    await visit(page, `chat/d:${here.mira.fingerprint}`);
    expect(await corpus(page)).toContain('kettle');
    await page.getByRole('button', { name: 'Chat actions' }).click();
    await page.getByRole('button', { name: 'Clear messages' }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => page.locator('.log [data-seq]').count()).toBe(0);
    // Clearing goes on for a moment, newest first.
    await expect.poll(() => corpus(page), { timeout: 15_000 }).not.toContain('kettle');
    const isNothingLeft = async (): Promise<boolean> => {
      await field(page).fill('');
      await field(page).fill('kettle');
      await page.waitForTimeout(300);
      return heading(page, 'Nothing found').isVisible();
    };
    await expect.poll(isNothingLeft, { timeout: 15_000 }).toBe(true);
    expect(await corpus(page)).not.toContain('kettle');
  });
});
