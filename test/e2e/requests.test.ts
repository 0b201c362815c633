// Strangers: what one writes waits without a sound and without a receipt, until it is accepted, deleted or its key is blocked;
// and what becomes of somebody blocked later on. Three people on two servers.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { threeNeighbours, type Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import {
  acceptRequest,
  callThem,
  chatRow,
  composer,
  expectMessage,
  expectState,
  heading,
  openChatWith,
  requestsLine,
  rowOf,
  say,
  textsShown,
  visit,
} from './support/steps.ts';

let here: Neighbours;
beforeAll(async () => {
  here = await threeNeighbours(true);
});
afterAll(() => here.close());

const noticed = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).length;
  });
const unreadIn = (page: Page): Promise<string[]> => page.locator('.count').allTextContents();
/** Time enough for what should not happen. */
const aWhile = (page: Page): Promise<void> => page.waitForTimeout(3000);

describe('what a stranger writes', () => {
  it('waits in a quiet line: nothing notices it, and its sender is not told that it came or was seen', async () => {
    const { anna, mira } = here;
    await mira.user.context.grantPermissions(['notifications'], {
      origin: new URL(mira.page.url()).origin,
    });
    await visit(mira.page, 'chats');
    await openChatWith(anna.page, mira);
    await say(anna.page, 'I moved into the yellow house, see https://example.org/house');
    await expectState(anna.page, 'I moved into the yellow house, see https://example.org/house', 'passed on');
    await requestsLine(mira.page).waitFor();
    expect(await requestsLine(mira.page).innerText()).toBe('Requests (1)');
    await aWhile(mira.page);
    expect(await mira.page.title()).not.toMatch(/^\(/);
    expect(await unreadIn(mira.page)).toEqual([]);
    expect(await noticed(mira.page)).toBe(0);
    await shot(mira.page, 'requests-line');
    await requestsLine(mira.page).click();
    await shot(mira.page, 'requests-page');
    await mira.page.locator('a.chatrow').click();
    await mira.page.getByRole('button', { name: 'Accept' }).waitFor();
    await shot(mira.page, 'request');
    // It was looked at, and still nobody is told.
    await aWhile(anna.page);
    await expectState(anna.page, 'I moved into the yellow house, see https://example.org/house', 'passed on');
    expect(await composer(mira.page).count()).toBe(0);
    expect(await mira.page.locator('.log a').count(), 'links that lead somewhere').toBe(0);
  });

  it('is delivered as soon as it is accepted', async () => {
    const { anna, mira } = here;
    await mira.page.getByRole('button', { name: 'Accept' }).click();
    await composer(mira.page).waitFor();
    await expectState(
      anna.page,
      'I moved into the yellow house, see https://example.org/house',
      /delivered|read/,
    );
    expect(await mira.page.locator('.log a').count()).toBe(1);
    await visit(mira.page, 'chats');
    expect(await requestsLine(mira.page).count()).toBe(0);
    await chatRow(mira.page, 'yellow house').waitFor();
  });

  it('is gone when it is deleted, and a request anew when they write again', async () => {
    const { mira, tom } = here;
    await openChatWith(tom.page, mira);
    await say(tom.page, 'Lamps, cheap lamps');
    await visit(mira.page, 'chats');
    await requestsLine(mira.page).click();
    await chatRow(mira.page, 'Lamps').click();
    await mira.page.getByRole('button', { name: 'Delete' }).click();
    const dialog = mira.page.getByRole('alertdialog');
    await shot(mira.page, 'request-delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await heading(mira.page, 'Chats').waitFor();
    await expect.poll(() => requestsLine(mira.page).count()).toBe(0);
    await say(tom.page, 'Look at them, at least');
    await requestsLine(mira.page).waitFor();
    await expectState(tom.page, 'Look at them, at least', 'passed on');
  });

  it('ends when the key is blocked: whatever it writes then, nothing is seen and nothing is told', async () => {
    const { mira, tom } = here;
    await requestsLine(mira.page).click();
    await chatRow(mira.page, 'Look at them').click();
    await mira.page.getByRole('button', { name: 'Block' }).click();
    const dialog = mira.page.getByRole('alertdialog');
    await dialog.getByText('A block holds for one key').waitFor();
    await shot(mira.page, 'block');
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    await heading(mira.page, 'Chats').waitFor();
    await say(tom.page, 'Hello? Hello?');
    await expectState(tom.page, 'Hello? Hello?', 'passed on');
    await aWhile(mira.page);
    expect(await requestsLine(mira.page).count()).toBe(0);
    expect(await mira.page.title()).not.toMatch(/^\(/);
    expect(await noticed(mira.page)).toBe(0);
    await expectState(tom.page, 'Hello? Hello?', 'passed on');
    // In no list of people but the one of those who are blocked.
    await visit(mira.page, 'people');
    await mira.page.getByRole('button', { name: /^Blocked/ }).waitFor();
    expect(await rowOf(mira.page, tom).count()).toBe(0);
    await mira.page.getByRole('button', { name: /^Blocked/ }).click();
    await shot(mira.page, 'blocked-people');
    await rowOf(mira.page, tom).click();
    await mira.page.getByRole('button', { name: 'Let them in again' }).click();
    await visit(mira.page, 'chats');
    await say(tom.page, 'And now?');
    await requestsLine(mira.page).waitFor();
    await acceptRequest(mira.page, 'And now?');
  });
});

describe('somebody I know', () => {
  it('who is blocked is in no list, gets no words of mine, and comes back as they were', async () => {
    const { anna, mira } = here;
    await callThem(mira.page, anna, 'Anna next door');
    await shot(mira.page, 'contact');
    await mira.page.getByRole('button', { name: /^Block/ }).click();
    await mira.page.getByRole('alertdialog').getByRole('button', { name: 'Block', exact: true }).click();
    await mira.page.getByRole('button', { name: 'Let them in again' }).waitFor();
    await visit(mira.page, 'chats');
    await expect.poll(() => chatRow(mira.page, 'Anna next door').count()).toBe(0);
    await openChatWith(anna.page, mira);
    await say(anna.page, 'Not heard');
    await expectState(anna.page, 'Not heard', 'passed on');
    await visit(mira.page, `chat/d:${anna.fingerprint}`);
    await mira.page.getByRole('button', { name: 'Let them in again' }).waitFor();
    expect(await composer(mira.page).count()).toBe(0);
    expect(await textsShown(mira.page)).not.toContain('Not heard');
    await shot(mira.page, 'blocked-chat');
    await mira.page.getByRole('button', { name: 'Let them in again' }).click();
    await composer(mira.page).waitFor();
    await say(anna.page, 'Heard again');
    await expectMessage(mira.page, 'Heard again');
    await visit(mira.page, 'chats');
    await chatRow(mira.page, 'Anna next door').waitFor();
  });

  it('is told apart from a stranger who takes their name', async () => {
    const { anna, mira, tom } = here;
    await visit(tom.page, 'you/identity');
    await tom.page.getByRole('button', { name: 'Your name' }).click();
    await tom.page.getByRole('dialog').getByRole('textbox').fill('Аnna nехt door'); // А, е and х are Cyrillic
    await tom.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await openChatWith(tom.page, mira);
    await say(tom.page, 'It is me, with a new phone');
    await visit(mira.page, `chat/d:${tom.fingerprint}`);
    await expectMessage(mira.page, 'It is me, with a new phone');
    const alarm = mira.page.getByText(/is not the .*Anna next door.* you know/);
    await alarm.waitFor();
    await shot(mira.page, 'alarm');
    await mira.page.getByRole('link', { name: 'Compare' }).click();
    await mira.page.getByRole('heading', { name: /Two keys use the name/ }).waitFor();
    await shot(mira.page, 'compare');
    await mira.page.getByRole('button', { name: 'Ask in the chat you have' }).click();
    await expectMessage(mira.page, 'Heard again');
    expect(mira.page.url()).toContain(encodeURIComponent(anna.fingerprint));
  });
});
