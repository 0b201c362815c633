// The words of messages between two browsers: their direction, addresses that may deceive, long ones, code, what is copied, and
// what waits.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { onBothLoads } from './support/both-loads.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import {
  expectMessage,
  expectState,
  heading,
  messageOf,
  newPerson,
  openChatWith,
  say,
  textsShown,
  visit,
  type Person,
  openWritten,
  acceptIfAsked,
} from './support/steps.ts';

/** The menu of a message, as a long press or the right button opens it. */
async function choose(page: Page, text: string, entry: string): Promise<void> {
  await messageOf(page, text).click({ button: 'right' });
  await page.getByRole('dialog', { name: 'Message actions' }).getByRole('button', { name: entry }).click();
}
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
/** What was copied last must not pass for what is copied now. */
const forget = (page: Page): Promise<void> => page.evaluate(() => navigator.clipboard.writeText('before'));

onBothLoads('The words of messages', (controlledBySw) => {
  let relay: RelayProcess;
  let anna: Person;
  let mira: Person;
  beforeAll(async () => {
    relay = await startRelayProcess();
    [anna, mira] = await Promise.all([
      newPerson({ name: 'Anna', baseUrl: relay.url, controlledBySw }),
      newPerson({ name: 'Mira', baseUrl: relay.url, controlledBySw }),
    ]);
    const { origin } = new URL(relay.url);
    await anna.user.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    await Promise.all([openChatWith(anna.page, mira), openChatWith(mira.page, anna)]);
  });
  afterAll(() => Promise.all([anna.user.close(), mira.user.close(), relay.stop()]));

  it('open at once where nothing deceives, and tell nobody from where', async () => {
    await say(mira.page, 'Fair: https://example.org/garden');
    await expectMessage(anna.page, 'Fair: https://example.org/garden');
    await acceptIfAsked(anna.page); // a stranger's lead nowhere
    const link = anna.page.getByRole('link', { name: 'https://example.org/garden' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://example.org/garden');
    expect(await link.getAttribute('rel')).toContain('noreferrer');
    expect(await link.getAttribute('target')).toBe('_blank');
  });

  it.each([
    // The first word decides: the last one would run the other way.
    ['right to left', 'ראו', 'https://r.example', 'today', false],
    ['left to right', 'See', 'https://l.example', 'היום', true],
  ])('run from %s as they are, with the address in its place', async (_, first, address, last, isLatin) => {
    const { page } = anna;
    await say(mira.page, `${first} ${address} **${last}**`);
    const words = page.locator('.log .words', { hasText: address });
    await words.locator('strong', { hasText: last }).waitFor();
    const boxes = await words.evaluate((element) => {
      const before = document.createRange();
      before.selectNodeContents(element.firstChild ?? element);
      return [before, ...element.querySelectorAll('a, strong')].map(
        (one) => one.getBoundingClientRect().toJSON() as DOMRect,
      );
    });
    expect(boxes).toHaveLength(3);
    const line = isLatin ? boxes : boxes.toReversed();
    expect(Math.max(...line.map(({ top }) => top)), 'one line').toBeLessThan(
      Math.min(...line.map(({ bottom }) => bottom)),
    );
    for (const [at, { right }] of line.slice(0, -1).entries())
      expect(line[at + 1]?.left).toBeGreaterThanOrEqual(Math.floor(right));
  });

  it('are folded when they are long, and unfold with the beginning in its place', async () => {
    const { page } = anna;
    const lines = Array.from({ length: 60 }, (_, at) => `Line ${at + 1} of the long story`);
    await say(mira.page, lines.join('\n'));
    const bubble = page.locator('.log .msg', { hasText: 'Line 1 of the long story' }).last();
    const more = bubble.getByRole('button', { name: 'Show more' });
    await more.waitFor();
    expect(await bubble.locator('.words').innerText()).not.toContain('Line 60');
    expect(await more.getAttribute('aria-expanded')).toBe('false');
    const folded = (await bubble.boundingBox())?.height ?? 0;
    await more.click();
    const less = bubble.getByRole('button', { name: 'Show less' });
    await less.waitFor();
    expect(await bubble.locator('.words').innerText()).toContain('Line 60 of the long story');
    expect((await bubble.boundingBox())?.height ?? 0).toBeGreaterThan(folded * 2);
    await less.click();
    await more.waitFor();
    expect(await bubble.locator('.words').innerText()).not.toContain('Line 60');
  });

  const CODE = 'for (const one of all) {\n  **not bold**\n}';
  const MARKED = '**Bold** and `code`,\n> a quote\nof Mira';

  it('keep code as it was typed, which its button copies', async () => {
    const { page } = anna;
    await say(mira.page, `Try this:\n\`\`\`\n${CODE}\n\`\`\``);
    const block = page.locator('.log .codeblock');
    await block.waitFor();
    expect(await block.locator('code').innerText()).toBe(CODE);
    expect(await block.locator('strong').count()).toBe(0);
    await expectAccessible(page);
    await forget(page);
    await block.getByRole('button', { name: 'Copy code' }).click();
    await expect.poll(() => clipboard(page)).toBe(CODE);
    await page.getByText('Copied').waitFor();
  });

  it('are copied as they were written, not as they are shown', async () => {
    const { page } = anna;
    await say(mira.page, MARKED);
    await page.locator('.log strong', { hasText: 'Bold' }).waitFor();
    await forget(page);
    await page.locator('.log .msg', { hasText: 'Bold and code' }).last().click({ button: 'right' });
    const menu = page.getByRole('dialog', { name: 'Message actions' });
    await menu.getByRole('button', { name: 'Copy text' }).click();
    await expect.poll(() => clipboard(page)).toBe(MARKED);
  });

  it('are copied together with who wrote them, in their order', async () => {
    const { page } = anna;
    await say(mira.page, 'Who waters the tomatoes?');
    await expectMessage(page, 'Who waters the tomatoes?');
    await say(page, 'I do, tonight');
    await expectMessage(page, 'I do, tonight');
    await choose(page, 'I do, tonight', 'Select');
    const bar = page.getByRole('toolbar', { name: 'Selected messages' });
    await bar.getByText('1 selected').waitFor();
    await messageOf(page, 'Who waters the tomatoes?').click();
    await bar.getByText('2 selected').waitFor();
    await expectAccessible(page);
    await forget(page);
    await bar.getByRole('button', { name: 'Copy', exact: true }).click();
    await bar.waitFor({ state: 'detached' });
    await expect
      .poll(() => clipboard(page))
      .toMatch(
        /^“Mira” [^\n]+, Today, \d+:\d\d\s[AP]M\nWho waters the tomatoes\?\n\nYou, Today, \d+:\d\d\s[AP]M\nI do, tonight$/,
      );
    expect(await clipboard(page)).not.toMatch(/[\u2066-\u2069]/);
  });

  it.each([
    // A Cyrillic а among Latin letters, and a whole word of Cyrillic letters that look Latin.
    ['https://p\u0430ypal.com/login', 'xn--pypal-4ve.com'],
    ['https://\u0441\u0430\u0440\u0435.com', 'xn--80ak6ac.com'],
  ])('ask before %s opens, and show where it leads', async (typed, network) => {
    const { page } = anna;
    await say(mira.page, `Look: ${typed}`);
    const doubtful = page.getByRole('button', { name: network });
    await doubtful.waitFor();
    const place = page.url();
    await doubtful.click();
    const dialog = page.getByRole('alertdialog', { name: 'Look at this address first' });
    await dialog.getByText('It leads to').waitFor();
    expect(await dialog.locator('.linkhost').innerText()).toBe(network);
    expect(await dialog.getByText('Written as').innerText()).toContain(typed);
    // What is pressed without a look leads nowhere.
    await expect
      .poll(() =>
        dialog.getByRole('button', { name: 'Cancel' }).evaluate((it) => it === document.activeElement),
      )
      .toBe(true);
    await shot(page, 'texts-doubtful');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect([page.url(), anna.user.context.pages().length]).toEqual([place, 1]);
    expect([...anna.user.guard.hosts]).toEqual([new URL(relay.url).host]);
  });

  it('wait while the other one is away, and are taken back before they leave', async () => {
    const { page } = anna;
    await visit(mira.page, 'chats');
    await heading(mira.page, 'Chats').waitFor();
    await mira.page.close();
    await page.getByText(/Sealed · (?:light )?off/).waitFor();
    for (const text of ['Better not', 'This one may go']) {
      await say(page, text);
      await messageOf(page, text)
        .getByText(/Goes out when .*Mira.*’s light is on/)
        .waitFor();
    }
    await shot(page, 'texts-waiting');
    await messageOf(page, 'Better not').getByRole('button', { name: 'Don’t send' }).click();
    await messageOf(page, 'Better not').waitFor({ state: 'detached' });
    await expectState(page, 'This one may go', 'waiting');
    const again = await mira.user.openTab();
    await openWritten(again, 'This one may go');
    await expectMessage(again, 'This one may go');
    await expectState(page, 'This one may go', /delivered|read/);
    // What came later has come, and the queue is empty: what was taken back never will.
    await say(page, 'That was all');
    await expectMessage(again, 'That was all');
    for (const one of [page, again]) {
      const texts = await textsShown(one);
      expect(texts.slice(-2)).toEqual(['This one may go', 'That was all']);
      expect(texts).not.toContain('Better not');
    }
  });
});
