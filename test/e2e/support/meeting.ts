// Two people who have found each other, and what they do with files. What every journey does is in steps.ts.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Locator, Page } from 'playwright-core';
import { scratchFolder } from './paths.ts';
import { acceptIfAsked, callThem, newPerson, openChatWith, type Person } from './steps.ts';
import type { UserOptions } from './user.ts';

/** Words around a name that the page keeps apart from the sentence (U+2068 … U+2069). */
export const named = (before: string, name: string): RegExp =>
  new RegExp(`^${before} .?${name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}.?`);

export interface Meeting {
  readonly anna: Person;
  readonly mira: Person;
}

/** Anna and Mira, who have named each other, each with the chat with the other one open. */
export async function meet(
  options: Omit<UserOptions, 'name'> & { readonly server?: string },
): Promise<Meeting> {
  const [anna, mira] = await Promise.all([
    newPerson({ ...options, name: 'Anna' }),
    newPerson({ ...options, name: 'Mira' }),
  ]);
  await Promise.all([callThem(anna.page, mira, 'Mira'), callThem(mira.page, anna, 'Anna')]);
  await Promise.all([openChatWith(anna.page, mira), openChatWith(mira.page, anna)]);
  return { anna, mira };
}

export interface Attachment {
  readonly name: string;
  readonly buffer: Buffer;
}

/** Attaches a file and sends it; the truth about it is on the screen before it goes. */
export async function sendFile(page: Page, file: Attachment): Promise<void> {
  // From the disk: as an argument 20 MiB would take the debugging protocol five seconds.
  const path = join(scratchFolder('attachment'), file.name);
  writeFileSync(path, file.buffer);
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByText('Files are not sealed yet.').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** The message that carries the file of that name. */
export const messageWith = (page: Page, fileName: string): Locator =>
  page.locator('.msg').filter({ has: page.getByText(fileName, { exact: true }) });

/** Fetches a file by its button and waits until it is here. */
export async function fetchFile(page: Page, name: string): Promise<void> {
  await acceptIfAsked(page);
  await page.getByRole('button', { name: named('Download', name) }).click();
  await page.getByRole('button', { name: named('Save', name) }).waitFor();
}

/** Saves a file that is here, as its reader would. */
export async function saveFile(page: Page, name: string): Promise<Download> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: named('Save', name) }).click();
  return saving;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes that a download brought. */
export async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/** A picture of the browser's own making. */
export async function picture(page: Page, type: 'png' | 'jpeg' | 'webp'): Promise<Attachment> {
  const address = await page.evaluate((mime) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [320, 200];
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    for (let x = 0; x < 320; x += 16) {
      pen.fillStyle = `hsl(${x} 60% 60%)`;
      pen.fillRect(x, 0, 16, 200);
    }
    return canvas.toDataURL(mime);
  }, `image/${type}`);
  if (!address.startsWith(`data:image/${type};`)) throw new Error(`this browser makes no ${type}`);
  const buffer = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  return { name: `garden.${type}`, buffer };
}

/** Every value a progress bar takes from now on. */
export async function watchProgress(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    const look = (): void => {
      const bar = document.querySelector('progress.bar');
      if (bar instanceof HTMLProgressElement && bar.position > 0 && seen.at(-1) !== bar.position)
        seen.push(bar.position);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  return () => page.evaluate<number[]>('seen');
}
