// Invites as people use them: the taps are counted, and what goes over the network before the one that means it. A card as a
// link, as a code, and inside a message, with the word of somebody who was there before.
import { writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from './support/paths.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import {
  acceptRequest,
  callThem,
  composer,
  expectMessage,
  heading,
  messageOf,
  newPerson,
  openChatWith,
  openWritten,
  say,
  visit,
  type Person,
} from './support/steps.ts';
import { DESKTOP, openUser, PHONE, type User } from './support/user.ts';

let home: RelayProcess;
/** The app is served by another relay than the one that the card leads to: what goes where is easily told apart. */
let host: RelayProcess;
let anna: Person;

beforeAll(async () => {
  [home, host] = await Promise.all([startRelayProcess(), startRelayProcess()]);
  anna = await newPerson({ name: 'Anna', baseUrl: host.url, hosts: [home.address], server: home.address });
});
afterAll(async () => {
  await anna.user.close();
  await Promise.all([home.stop(), host.stop()]);
});

/** Taps and clicks of one person; typing is none. */
class Taps {
  count = 0;
  async on(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }
}

/** The link on somebody's card. */
async function linkOf({ page }: Person): Promise<string> {
  await visit(page, 'you/card');
  const link = await page.locator('.cardlink').innerText();
  expect(link).toMatch(new RegExp(`^${host.url}#/i/[\\w-]+$`));
  return link;
}

/** Types where the cursor is, and sends. */
async function sayHere(page: Page, text: string, taps: Taps): Promise<void> {
  const field = composer(page).getByRole('textbox');
  await expect.poll(() => field.evaluate((box) => document.activeElement === box)).toBe(true);
  await page.keyboard.type(text);
  await taps.on(composer(page).getByRole('button', { name: 'Send' }));
}

const stranger = (name: string, route: string, viewport = PHONE): Promise<User> =>
  openUser({ name, baseUrl: host.url, hosts: [home.address], route, viewport });

describe('a card', () => {
  it('says who, where and how, as a code and as a link', async () => {
    const link = await linkOf(anna);
    const { page } = anna;
    await page.locator('.mycard .qr svg').waitFor();
    await page.getByText('It says your name, your key’s fingerprint and your server').waitFor();
    const text = Buffer.from(link.split('#/i/')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(text)).toEqual({ s: `ws://${home.address}`, f: anna.fingerprint, n: 'Anna' });
    await shot(page, 'invite/my-card');
  });
});

describe('with an invite', () => {
  it('it takes three taps to the first message, and nothing goes out before the second', async () => {
    const link = await linkOf(anna);
    const taps = new Taps();
    taps.count += 1; // the link, wherever it was sent to
    const ben = await stranger('Ben', link.slice(host.url.length));
    const { page, guard } = ben;
    await heading(page, /Anna.*left the light on for you/).waitFor();
    await page.getByText('Your key is ready').waitFor();
    expect(page.url()).not.toContain('/i/');
    await page.getByText(anna.tag).waitFor();
    await page.waitForTimeout(1000);
    expect([...guard.hosts], 'asked before Continue').toEqual([host.address]);
    expect(home.logs()).not.toContain('Ben');
    await shot(page, 'invite/invited');
    await page.keyboard.type('Ben');
    await taps.on(page.getByRole('button', { name: 'Continue' }));
    await sayHere(page, 'Hello Anna', taps);
    expect(taps.count).toBeLessThanOrEqual(3);
    await expectMessage(page, 'Hello Anna');
    expect(guard.hosts).toContain(home.address);

    // A card makes nobody known: whoever has it is a stranger until she says yes.
    await acceptRequest(anna.page, 'Hello Anna');
    await expectMessage(anna.page, 'Hello Anna');
    await shot(page, 'invite/first-message');

    // Only now: the key is kept, while its bytes are still there.
    await page.getByRole('link', { name: 'Spare key' }).click();
    await heading(page, 'Keep a spare key').waitFor();
    await page.getByRole('button', { name: 'Save recovery file' }).waitFor();
    await page.getByRole('button', { name: 'Go on without a spare' }).click();
    await heading(page, 'Chats').waitFor();
    await page.getByRole('link', { name: 'Spare key' }).waitFor({ state: 'detached' });
    await ben.close();
  });

  it('a message waits until the light comes on', async () => {
    const link = await linkOf(anna);
    await anna.page.goto('about:blank'); // her light goes out
    const cem = await stranger('Cem', link.slice(host.url.length), DESKTOP);
    const { page } = cem;
    await page.getByText('Your key is ready').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await sayHere(page, 'Are you there?', new Taps());
    await page
      .locator('.status')
      .getByText(/Goes out when .*Anna.* light is on/)
      .waitFor();
    await shot(page, 'invite/waits');
    await anna.page.goto(host.url);
    await openWritten(anna.page, 'Are you there?');
    await cem.close();
  });

  it('who closes the page before there is a spare is told so', async () => {
    const link = await linkOf(anna);
    const dan = await stranger('Dan', link.slice(host.url.length));
    const { page } = dan;
    await page.getByText('Your key is ready').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await sayHere(page, 'Short of time', new Taps());
    await page.getByRole('link', { name: 'Spare key' }).waitFor();
    await expect.poll(() => page.evaluate(() => localStorage.getItem('porchlight-spare-open'))).toBe('yes');
    await page.reload();
    await page.getByText('The page was closed before a spare key was made').waitFor();
    await expectMessage(page, 'Short of time');
    await dan.close();
  });

  it('a picture of the code does as well as the link', async () => {
    const code = joinPath(scratchFolder('code'), 'card.png');
    await linkOf(anna);
    await anna.page.locator('.mycard .qr svg').waitFor();
    writeFileSync(code, await anna.page.locator('.mycard .qr').screenshot());
    const eve = await stranger('Eve', '');
    const { page } = eve;
    await page.getByRole('button', { name: 'I have an invite' }).click();
    await page.locator('input[type=file]').setInputFiles(code);
    await heading(page, /Anna.*left the light on for you/).waitFor();
    await page.getByText('Your key is ready').waitFor();
    await eve.close();
  });
});

