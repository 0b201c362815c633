// The spare key as a person makes and uses it: from "Get started" to the six words, and back on another device.
import { join as joinPath } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { expect } from 'vitest';
import { scratchFolder } from './paths.ts';
import { join, personOf, type Person } from './steps.ts';
import { openUser, type UserOptions } from './user.ts';

export interface Spare {
  readonly file: Download;
  readonly path: string;
  readonly words: string;
}

/** From "Get started" to the six words; stands before the rehearsal afterwards. */
export async function makeSpare(page: Page, name: string): Promise<Spare> {
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save recovery file' }).click();
  const file = await saving;
  const list = page.getByRole('list', { name: 'The six words, in this order' });
  const words = await list.locator('.mono').allTextContents();
  expect(words).toHaveLength(6);
  await page.getByRole('button', { name: 'I wrote them down' }).click();
  // The browser's own copy goes with the browser.
  const path = joinPath(scratchFolder('spare'), file.suggestedFilename());
  await file.saveAs(path);
  return { file, path, words: words.join(' ') };
}

/** Opens a browser and goes through the first run with a spare that was made and tested, until the chats are there. */
export async function newPersonWithSpare(
  options: UserOptions,
): Promise<{ readonly person: Person; readonly spare: Spare }> {
  const user = await openUser(options);
  const spare = await makeSpare(user.page, options.name);
  await typeWords(user.page, spare.words);
  await join(user.page);
  return { person: await personOf(user, options.name), spare };
}

/** Pastes all six into the first field. */
export async function typeWords(page: Page, words: string): Promise<void> {
  await page.getByLabel('Word 1').fill(words);
  await page.getByRole('button', { name: 'Open the file' }).click();
}

/** From the first screen (or the one after a loss) back to being somebody. */
export async function restore(page: Page, path: string, words: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Restore from a recovery file' }).click();
  await page.getByLabel('Recovery file').setInputFiles(path);
  await page.getByLabel('Your name').fill(name);
  await typeWords(page, words);
}
