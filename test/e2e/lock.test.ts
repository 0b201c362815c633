// The app lock, from birth: a chat behind it, locking and unlocking in several tabs, the passkey as a second way in; and at
// the end the whole profile is searched, byte for byte, for everything that may not be in it (SECURITY.md T54, G17).
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLockedKey } from '../../src/crypto/recovery-file.ts';
import { scratchFolder } from './support/paths.ts';
import { databaseDump, dumpHas, filesWith, type Canary } from './support/profile-bytes.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { makeSpare, typeWords, type Spare } from './support/spare.ts';
import {
  callThem,
  composer,
  expectMessage,
  heading,
  join,
  newPerson,
  openChatWith,
  personOf,
  say,
  seesLight,
  visit,
  type Person,
} from './support/steps.ts';
import { openUser, type User } from './support/user.ts';

const PASSPHRASE = 'wobbling teapot orchestra nine';
const SECRETS = {
  name: 'Clementine Quagmire',
  petname: 'Grandmother Turnip',
  said: 'the zeppelin lands behind the bakery',
  heard: 'bring forty two marzipan hedgehogs',
  unsent: 'nobody must ever know about the ferret',
  fileName: 'walrus-holiday.txt',
  fileBytes: 'a walrus named Ottoline on a bicycle',
  searched: 'zeppelin',
};

/** The private numbers of a key, from its recovery file. */
async function numbersOf({ path, words }: Spare): Promise<{ readonly d: Buffer; readonly p: Buffer }> {
  const pkcs8 = await openLockedKey(readFileSync(path, 'utf8'), words);
  const how = { name: 'RSA-PSS', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, how, true, ['sign']);
  const { d = '', p = '' } = await crypto.subtle.exportKey('jwk', key);
  return { d: Buffer.from(d, 'base64url'), p: Buffer.from(p, 'base64url') };
}

async function chooseLock(page: Page, passphrase: string): Promise<void> {
  await page.getByText('Lock this app with a passphrase').click();
  await page.getByLabel('Passphrase of the lock').fill(passphrase);
  await page.getByLabel('Once more').fill(passphrase);
}

/** A chat that leaves every kind of trace; ends in the open chat with something typed and not sent. */
async function chat(person: Person, mira: Person): Promise<void> {
  const { page } = person;
  await callThem(page, mira, SECRETS.petname);
  await openChatWith(page, mira);
  await say(page, SECRETS.said);
  await openChatWith(mira.page, person);
  await expectMessage(mira.page, SECRETS.said);
  await say(mira.page, SECRETS.heard);
  await expectMessage(page, SECRETS.heard);
  const file = { name: SECRETS.fileName, mimeType: 'text/plain', buffer: Buffer.from(SECRETS.fileBytes) };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await composer(page).getByRole('button', { name: 'Send' }).click();
  await page.locator('.log').getByText('walrus-holiday').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(SECRETS.searched);
  await page.keyboard.press('Escape');
  await composer(page).getByRole('textbox').fill(SECRETS.unsent);
  await page.waitForTimeout(1500); // the draft is stored while nothing is typed
}

const lockNow = async (page: Page): Promise<void> => {
  await visit(page, 'you/lock');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await heading(page, 'Welcome back').waitFor();
};

const unlock = async (page: Page, passphrase = PASSPHRASE): Promise<void> => {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
};

/** An authenticator of the browser's own, which says yes to everything. */
async function authenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

