// What people do in the app, step by step, and what they then see: journeys are told in these words.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { keyTag } from '../../../src/lib/key-tag.ts';
import { openUser, type User, type UserOptions } from './user.ts';

/** Somebody whose light is on. */
export interface Person {
  readonly name: string;
  readonly user: User;
  readonly page: Page;
  /** base64, as in addresses of views. */
  readonly fingerprint: string;
  /** Four signs beside the name. */
  readonly tag: string;
}

/** Opens a browser and goes through the first run until the chats are there. */
export async function newPerson(options: UserOptions & { readonly server?: string }): Promise<Person> {
  const user = await openUser(options);
  return firstRun(user, options.name, options.server);
}

/** From "Get started" to the chats. `server`: the proposed one by default. */
export async function firstRun(user: User, name: string, server?: string): Promise<Person> {
  const { page } = user;
  await makeIdentity(page, name);
  await join(page, server);
  return personOf(user, name);
}

/** From "Get started" to the question for a server; no recovery file. */
export async function makeIdentity(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Go on without a spare' }).click();
  await page.getByRole('heading', { name: 'Join a neighbourhood' }).waitFor();
}

/** On the page that asks for a server: joins it and goes on to the chats. */
export async function join(page: Page, server?: string): Promise<void> {
  if (server !== undefined) await page.getByLabel('Server address').fill(server);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Go to chats' }).click();
  await heading(page, 'Chats').waitFor();
}

/** Reads who lives in this browser. */
export async function personOf(user: User, name: string): Promise<Person> {
  const { page } = user;
  await visit(page, 'you/identity');
  const hex = (await page.locator('.fingerprint').innerText()).replaceAll(/\s/g, '');
  const fingerprint = Buffer.from(hex, 'hex').toString('base64');
  expect(fingerprint).toHaveLength(44);
  await visit(page, 'chats');
  await heading(page, 'Chats').waitFor();
  return { name, user, page, fingerprint, tag: keyTag(fingerprint) };
}

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { name, exact: typeof name === 'string' });

/** Goes to a view by its address, as a link would: `people`, `you/about`, `chat/d:…` (each part as it is). */
export async function visit(page: Page, view: string): Promise<void> {
  const [name = '', ...rest] = view.split('/');
  const arg = rest.length === 0 ? '' : `/${encodeURIComponent(rest.join('/'))}`;
  await page.evaluate((hash) => void (location.hash = hash), `#/${name}${arg}`);
}

// ---- people ---------------------------------------------------------------------------------------------------

/** The row of somebody in the list of people; the list has to be in sight. */
export const rowOf = (page: Page, { fingerprint }: Pick<Person, 'fingerprint'>): Locator =>
  page.locator(`a[href="#/contact/${encodeURIComponent(fingerprint)}"]`);

/** Their light as the list of people shows it. */
export const lightOf = (page: Page, person: Pick<Person, 'fingerprint'>): Locator =>
  rowOf(page, person).locator('.lamp');

/** Waits until their light is on, or (with false) off or gone; fails after `ms`. */
export async function seesLight(
  page: Page,
  person: Pick<Person, 'fingerprint'>,
  isOn = true,
  ms = 20_000,
): Promise<void> {
  const lit = rowOf(page, person).locator('.lamp:not(.lamp--off):not(.lamp--away)');
  await lit.waitFor({ state: isOn ? 'attached' : 'detached', timeout: ms });
}

