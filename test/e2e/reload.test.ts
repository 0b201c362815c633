// What a person has stays when the page is loaded again and when the browser ends: who they are, their chats, drafts and
// unread counts, their server; and the light comes on again by itself.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { scratchFolder } from './support/paths.ts';
import { joinAs, targetOf } from './support/peers.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import {
  callThem,
  chatRow,
  composer,
  expectMessage,
  expectState,
  heading,
  newPerson,
  openChatWith,
  say,
  textsShown,
  visit,
  type Person,
  openWritten,
  requestsLine,
} from './support/steps.ts';
import { openUser, type UserOptions } from './support/user.ts';

const UNREAD = 'Did you find it?';

/** Anna with a chat, a draft in it, and another chat with something unread. */
async function settleIn(anna: Person, relay: RelayProcess): Promise<void> {
  const { page } = anna;
  const [ben, cleo] = await Promise.all([joinAs(relay), joinAs(relay)]);
  await openChatWith(page, ben);
  await say(page, 'The first message');
  await expectState(page, 'The first message', 'passed on');
  await callThem(page, ben, 'Ben');
  await callThem(page, cleo, 'Cleo');
  await openChatWith(page, ben);
  await composer(page).getByRole('textbox').fill('A thought not yet fini');
  await visit(page, 'chats');
  await chatRow(page, 'A thought not yet fini').waitFor();
  await cleo.sendChat([await targetOf(cleo, anna)], UNREAD);
  await chatRow(page, UNREAD).getByText('1 unread').waitFor();
}

/** The page shows all of that, without anybody having touched it. */
async function expectSettled(page: Page, anna: Person, relay: RelayProcess): Promise<void> {
  await heading(page, 'Chats').waitFor();
  await page.getByText(`${relay.address} · no TLS · `).waitFor();
  expect(await page.getByText(/· no TLS · .*\d lights? on/).count()).toBe(1);
  await expect.poll(() => page.title()).toMatch(/^\(1\) Chats/);
  await chatRow(page, UNREAD).getByText('1 unread').waitFor();
  await chatRow(page, 'Ben').getByText('A thought not yet fini').waitFor();
  await openWritten(page, 'Ben');
  await expectMessage(page, 'The first message');
  expect(await textsShown(page)).toEqual(['The first message']);
  await expectState(page, 'The first message', 'passed on');
  expect(await composer(page).getByRole('textbox').inputValue()).toBe('A thought not yet fini');
  await visit(page, 'you/identity');
  const hex = Buffer.from(anna.fingerprint, 'base64').toString('hex');
  await expect
    .poll(async () => (await page.locator('.fingerprint').innerText()).replaceAll(/\s/g, ''))
    .toBe(hex);
  await page.getByText('Anna', { exact: true }).first().waitFor();
  await visit(page, 'chats');
}

onBothLoads('Everything stays', (controlledBySw) => {
  let relay: RelayProcess;
  let anna: Person;
  const profile = (): UserOptions => ({ name: 'Anna', baseUrl: relay.url, persistent: folder });
  let folder = '';
  beforeAll(async () => {
    folder = scratchFolder('profile');
    relay = await startRelayProcess();
    anna = await newPerson({ ...profile(), controlledBySw });
    await settleIn(anna, relay);
  });
  afterAll(() => relay.stop());

  it('when the page is loaded again', async () => {
    await anna.page.reload();
    await expectSettled(anna.page, anna, relay);
  });

  it('when the browser ends and is started again', async () => {
    await anna.user.close();
    const user = await openUser(profile());
    await expectSettled(user.page, anna, relay);
    const dora = await joinAs(relay);
    await dora.sendChat([await targetOf(dora, anna)], 'Welcome back');
    await requestsLine(user.page).waitFor(); // somebody new
    await user.close();
  });
});