describe('an app lock', () => {
  let relay: RelayProcess;
  let mira: Person;
  let user: User;
  let anna: Person;
  let spare: Spare;
  const profile = scratchFolder('locked-profile');
  const open = (): Promise<User> => openUser({ name: 'Anna', baseUrl: relay.url, persistent: profile });

  beforeAll(async () => {
    relay = await startRelayProcess();
    mira = await newPerson({ name: 'Mira', baseUrl: relay.url });
  });

  it('is chosen when the key is made, and everything works behind it', async () => {
    user = await open();
    const { page } = user;
    await page.getByRole('button', { name: 'Get started' }).click();
    await page.getByText('Lock this app with a passphrase').click();
    await page.getByLabel('Passphrase of the lock').fill('short');
    await page.getByLabel('Your name').fill(SECRETS.name);
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    await page.getByLabel('Passphrase of the lock').fill(PASSPHRASE);
    await page.getByLabel('Once more').fill(PASSPHRASE);
    await shot(page, 'lock-choose');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Save recovery file' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^me-\w{8}\.porchlight-key$/);
    const list = page.getByRole('list', { name: 'The six words, in this order' });
    const words = (await list.locator('.mono').allTextContents()).join(' ');
    const path = `${scratchFolder('spare')}/key`;
    await file.saveAs(path);
    spare = { file, path, words };
    await page.getByRole('button', { name: 'I wrote them down' }).click();
    await typeWords(page, words);
    await join(page);
    anna = await personOf(user, SECRETS.name);
    await chat(anna, mira);
    expect(await page.title()).not.toContain('Turnip');
    await shot(page, 'lock-chat');
  });

  it('closes in every tab at once: no light, no name, nothing comes in', async () => {
    const { page } = anna;
    const other = await user.openTab('#/chats');
    await other.getByText(SECRETS.petname).first().waitFor();
    await visit(page, 'you/lock');
    await page.getByRole('button', { name: 'Lock now' }).waitFor();
    await shot(page, 'lock-page');
    await lockNow(page);
    await heading(other, 'Welcome back').waitFor();
    for (const tab of [page, other]) {
      const shown = await tab.locator('body').innerText();
      for (const secret of Object.values(SECRETS)) expect(shown).not.toContain(secret);
      expect(await tab.title()).toBe('Locked · Porchlight');
    }
    await shot(page, 'lock-unlock');
    await visit(mira.page, 'people');
    await seesLight(mira.page, anna, false);
    await unlock(page, 'wobbling teapot orchestra ten');
    await page.getByRole('alert').getByText('That isn’t the passphrase.').waitFor();
    await shot(page, 'lock-wrong');
    await unlock(page);
    await page.getByRole('button', { name: 'Lock now' }).waitFor(); // where we were
    await other.getByText(SECRETS.petname).first().waitFor(); // the other tab, too
    await openChatWith(page, mira);
    await expectMessage(page, SECRETS.said);
    await expectMessage(page, SECRETS.heard);
    expect(await composer(page).getByRole('textbox').inputValue()).toBe(SECRETS.unsent);
    await seesLight(mira.page, anna);
    await other.close();
  });

  it('opens with a passkey, until that is taken away', async () => {
    const { page } = anna;
    await authenticator(page);
    await visit(page, 'you/lock');
    await page.getByRole('button', { name: /^Passkey/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
    await dialog.getByRole('button', { name: 'Add passkey' }).click();
    await dialog.getByText('That isn’t the passphrase.').waitFor();
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Add passkey' }).click();
    await page.getByText('The passkey opens it now.').waitFor();
    await lockNow(page);
    await shot(page, 'lock-passkey');
    await page.getByRole('button', { name: 'Use passkey' }).click();
    await page.getByRole('button', { name: 'Lock now' }).waitFor();
    await page.getByRole('button', { name: /^Passkey/ }).click();
    await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Remove passkey' }).click();
    await page.getByText('Only the passphrase opens it now.').waitFor();
    await lockNow(page);
    expect(await page.getByRole('button', { name: 'Use passkey' }).count()).toBe(0);
    await unlock(page);
    await page.getByRole('button', { name: 'Lock now' }).waitFor();
  });

  it('leaves nothing readable in the profile: no key, no name, no word', async () => {
    await visit(anna.page, 'chats');
    const dump = await databaseDump(anna.page);
    await user.close();
    const numbers = await numbersOf(spare);
    const canaries: Readonly<Record<string, Canary>> = {
      ...SECRETS,
      passphrase: PASSPHRASE,
      d: numbers.d.subarray(16, 48),
      p: numbers.p.subarray(16, 48),
    };
    const found = Object.entries(canaries).flatMap(([what, canary]) => [
      ...filesWith(profile, canary).map((where) => `${what}: ${where}`),
      ...dumpHas(dump, canary).map((form) => `${what}: database (${form})`),
    ]);
    expect(found).toEqual([]);
    expect(dump).not.toContain('CryptoKey private');
    // The search does look: whose it is may be read.
    expect(dumpHas(dump, mira.fingerprint)).not.toEqual([]);
  });

  it('asks for the passphrase at the next start, and then everything is there', async () => {
    user = await open();
    const { page } = user;
    await heading(page, 'Welcome back').waitFor();
    await unlock(page);
    await heading(page, 'Chats').waitFor();
    await openChatWith(page, mira);
    await expectMessage(page, SECRETS.said);
    await expectMessage(page, SECRETS.heard);
  });

  it('without the passphrase there is only the way over the recovery file', async () => {
    const { page } = user;
    await lockNow(page);
    await page.getByRole('button', { name: 'Forgot the passphrase?' }).click();
    await shot(page, 'lock-forgotten');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove everything' }).click();
    await page.getByText('Nothing of you is here').waitFor();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByRole('button', { name: 'Restore from a recovery file' }).click();
    await page.getByLabel('Recovery file').setInputFiles(spare.path);
    await page.getByLabel('Your name').fill('Clementine');
    await chooseLock(page, `${PASSPHRASE} again`);
    await typeWords(page, spare.words);
    await join(page);
    expect((await personOf(user, 'Clementine')).fingerprint).toBe(anna.fingerprint);
    await lockNow(page);
    await user.close();
  });
});

it('the same search finds all of it where there is no lock', async () => {
  const relay = await startRelayProcess();
  const mira = await newPerson({ name: 'Mira', baseUrl: relay.url });
  const profile = scratchFolder('open-profile');
  const user = await openUser({ name: 'Anna', baseUrl: relay.url, persistent: profile });
  const spare = await makeSpare(user.page, SECRETS.name);
  await typeWords(user.page, spare.words);
  await join(user.page);
  const anna = await personOf(user, SECRETS.name);
  await chat(anna, mira);
  await visit(anna.page, 'you/lock');
  await anna.page.getByText('This key has no lock').waitFor();
  await shot(anna.page, 'lock-without');
  const dump = await databaseDump(anna.page);
  await user.close();
  for (const what of ['name', 'petname', 'said', 'heard', 'unsent', 'fileName', 'fileBytes'] as const)
    expect([what, dumpHas(dump, SECRETS[what])]).not.toEqual([what, []]);
  const { d } = await numbersOf(spare);
  expect(filesWith(profile, d.subarray(16, 48))).not.toEqual([]);
  expect(filesWith(profile, SECRETS.said)).not.toEqual([]);
});