/** Gives them a name of one's own; stays on their page. */
export async function callThem(
  page: Page,
  person: Pick<Person, 'fingerprint'>,
  petname: string,
): Promise<void> {
  await visit(page, `contact/${person.fingerprint}`);
  await page.getByRole('button', { name: 'Name you gave' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(petname);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await heading(page, new RegExp(petname)).waitFor();
}

// ---- chats ----------------------------------------------------------------------------------------------------

/** Opens the chat with somebody from their page; who has written as a stranger is accepted. */
export async function openChatWith(page: Page, person: Pick<Person, 'fingerprint'>): Promise<void> {
  await visit(page, `contact/${person.fingerprint}`);
  await page.getByRole('button', { name: 'Message' }).click();
  await composer(page).or(acceptButton(page)).waitFor();
  await acceptIfAsked(page);
  await composer(page).waitFor();
}

const acceptButton = (page: Page): Locator => page.getByRole('button', { name: 'Accept', exact: true });

/** In the open chat: where strangers have written and wait for a word, gives it. */
export async function acceptIfAsked(page: Page): Promise<void> {
  if (await acceptButton(page).isVisible()) await acceptButton(page).click();
}

/** The line over the chats that says how many strangers have written. */
export const requestsLine = (page: Page): Locator => page.getByRole('link', { name: /^Requests/ });

/** From the chats to the request with these words, and accepts it. */
export async function acceptRequest(page: Page, text: string | RegExp): Promise<void> {
  await openWritten(page, text);
  await acceptButton(page).click();
  await composer(page).waitFor();
}

/** Opens the chat with these words: from the list, or from what strangers have written. */
export async function openWritten(page: Page, text: string | RegExp): Promise<void> {
  await visit(page, 'chats');
  const row = chatRow(page, text).first();
  await orShow(page, row.or(requestsLine(page)).first().waitFor());
  if (!(await row.isVisible())) await requestsLine(page).click();
  await row.click();
}

/** Opens the group with these people through "New chat". */
export async function openGroupWith(
  page: Page,
  people: readonly Pick<Person, 'fingerprint'>[],
): Promise<void> {
  await visit(page, 'people/choose');
  for (const { fingerprint } of people)
    await page.locator('label.person', { hasText: keyTag(fingerprint, 8) }).click();
  await page.getByRole('button', { name: /^Start group/ }).click();
  await composer(page).waitFor();
}

export const composer = (page: Page): Locator => page.getByRole('form', { name: 'Write a sealed message' });

/** Writes into the open chat and sends. */
export async function say(page: Page, text: string): Promise<void> {
  await acceptIfAsked(page);
  await composer(page).getByRole('textbox').fill(text);
  await composer(page).getByRole('button', { name: 'Send' }).click();
}

/** The bubble of a message in the open chat, by its exact text. */
export const messageOf = (page: Page, text: string): Locator =>
  page.locator('.log .msg').filter({ has: page.locator('.bubble').getByText(text, { exact: true }) });

/** Waits until the open chat shows it, once. */
export async function expectMessage(page: Page, text: string, ms = 20_000): Promise<void> {
  await orShow(page, messageOf(page, text).first().waitFor({ timeout: ms }));
  expect(await messageOf(page, text).count(), `bubbles that say "${text}"`).toBe(1);
}

/** How far an own message got, as its mark says it: `delivered`, `read`, `waiting` … */
export async function expectState(
  page: Page,
  text: string,
  state: string | RegExp,
  ms = 20_000,
): Promise<void> {
  const mark = messageOf(page, text)
    .locator('.meta')
    .getByText(state, { exact: typeof state === 'string' });
  await orShow(page, mark.waitFor({ state: 'attached', timeout: ms }));
}

/** A wait that failed says what was there instead. */
async function orShow(page: Page, wait: Promise<void>): Promise<void> {
  try {
    await wait;
  } catch (error) {
    const shown = await page.locator('body').innerText({ timeout: 2000 });
    throw new Error(`${String(error)}\nShown at ${page.url()}:\n${shown.slice(0, 2000)}`, { cause: error });
  }
}

/** The texts of the open chat (or of the square) from top to bottom. */
export const textsShown = (page: Page): Promise<string[]> => page.locator('.log .words').allTextContents();

/** The row of a chat in the list of chats, by any text in it. */
export const chatRow = (page: Page, text: string | RegExp): Locator =>
  page.locator('a.chatrow', { hasText: text });

// ---- the square -----------------------------------------------------------------------------------------------

/** Posts in the square, which has to be in sight; the first time confirms what it means. */
export async function post(page: Page, text: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Write a public post' });
  await form.getByRole('textbox').fill(text);
  await form.getByRole('button', { name: 'Post' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(text).waitFor();
  await dialog.getByRole('button', { name: 'Post for everyone' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** The card of a public post. */
export const postOf = (page: Page, text: string): Locator =>
  page.locator('article.post').filter({ has: page.getByText(text, { exact: true }) });
