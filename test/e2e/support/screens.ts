// Every screen of the product, one after another, as two people see them: for looks at all of them (axe, directions).
import type { Page } from 'playwright-core';
import { heading, openChatWith, openGroupWith, say, visit, type Person } from './steps.ts';

/** What is done on each screen; the name says which. */
export type Look = (screen: string) => Promise<void>;

/** From the first screen to the chats, with a recovery file. */
export async function walkFirstRun(page: Page, name: string, server: string, look: Look): Promise<void> {
  await page.getByRole('button', { name: 'Restore from a recovery file' }).click();
  await heading(page, 'Welcome back').waitFor();
  await look('restore');
  await page.getByRole('button', { name: 'It has another passphrase' }).click();
  await look('restore, passphrase');
  const scan = page.getByRole('button', { name: 'Scan or paste' });
  await during(page, () => scan.click(), look, 'restore, scan');
  await page.getByRole('button', { name: 'Back' }).click();
  await heading(page, 'Talk with your neighbours').waitFor();
  await look('hello');
  await page.getByRole('button', { name: 'Get started' }).click();
  await heading(page, 'Your key is ready').waitFor();
  await page.getByLabel('Your name').fill(name);
  await look('make identity');
  await page.getByRole('button', { name: 'Continue' }).click();
  await heading(page, 'Keep a spare key').waitFor();
  await look('spare');
  await page.getByRole('button', { name: 'Lock it with a passphrase of my own' }).click();
  await heading(page, 'Your own passphrase').waitFor();
  await page.getByLabel('Passphrase').fill('password password');
  await look('own passphrase');
  await page.getByRole('button', { name: 'Back' }).click();
  await heading(page, 'Keep a spare key').waitFor();
  await page.getByRole('button', { name: 'Save recovery file' }).click();
  await heading(page, 'Write these six words down').waitFor();
  await look('six words');
  await page.getByRole('button', { name: 'I wrote them down' }).click();
  await heading(page, 'Now open it once').waitFor();
  await page.getByLabel('Word 1').fill('one two three four five six');
  await page.getByRole('button', { name: 'Open the file' }).click();
  await page.getByText('These words don’t open it').waitFor();
  await look('rehearsal, wrong words');
  await page.getByRole('button', { name: 'Test it later' }).click();
  await heading(page, 'Join a neighbourhood').waitFor();
  await look('connect');
  await page.getByLabel('Server address').fill('no such address');
  await page.getByLabel('Server address').blur();
  await look('connect, bad address');
  await page.getByLabel('Server address').fill(server);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Go to chats' }).waitFor();
  await look('checks');
  await page.getByRole('button', { name: 'Go to chats' }).click();
  await heading(page, 'Chats').waitFor();
  await look('no chats');
}