describe('without an invite', () => {
  it('it takes four taps to the first message', async () => {
    const taps = new Taps();
    const user = await openUser({ name: 'Fay', baseUrl: home.url });
    const { page } = user;
    await taps.on(page.getByRole('button', { name: 'Get started' }));
    await page.getByText('Your key is ready').first().waitFor();
    await page.getByLabel('Your name').fill('Fay');
    expect(await page.getByLabel('Server address').inputValue()).toBe(home.address);
    await shot(page, 'invite/start');
    await taps.on(page.getByRole('button', { name: 'Connect', exact: true }));
    await heading(page, 'Who is here').waitFor();
    await shot(page, 'invite/who-is-here');
    await taps.on(page.locator('button.person', { hasText: anna.tag }));
    await sayHere(page, 'Hello from Fay', taps);
    expect(taps.count).toBeLessThanOrEqual(4);
    await openWritten(anna.page, 'Hello from Fay');
    await user.close();
  });

  it('a server that does not answer is said on the same page', async () => {
    const user = await openUser({ name: 'Gus', baseUrl: host.url, hosts: ['localhost:1'] });
    const { page, guard } = user;
    guard.allow(/localhost:1/);
    await page.getByRole('button', { name: 'Get started' }).click();
    await page.getByLabel('Your name').fill('Gus');
    await page.getByLabel('Server address').fill('localhost:1');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText(/Stopped at/).waitFor();
    await shot(page, 'invite/no-answer');
    await user.close();
  });
});

describe('an introduction', () => {
  it('brings two people together whose friend knows both, and says what her word is worth', async () => {
    const [kofi, mira] = await Promise.all([
      newPerson({ name: 'Kofi', baseUrl: host.url, hosts: [home.address], server: home.address }),
      newPerson({ name: 'Mira', baseUrl: host.url, hosts: [home.address], server: home.address }),
    ]);
    await visit(anna.page, 'chats');
    await callThem(anna.page, kofi, 'Kofi');
    await openChatWith(anna.page, mira);
    await say(anna.page, 'You two should talk');
    await visit(anna.page, `contact/${kofi.fingerprint}`);
    await anna.page.getByRole('button', { name: /^Introduce/ }).click();
    const dialog = anna.page.getByRole('dialog');
    await dialog.getByText('It says that you have not verified this key.').waitFor();
    await dialog.locator('label.person', { hasText: mira.tag }).click();
    await shot(anna.page, 'invite/introduce');
    await dialog.getByRole('button', { name: 'Introduce', exact: true }).click();

    await acceptRequest(mira.page, /This is Kofi/);
    await expectMessage(mira.page, 'You two should talk');
    const card = mira.page.locator('.intro');
    await card.getByText('introduces').waitFor();
    await card.getByText(/has not verified this key/).waitFor();
    await card.getByText(kofi.tag).waitFor();
    await shot(mira.page, 'invite/introduced');
    await card.getByRole('button', { name: 'Open chat' }).click();
    await heading(mira.page, /Kofi.*left the light on for you/).waitFor();
    await mira.page.getByRole('button', { name: 'Continue' }).click();
    await say(mira.page, 'Anna says hello');
    await openWritten(kofi.page, 'Anna says hello');
    await visit(mira.page, `contact/${kofi.fingerprint}`);
    await mira.page.getByText('Introduced by').waitFor();
    await shot(mira.page, 'invite/contact');
    // Her own chat shows what she sent.
    await openChatWith(anna.page, mira);
    await anna.page.locator('.intro').getByText('You introduced').waitFor();
    expect(await messageOf(anna.page, 'You two should talk').count()).toBe(1);
    await Promise.all([kofi.user.close(), mira.user.close()]);
  });
});
