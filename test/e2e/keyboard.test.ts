// Hands that stay on the keyboard: from the first screen to a sent message, from chat to chat, to every menu. No pointer.
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { tabTo } from './support/keys.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { expectMessage, heading, newPerson, openChatWith, type Person, visit } from './support/steps.ts';
import { DESKTOP, openUser } from './support/user.ts';

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

const press = (page: Page, key: string): Promise<void> => page.keyboard.press(key);
const dialog = (page: Page) => page.getByRole('dialog');

async function firstRunByKeys(page: Page): Promise<void> {
  await heading(page, 'Talk with your neighbours').waitFor();
  await tabTo(page, 'Get started');
  await press(page, 'Enter');
  await heading(page, 'Your key is ready').waitFor();
  await tabTo(page, 'Your name');
  await page.keyboard.type('Kim');
  await press(page, 'Enter');
  await heading(page, 'Keep a spare key').waitFor();
  await tabTo(page, 'Go on without a spare');
  await press(page, 'Enter');
  await heading(page, 'Join a neighbourhood').waitFor();
  await tabTo(page, 'Server address');
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Go to chats' }).waitFor();
  await tabTo(page, 'Go to chats');
  await press(page, 'Enter');
  await heading(page, 'Chats').waitFor();
}

/** Ctrl K, some letters, Enter, once the first one that fits is that. */
async function goTo(page: Page, letters: string, found: RegExp): Promise<void> {
  // What listens to keys comes when the page is idle: right at the start the first press may be too early.
  const isOpen = (): Promise<boolean> => page.getByRole('combobox').isVisible();
  await expect
    .poll(async () => {
      if (!(await isOpen())) await press(page, 'Control+k');
      await page.waitForTimeout(300);
      return isOpen();
    })
    .toBe(true);
  expect(await page.evaluate(() => document.activeElement?.role)).toBe('combobox');
  await page.keyboard.type(letters);
  await expect.poll(() => page.getByRole('option', { selected: true }).innerText()).toMatch(found);
  await press(page, 'Enter');
  await dialog(page).waitFor({ state: 'detached' });
}

async function writeTo(page: Page, person: Person, text: string, shown = text): Promise<void> {
  // Nobody has said a name to Kim yet: people are found by their keys' tags.
  await goTo(page, person.tag, new RegExp(person.tag));
  await page.getByRole('button', { name: 'Message', exact: true }).waitFor();
  await tabTo(page, 'Message');
  await press(page, 'Enter');
  await page.getByRole('form', { name: 'Write a sealed message' }).waitFor();
  await tabTo(page, 'Sealed message');
  await page.keyboard.type(text);
  await press(page, 'Enter');
  await expectMessage(page, shown);
}

const focused = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
const chatShown = (page: Page, name: string) => page.getByRole('main', { name: new RegExp(name) });

it('leads everywhere', async () => {
  const user = await openUser({ name: 'Kim', baseUrl: relay.url, viewport: DESKTOP });
  const { page } = user;
  await page.evaluate(() => {
    const pointed: string[] = [];
    Object.assign(globalThis, { pointed });
    for (const type of ['pointerdown', 'mousemove', 'touchstart'])
      addEventListener(type, () => pointed.push(type), true);
  });
  await firstRunByKeys(page);
  const marked = 'To **Mira**, by keys: `ok` https://example.com/a';
  await writeTo(page, mira, marked, marked.replaceAll(/[*`]/g, ''));
  await writeTo(page, tom, 'To Tom, by keys alone');
  await openChatWith(tom.page, await kimOf(mira.page));
  await expectMessage(tom.page, 'To Tom, by keys alone');

  // Back to the first chat by name; its markup shows.
  await goTo(page, mira.tag, new RegExp(`${mira.tag}.*Chat`, 's'));
  await chatShown(page, mira.tag).waitFor();
  await expect.poll(() => page.locator('.log strong').innerText()).toBe('Mira');
  await expect.poll(() => focused(page, 'textarea')).toBe(true);

  // From the field to the messages and the list, and the menus there.
  await press(page, 'Shift+F6');
  expect(await focused(page, '.log')).toBe(true);
  await press(page, 'ArrowUp');
  await press(page, 'Enter');
  await dialog(page).getByRole('button', { name: 'Copy text' }).waitFor();
  await expectAccessible(page);
  await press(page, 'Escape');
  await dialog(page).waitFor({ state: 'detached' });
  expect(await focused(page, '.msg')).toBe(true);
  await press(page, 'Shift+F6');
  expect(await focused(page, '.chatrow[aria-current]')).toBe(true);
  await press(page, 'Shift+F10');
  await dialog(page).getByRole('button', { name: 'Pin' }).waitFor();
  await press(page, 'Escape');
  await dialog(page).waitFor({ state: 'detached' });

  // Along the list, without going there.
  await press(page, 'Alt+ArrowUp');
  await chatShown(page, tom.tag).waitFor();
  await press(page, 'Alt+ArrowDown');
  await chatShown(page, mira.tag).waitFor();
  await press(page, 'Shift+F6');

  // Help, and something to do.
  await press(page, '?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await expectAccessible(page);
  await press(page, 'Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await press(page, 'Control+k');
  await page.getByRole('combobox').waitFor();
  await expectAccessible(page);
  await press(page, 'Escape');
  await goTo(page, 'dark', /Dark/);
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  expect(await page.evaluate('pointed')).toEqual([]);
  await user.close();
});

/** Kim, as one finds who is new: the one who is neither Mira nor Tom. */
async function kimOf(page: Page): Promise<Pick<Person, 'fingerprint'>> {
  await visit(page, 'chats/requests');
  const row = page.locator('a.chatrow[href^="#/chat/"]').first();
  await row.waitFor();
  const href = (await row.getAttribute('href')) ?? '';
  return { fingerprint: decodeURIComponent(href.replace('#/chat/', '')).slice(2) };
}