/** Opens something, looks, and closes it by Escape. */
async function during(page: Page, open: () => Promise<void>, look: Look, screen: string): Promise<void> {
  await open();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog')).first();
  await dialog.waitFor();
  await look(screen);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** The rest of the product, with somebody there who answers. */
export async function walkApp(
  page: Page,
  me: Person,
  others: readonly [Person, Person],
  look: Look,
): Promise<void> {
  await walkChats(page, me, others[0], look);
  await openGroupWith(page, others);
  const panel = page.getByRole('button', { name: 'People in this group' });
  if ((await panel.getAttribute('aria-pressed')) === 'true') await panel.click();
  await look('group');
  await panel.click();
  await look('group, people');
  const rename = page.getByRole('button', { name: /^Name of this group/ });
  await during(page, () => rename.click(), look, 'group, name');
  await rename.click();
  await page.getByRole('dialog').getByRole('textbox').fill('Garden');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.locator('.noticeline').waitFor();
  await look('group, named');
  await visit(page, 'people');
  await page.locator('.person').first().waitFor();
  await look('people');
  await page.getByRole('searchbox').fill('nobody of this name');
  await page.getByText('No light by that name').waitFor();
  await look('people, nobody found');
  await visit(page, 'people/choose');
  await page.locator('label.person').first().click();
  await look('choose people');
  await visit(page, 'square');
  await heading(page, /^The square/).waitFor();
  await look('square');
  const form = page.getByRole('form', { name: 'Write a public post' });
  await form.getByRole('textbox').fill('Hello everybody');
  await during(page, () => form.getByRole('button', { name: 'Post' }).click(), look, 'square, question');
  await form.getByRole('button', { name: 'Post' }).click();
  await page.getByRole('button', { name: 'Post for everyone' }).click();
  await page.locator('article.post').first().waitFor();
  await look('square, post');
  await walkSettings(page, look);
}

async function walkChats(page: Page, me: Person, other: Person, look: Look): Promise<void> {
  await visit(page, `contact/${other.fingerprint}`);
  const name = page.getByRole('button', { name: 'Name you gave' });
  await name.waitFor();
  await look('person');
  await during(page, () => name.click(), look, 'person, name');
  await openChatWith(page, other);
  await look('chat, empty');
  await say(page, 'Good morning! See https://example.org/garden for the plan.');
  await openChatWith(other.page, me);
  await say(other.page, 'Lovely, I will look at it tonight.');
  await page.getByText('Lovely, I will look').first().waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'plan.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('beans'),
  });
  await page.getByText('Files are not sealed yet.').waitFor();
  await look('chat, file chosen');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('button', { name: /^Save .?plan\.txt/ }).waitFor();
  await look('chat');
  // Not the one with a link in it: links keep the browser's own menu.
  const bubble = page.locator('.bubble', { hasText: 'Lovely' });
  await during(page, () => bubble.click({ button: 'right' }), look, 'message menu');
  await visit(page, 'chats');
  await page.locator('a.chatrow').first().waitFor();
  await look('chats');
  await walkKept(page, look);
  await visit(page, 'chat/d:nobody');
  await heading(page, 'This chat is not on this device').waitFor();
  await look('unknown chat');
}

/** What can be done with a chat as a whole, and how it looks then. */
async function walkKept(page: Page, look: Look): Promise<void> {
  const row = page.locator('a.chatrow:not(.chatrow--public)').first();
  const step = (name?: RegExp) => async (): Promise<void> => {
    await row.click({ button: 'right' });
    if (name !== undefined) await page.getByRole('dialog').getByRole('button', { name }).click();
  };
  await during(page, step(), look, 'chat menu');
  for (const name of [/^Mute/, /^Disappearing/, /^Clear/])
    await during(page, step(name), look, `chat menu, ${name.source}`);
  await step(/^Pin/)();
  await step(/^Mute/)();
  await page.getByRole('dialog').getByRole('button', { name: '1 hour' }).click();
  await row.getByText('muted').waitFor({ state: 'attached' });
  await look('chats, pinned and muted');
  await step(/^Archive/)();
  await page.getByRole('button', { name: /^Archived/ }).click();
  await look('chats, archive');
  await step(/^Take out/)();
}

async function walkSettings(page: Page, look: Look): Promise<void> {
  await visit(page, 'you');
  await heading(page, 'You').first().waitFor();
  await look('you');
  for (const part of ['identity', 'servers', 'appearance', 'privacy', 'storage', 'about']) {
    await visit(page, `you/${part}`);
    await page.waitForTimeout(100);
    await page.locator('main[aria-busy=true]').waitFor({ state: 'detached' });
    await look(`you, ${part}`);
  }
  await visit(page, 'you/identity');
  const button = (name: string) => () => page.getByRole('button', { name }).first().click();
  await during(page, button('Remove this identity'), look, 'remove identity');
  await during(page, button('Try it again'), look, 'rehearsal again');
  await during(page, button('Print it as codes'), look, 'codes on paper');
  await during(page, button('Contacts in the file'), look, 'contacts in the file');
  await during(page, button('Add a device'), look, 'add a device');
  await visit(page, 'connect');
  await heading(page, 'Join a neighbourhood').waitFor();
  await look('connect, known server');
  await visit(page, 'chats');
}
