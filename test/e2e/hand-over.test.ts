// A key goes to another device: a file under an own passphrase, contacts in it, code after code from one screen to the other.
// Then both chat, and neither silences the other (PROTOCOL.md rule 9).
import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import {
  callThem,
  composer,
  expectMessage,
  heading,
  join,
  newPerson,
  openChatWith,
  openGroupWith,
  personOf,
  say,
  visit,
  type Person,
} from './support/steps.ts';
import { DESKTOP, openUser, type User } from './support/user.ts';

const OWN = 'Vexing quilts harpoon 7 dismal lanterns';

let relay: RelayProcess;
let mira: Person;
let tom: Person;
beforeAll(async () => {
  relay = await startRelayProcess();
  mira = await newPerson({ name: 'Mira', baseUrl: relay.url });
  tom = await newPerson({ name: 'Tom', baseUrl: relay.url });
});

/** From "Get started" to the chats, with a file under a passphrase of one's own. */
async function firstRunWithOwn(user: User): Promise<Person> {
  const { page } = user;
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByLabel('Your name').fill('Anna');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Lock it with a passphrase of my own' }).click();
  await heading(page, 'Your own passphrase').waitFor();
  const save = page.getByRole('button', { name: 'Save recovery file' });
  await page.getByLabel('Passphrase').fill('aaaaaaaaaaaaaaaaaaa');
  await page.getByText('Too easy to guess').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('Passphrase').fill(OWN);
  await page.getByText('Strong', { exact: true }).waitFor();
  await shot(page, 'hand-over-own-passphrase');
  const saving = page.waitForEvent('download');
  await save.click();
  await saving;
  await heading(page, 'Now open it once').waitFor();
  await page.getByLabel('Passphrase').fill(OWN.toLowerCase());
  await page.getByRole('button', { name: 'Open the file' }).click();
  await page.getByRole('alert').getByText('Check capital letters').waitFor();
  await page.getByLabel('Passphrase').fill(OWN);
  await page.getByRole('button', { name: 'Open the file' }).click();
  await join(page);
  return personOf(user, 'Anna');
}

/** Today's contacts go into the file. */
async function pack(page: Page): Promise<void> {
  await visit(page, 'you/identity');
  await page.getByRole('button', { name: /^Contacts in the file/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').fill('something else entirely');
  await dialog.getByRole('button', { name: 'Put them in' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Passphrase').fill(OWN);
  await dialog.getByRole('button', { name: 'Put them in' }).click();
  await dialog.getByText(/^In the file now: 2 people, 1 group$/).waitFor();
  await shot(page, 'hand-over-contacts');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Pictures of all codes, as another device's camera would see them. */
async function photographs(page: Page): Promise<readonly Buffer[]> {
  await page.getByRole('button', { name: /^Add a device/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('img', { name: /^Code 1 of/ }).waitFor();
  await shot(page, 'hand-over-add-device');
  const label = await dialog.locator('.codeshow__turn .num').innerText();
  const total = Number(/of (\d+)$/.exec(label)?.[1]);
  const pictures: Buffer[] = [];
  for (let at = 1; at <= total; at += 1) {
    await dialog.getByRole('img', { name: `Code ${at} of ${total}` }).waitFor();
    pictures.push(await dialog.locator('.codeshow .qr').screenshot({ animations: 'disabled' }));
    await dialog.getByRole('button', { name: 'Next code' }).click();
  }
  await page.keyboard.press('Escape');
  return pictures;
}

async function showPictures(page: Page, pictures: readonly Buffer[]): Promise<void> {
  await page.getByRole('button', { name: 'Scan or paste' }).click();
  const dialog = page.getByRole('dialog');
  // The last one first: their order does not matter.
  for (const [at, buffer] of pictures.toReversed().entries()) {
    const file = { name: `code-${at}.png`, mimeType: 'image/png', buffer };
    await dialog.locator('input[type=file]').setInputFiles(file);
    if (at + 1 < pictures.length)
      await dialog.getByText(`${at + 1} of ${pictures.length} read`, { exact: false }).waitFor();
    if (at === 1) await shot(page, 'hand-over-scanning');
  }
  await dialog.waitFor({ state: 'detached' });
}

describe('a key on two devices', () => {
  it('goes over by codes with its contacts, and both go on', async () => {
    const desk = await openUser({ name: 'Anna at her desk', baseUrl: relay.url, viewport: DESKTOP });
    const anna = await firstRunWithOwn(desk);
    await openGroupWith(desk.page, [mira, tom]);
    await callThem(desk.page, mira, 'Mira from the garden');
    await openChatWith(desk.page, mira);
    for (let turn = 1; turn <= 3; turn += 1) await say(desk.page, `From my desk, ${turn}`);
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'From my desk, 3');
    await pack(desk.page);
    const pictures = await photographs(desk.page);
    expect(pictures.length).toBeGreaterThan(5);

    const phone = await openUser({ name: 'Anna on her phone', baseUrl: relay.url });
    const { page } = phone;
    await page.getByRole('button', { name: 'Restore from a recovery file' }).click();
    await showPictures(page, pictures);
    await page.getByText('from codes').waitFor();
    await page.getByLabel('Your name').fill('Anna');
    await page.getByLabel('Passphrase').fill(OWN);
    await shot(page, 'hand-over-restore');
    await page.getByRole('button', { name: 'Open the file' }).click();
    await page.getByText('Welcome back, with 2 people and 1 group').waitFor();
    await heading(page, 'Join a neighbourhood').waitFor();
    await join(page);
    expect((await personOf(phone, 'Anna')).fingerprint).toBe(anna.fingerprint);

    // Whom the desk knew, the phone knows: by name, and as a group.
    await visit(page, `contact/${mira.fingerprint}`);
    await heading(page, /Mira from the garden/).waitFor();
    await visit(page, 'chats');
    await page.locator('a.chatrow', { hasText: tom.tag }).first().waitFor();

    // Both are heard: each counts on from the other.
    await openChatWith(page, mira);
    await say(page, 'And now from my phone');
    await expectMessage(mira.page, 'And now from my phone');
    await openChatWith(desk.page, mira);
    await say(desk.page, 'The desk again');
    await expectMessage(mira.page, 'The desk again');
    await say(page, 'The phone again');
    for (const one of [mira.page, desk.page]) await expectMessage(one, 'The phone again');
    await composer(mira.page).waitFor();
    await say(mira.page, 'I hear you both');
    for (const one of [desk.page, page]) await expectMessage(one, 'I hear you both');

    // The second device hands on in its turn, and its sheet is the same set.
    await visit(page, 'you/identity');
    await page.getByRole('button', { name: /^Print it as codes/ }).click();
    const sheet = page.locator('.codesheet');
    await sheet.getByRole('img', { name: `Code 1 of ${pictures.length}` }).waitFor();
    await page.waitForTimeout(300);
    await shot(page, 'hand-over-sheet');
    await page.emulateMedia({ media: 'print' });
    await shot(page, 'hand-over-paper');
    expect(await page.getByRole('button', { name: 'Print', exact: true }).isVisible()).toBe(false);
    expect(await sheet.isVisible()).toBe(true);
    expect(await page.locator('body').innerText()).not.toContain(OWN);
  });
});
