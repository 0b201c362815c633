// A conversation as a whole, between browsers: pinned, archived, muted, named, timed, and somebody seen writing.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  acceptRequest,
} from './support/steps.ts';

/** Opens the menu of the chat whose row shows `text`, and takes what stands there. */
async function choose(page: Page, text: string, ...steps: readonly (string | RegExp)[]): Promise<void> {
  await chatRow(page, text).click({ button: 'right' });
  await take(page, ...steps);
}
/** The same from the open chat. */
async function chooseHere(page: Page, ...steps: readonly (string | RegExp)[]): Promise<void> {
  await page.getByRole('button', { name: 'Chat actions' }).click();
  await take(page, ...steps);
}
async function take(page: Page, ...steps: readonly (string | RegExp)[]): Promise<void> {
  for (const step of steps) await page.getByRole('dialog').getByRole('button', { name: step }).click();
}
const names = (page: Page): Promise<string[]> =>
  page.locator('a.chatrow:not(.chatrow--public)').allInnerTexts();

onBothLoads('A conversation as a whole', (controlledBySw) => {
  let here: Neighbours;
  beforeAll(async () => {
    here = await threeNeighbours(controlledBySw);
    // Each has heard each: they know each other for Porchlights and contacts.
    const { anna, mira, tom } = here;
    await openGroupWith(anna.page, [mira, tom]);
    await say(anna.page, 'Anna is here');
    for (const one of [mira, tom]) {
      await visit(one.page, 'chats');
      await acceptRequest(one.page, /is here/); // whoever was last
      await say(one.page, `${one.name} is here`);
    }
    for (const { page } of [anna, mira, tom]) {
      await expectMessage(page, 'Mira is here');
      await expectMessage(page, 'Tom is here');
    }
  });
  afterAll(() => here.close());

  it('is named in a group of three, and all see by whom', async () => {
    const { anna, mira, tom } = here;
    await chooseHere(anna.page, /^Name of this group/);
    const dialog = anna.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Garden');
    await dialog.getByRole('button', { name: 'Save' }).click();
    for (const { page } of [mira, tom]) {
      await page.locator('.noticeline', { hasText: /Anna.+named this group.+Garden/ }).waitFor();
      await page.locator('.chathead .claim', { hasText: 'Garden' }).waitFor();
    }
    await tom.page.getByRole('button', { name: 'Chat actions' }).click();
    await take(tom.page, /^Name of this group/);
    await tom.page.getByRole('dialog').getByRole('textbox').fill('Kitchen');
    await tom.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    for (const { page } of [anna, mira])
      await page.locator('.chathead .claim', { hasText: 'Kitchen' }).waitFor();
    await shot(anna.page, 'conversation-title');
  });

  it('is pinned on top, muted without a number in the tabs, and comes out of the archive with a message', async () => {
    const { anna, mira } = here;
    await openChatWith(anna.page, mira);
    await say(anna.page, 'Just us');
    await expectState(anna.page, 'Just us', /delivered|read/);
    await visit(anna.page, 'chats');
    await chatRow(anna.page, 'Kitchen').waitFor();
    expect((await names(anna.page))[0]).toContain('Just us');
    await choose(anna.page, 'Kitchen', 'Pin to the top');
    await chatRow(anna.page, 'Kitchen').getByText('pinned').waitFor({ state: 'attached' });
    expect((await names(anna.page))[0]).toContain('Kitchen');

    await choose(anna.page, 'Kitchen', 'Mute', '8 hours');
    await visit(anna.page, 'people');
    await say(mira.page, 'Anybody awake?');
    await visit(anna.page, 'chats');
    await chatRow(anna.page, 'Anybody awake?').locator('.count--quiet').waitFor();
    await visit(anna.page, 'people');
    expect(await anna.page.title()).not.toMatch(/^\(/);
    await visit(anna.page, 'chats');
    await choose(anna.page, 'Kitchen', /^Turn on again/);
    await expect.poll(() => anna.page.title()).toMatch(/^\(1\)/);

    await choose(anna.page, 'Just us', 'Archive');
    await chatRow(anna.page, 'Just us').waitFor({ state: 'detached' });
    await anna.page.getByRole('button', { name: /^Archived/ }).click();
    await chatRow(anna.page, 'Just us').waitFor();
    await shot(anna.page, 'conversation-archive');
    await openChatWith(mira.page, anna);
    await say(mira.page, 'Knock knock');
    await chatRow(anna.page, 'Knock knock').waitFor();
    await anna.page.getByRole('button', { name: /^Archived/ }).waitFor({ state: 'detached' });
  });

  it('forgets by its timer on both sides', async () => {
    const { anna, mira } = here;
    await openChatWith(anna.page, mira);
    await openChatWith(mira.page, anna);
    await chooseHere(anna.page, /^Disappearing messages/, '10 seconds');
    await mira.page.locator('.noticeline', { hasText: 'disappear after 10 seconds' }).waitFor();
    await say(anna.page, 'Gone in ten');
    await expectMessage(mira.page, 'Gone in ten');
    await messageOf(mira.page, 'Gone in ten').locator('.timermark').waitFor();
    await expectState(anna.page, 'Gone in ten', 'read');
    for (const { page } of [anna, mira]) {
      await messageOf(page, 'Gone in ten').waitFor({ state: 'detached', timeout: 20_000 });
      await expectMessage(page, 'Just us');
    }
    await mira.page.reload();
    await expectMessage(mira.page, 'Knock knock');
    expect(await messageOf(mira.page, 'Gone in ten').count()).toBe(0);
    await chooseHere(mira.page, /^Disappearing messages/, 'Off');
    await anna.page.locator('.noticeline', { hasText: 'lets new messages stay' }).waitFor();
  });

  it('shows who is writing to those who show it themselves', async () => {
    const { anna, mira } = here;
    for (const { page } of [anna, mira]) {
      await visit(page, 'you/privacy');
      await page.getByRole('switch', { name: /^Show when somebody writes/ }).check();
    }
    await openChatWith(anna.page, mira);
    await openChatWith(mira.page, anna);
    await composer(mira.page).getByRole('textbox').pressSequentially('Well', { delay: 60 });
    await anna.page.locator('.chathead', { hasText: 'is writing…' }).waitFor();
    await shot(anna.page, 'conversation-writing');
    await composer(mira.page).getByRole('button', { name: 'Send' }).click();
    await expectMessage(anna.page, 'Well');
    await anna.page.getByText('is writing…').first().waitFor({ state: 'detached' });
  });

  it('is cleared on one side only', async () => {
    const { anna, mira } = here;
    await visit(anna.page, 'chats');
    await choose(anna.page, 'Well', 'Clear messages');
    await anna.page.getByRole('alertdialog').getByRole('button', { name: 'Clear' }).click();
    await chatRow(anna.page, 'Well').waitFor({ state: 'detached' });
    await expectMessage(mira.page, 'Well');
    await openChatWith(anna.page, mira);
    expect(await anna.page.locator('.log .bubble').count()).toBe(0);
  });
});
