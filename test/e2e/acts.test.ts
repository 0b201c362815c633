// What people do with messages: answer, react, edit, take back, name each other, pass on. With the keyboard as far as it goes.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { onBothLoads } from './support/both-loads.ts';
import { threeNeighbours, type Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import {
  chatRow,
  composer,
  expectMessage,
  expectState,
  messageOf,
  openChatWith,
  openGroupWith,
  say,
  visit,
  acceptIfAsked,
  openWritten,
} from './support/steps.ts';

const field = (page: Page): Locator => composer(page).getByRole('textbox');
/** The menu of a message by the keyboard alone: into the log, up to the message, Enter. */
async function menuOf(page: Page, text: string): Promise<Locator> {
  await page.getByRole('log').focus();
  await page.keyboard.press('ArrowUp');
  for (let i = 0; i < 20 && !(await isFocused(messageOf(page, text))); i += 1)
    await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'Message actions' });
  await menu.waitFor();
  return menu;
}
const isFocused = (place: Locator): Promise<boolean> =>
  place.first().evaluate((element) => element === document.activeElement);

onBothLoads('Rich messages', (controlledBySw) => {
  let here: Neighbours;
  beforeAll(async () => {
    here = await threeNeighbours(controlledBySw);
    const { anna, mira } = here;
    await Promise.all([openChatWith(anna.page, mira), openChatWith(mira.page, anna)]);
  });
  afterAll(() => here.close());

  it('are answered with their quote, which leads back to them', async () => {
    const { anna, mira } = here;
    await say(anna.page, 'Soup or salad?');
    await expectMessage(mira.page, 'Soup or salad?');
    await acceptIfAsked(mira.page);
    await field(mira.page).waitFor();
    await mira.page.getByRole('log').focus();
    await mira.page.keyboard.press('ArrowUp');
    await mira.page.keyboard.press('r');
    await mira.page.getByText(/^Replying to/).waitFor({ state: 'attached' });
    await mira.page.keyboard.type('Soup');
    await mira.page.keyboard.press('Enter');
    await expectMessage(mira.page, 'Soup');
    await expectMessage(anna.page, 'Soup');
    const quote = messageOf(anna.page, 'Soup').locator('.quote');
    expect(await quote.innerText()).toMatch(/You\s+Soup or salad\?/);
    await quote.click();
    await anna.page.locator('.msg[data-found]').getByText('Soup or salad?').waitFor();
  });

  it('are reacted to, and the reaction is taken back', async () => {
    const { anna, mira } = here;
    const menu = await menuOf(anna.page, 'Soup');
    await menu.getByRole('button', { name: '❤️' }).click();
    const chip = (page: Page): Locator => messageOf(page, 'Soup').getByRole('button', { name: /^❤️ 1/ });
    await chip(anna.page).waitFor();
    await chip(mira.page).waitFor();
    expect(await chip(anna.page).getAttribute('aria-pressed')).toBe('true');
    expect(await chip(mira.page).getAttribute('aria-label')).toMatch(/Anna/);
    await shot(mira.page, 'acts-direct');
    await expectAccessible(mira.page);
    await chip(anna.page).click();
    await chip(mira.page).waitFor({ state: 'detached' });
  });

  it('are edited with ↑ from the empty field, and say so on both sides', async () => {
    const { anna, mira } = here;
    await field(mira.page).focus();
    await mira.page.keyboard.press('ArrowUp');
    await mira.page.getByText('Editing').waitFor();
    await mira.page.keyboard.type(', please');
    await expectAccessible(mira.page);
    await mira.page.keyboard.press('Enter');
    for (const { page } of [mira, anna]) {
      await expectMessage(page, 'Soup, please');
      expect(await messageOf(page, 'Soup, please').locator('.meta').innerText()).toContain('edited');
      expect(await messageOf(page, 'Soup').count()).toBe(0);
    }
    expect(await field(mira.page).inputValue()).toBe('');
  });

  it('are taken back for everyone', async () => {
    const { anna, mira } = here;
    await say(anna.page, 'Forget this one');
    await expectMessage(mira.page, 'Forget this one');
    await expectState(anna.page, 'Forget this one', /delivered|read/);
    const menu = await menuOf(anna.page, 'Forget this one');
    await menu.getByRole('button', { name: 'Delete' }).click();
    await anna.page.getByRole('button', { name: 'Delete for everyone' }).click();
    for (const { page } of [anna, mira]) {
      await page.locator('.log').getByText('This message was deleted').waitFor();
      expect(await messageOf(page, 'Forget this one').count()).toBe(0);
    }
    await visit(mira.page, 'chats');
    await chatRow(mira.page, 'Deleted message').waitFor();
  });

  it('name people in a group: each reads their own name for them', async () => {
    const { anna, mira, tom } = here;
    await openGroupWith(anna.page, [mira, tom]);
    await field(anna.page).focus();
    await anna.page.keyboard.type('Who brings bread, @mi');
    await anna.page.getByRole('option', { name: /Mira/ }).waitFor();
    await expectAccessible(anna.page);
    await anna.page.keyboard.press('Enter');
    expect(await field(anna.page).inputValue()).toBe('Who brings bread, @Mira ');
    await anna.page.keyboard.press('Enter');
    const mention = (page: Page): Locator => page.locator('.log .mention');
    await mention(anna.page).waitFor();
    for (const { page } of [mira, tom]) {
      await openWritten(page, 'Who brings bread');
      await mention(page).waitFor();
    }
    expect(await mention(mira.page).innerText()).toContain('@You');
    // Tom has not heard of a Mira yet: to him the key that is meant has no name, whatever the text calls it.
    expect(await mention(tom.page).innerText()).toContain(`@Unnamed \u2068${mira.tag}`);
    await say(mira.page, 'I do');
    await expect.poll(() => mention(tom.page).innerText()).toMatch(/@.*Mira/);
    await say(tom.page, 'And I bring salt');
    await expectMessage(mira.page, 'And I bring salt');
    await shot(mira.page, 'acts-group');
    await expectAccessible(mira.page);
  });

  it('are passed on to another chat', async () => {
    const { anna, mira, tom } = here;
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'Soup, please');
    const menu = await menuOf(mira.page, 'Soup, please');
    await menu.getByRole('button', { name: 'Forward' }).click();
    const sheet = mira.page.getByRole('dialog', { name: 'Forward to' });
    await sheet.getByPlaceholder('Search').fill('tom');
    await mira.page.keyboard.press('ArrowDown');
    await sheet.getByRole('checkbox').focus();
    await expectAccessible(mira.page);
    await mira.page.keyboard.press('Space');
    await mira.page.keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    for (const { page } of [tom, anna]) await expectMessage(page, 'Soup, please');
  });
});
