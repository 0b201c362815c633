// A chat with thousands of messages: where it opens, that nothing moves under the reader's eyes while more is fetched on
// either side, the way to the newest and the oldest, and what is kept over a reload.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { neighboursWithPast } from './support/big-chat.ts';
import { onBothLoads } from './support/both-loads.ts';
import type { Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import { composer, expectMessage, heading, openChatWith, say, visit } from './support/steps.ts';
import { DESKTOP } from './support/user.ts';

const MANY = 3000;
const UNREAD = 400;

/** Where the messages on the screen are: their upper edge, by their number. */
const places = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(() => {
    const log = document.querySelector('.log')!.getBoundingClientRect();
    const found: Record<string, number> = {};
    for (const row of document.querySelectorAll<HTMLElement>('.log [data-seq]')) {
      const box = row.getBoundingClientRect();
      if (box.bottom > log.top && box.top < log.bottom) found[row.dataset['seq']!] = box.top;
    }
    return found;
  });
const loaded = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.log [data-seq]')].map((row) => Number(row.dataset['seq'])),
  );
/** Scrolling by hand goes on for a moment. */
const atRest = (page: Page): Promise<unknown> =>
  page.locator('.log').evaluate(async (log) => {
    for (let before = Infinity; before !== log.scrollTop;) {
      before = log.scrollTop;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
const wheel = async (page: Page, by: number): Promise<void> => {
  await page.locator('.log').hover();
  await page.mouse.wheel(0, by);
};
/** Scrolls until what is loaded is another part, and looks whether what stays on the screen moved by what was scrolled. */
async function worstJump(page: Page, by: number, rounds: number): Promise<number> {
  return page.evaluate(
    async ([step, count]) => {
      const log = document.querySelector<HTMLElement>('.log')!;
      const tops = (): Map<string, number> =>
        new Map(
          [...log.querySelectorAll<HTMLElement>('[data-seq]')].map((row) => [
            row.dataset['seq']!,
            row.getBoundingClientRect().top,
          ]),
        );
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      let worst = 0;
      for (let i = 0; i < count; i += 1) {
        log.scrollTop += step;
        await frame();
        // From here on nobody scrolls: whatever comes and goes, nothing may move.
        const before = tops();
        for (let wait = 0; wait < 6; wait += 1) await frame();
        const { top, bottom } = log.getBoundingClientRect();
        for (const [seq, y] of tops()) {
          const was = before.get(seq);
          if (was !== undefined && y > top && y < bottom) worst = Math.max(worst, Math.abs(y - was));
        }
      }
      return worst;
    },
    [by, rounds] as const,
  );
}

onBothLoads('A long chat', (controlledBySw) => {
  let here: Neighbours;
  let page: Page;
  beforeAll(async () => {
    here = await neighboursWithPast(controlledBySw, { count: MANY, unread: UNREAD });
    page = here.anna.page;
  });
  afterAll(() => here.close());

  const line = (): Promise<{ readonly top: number; readonly height: number }> =>
    page.evaluate(() => {
      const log = document.querySelector('.log')!.getBoundingClientRect();
      return {
        top: document.querySelector('.newline')!.getBoundingClientRect().top - log.top,
        height: log.height,
      };
    });

  it('opens where unread begins, far above the newest, and reads only what is on the screen', async () => {
    await page.locator('a.chatrow', { hasText: '400 unread' }).waitFor();
    await page.locator('a.chatrow', { hasText: '400 unread' }).click();
    await page.locator('.newline').waitFor();
    await expect.poll(async () => (await line()).top).toBeGreaterThan(0);
    const { top, height } = await line();
    expect(top).toBeLessThan(height * 0.45);
    const first = await page.evaluate(
      () => document.querySelector('.newline')!.nextElementSibling!.textContent,
    );
    expect(first).toContain(`${MANY - UNREAD + 1}.`);
    await shot(page, 'history-unread');
    const jump = page.getByRole('button', { name: /Jump to newest, \d+ unread/ });
    await expect
      .poll(async () => /(\d+) unread/.exec((await jump.getAttribute('aria-label')) ?? '')?.[1])
      .not.toBe('400');
    const left = Number(/(\d+) unread/.exec((await jump.getAttribute('aria-label')) ?? '')?.[1]);
    expect(left).toBeGreaterThan(370);
  });

  it('keeps still while more comes above and below, and never has much on the page', async () => {
    expect(await worstJump(page, -700, 40)).toBeLessThanOrEqual(2);
    const up = await loaded(page);
    expect(up.length).toBeLessThanOrEqual(200);
    expect(await worstJump(page, 700, 60)).toBeLessThanOrEqual(2);
    const down = await loaded(page);
    expect(down.length).toBeLessThanOrEqual(200);
    expect(down[0]).toBeGreaterThan(up[0]!);
    for (const [i, seq] of down.entries()) if (i > 0) expect(seq).toBe(down[i - 1]! + 1);
  });

  it('keeps still when the window, the letters or a message change their size', async () => {
    const before = await places(page);
    const [anchor, top] = Object.entries(before).find(([, y]) => y > 0)!;
    const moved = async (): Promise<number> => Math.abs(((await places(page))[anchor] ?? -999) - top);
    const { width, height } = page.viewportSize()!;
    await page.setViewportSize({ width, height: height - 300 }); // a keyboard
    await expect.poll(moved).toBeLessThanOrEqual(2);
    await page.setViewportSize({ width, height });
    await expect.poll(moved).toBeLessThanOrEqual(2);
    const first = Object.entries(await places(page)).toSorted(([, a], [, b]) => a - b)[0]!;
    await page.evaluate(() => (document.documentElement.style.fontSize = '130%'));
    await expect
      .poll(async () => Math.abs(((await places(page))[first[0]] ?? -999) - first[1]))
      .toBeLessThanOrEqual(2);
    await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  });

  it('keeps its place while the app lives', async () => {
    const before = await places(page);
    await visit(page, 'people');
    await heading(page, 'People').waitFor();
    await visit(page, `chat/d:${here.mira.fingerprint}`);
    await page.locator('.log [data-seq]').first().waitFor();
    const [anchor, top] = Object.entries(before).toSorted(([, a], [, b]) => a - b)[1]!;
    await expect
      .poll(async () => Math.abs(((await places(page))[anchor] ?? -999) - top))
      .toBeLessThanOrEqual(2);
  });

  it('goes to both ends with Home and End, and to the newest by a tap, which reads it all', async () => {
    await page.locator('.log').focus();
    await page.keyboard.press('Home');
    await page.getByText(/^Sealed to the key/).waitFor();
    await expect
      .poll(() => page.locator('.log').evaluate((log) => log.scrollTop + log.scrollHeight - log.clientHeight))
      .toBeLessThan(2);
    await page.keyboard.press('End');
    await page.locator('.log .words', { hasText: `${MANY}. ` }).waitFor();
    await page.keyboard.press('PageUp');
    await atRest(page);
    await page.getByRole('button', { name: /Jump to newest/ }).click();
    await expect.poll(() => page.locator('.log').evaluate((log) => log.scrollTop)).toBe(0);
    await visit(page, 'chats');
    await expect.poll(() => page.locator('a.chatrow', { hasText: 'unread' }).count()).toBe(0);
  });

  it('counts what comes while the reader is far above, and goes down to what the reader says', async () => {
    const { mira } = here;
    await visit(page, `chat/d:${mira.fingerprint}`);
    await page.locator('.log [data-seq]').first().waitFor();
    for (let i = 0; i < 6; i += 1) await wheel(page, -3000);
    await atRest(page);
    await openChatWith(mira.page, here.anna);
    const before = await places(page);
    await say(mira.page, 'Are you there?');
    await page.getByRole('button', { name: 'Jump to newest, 1 unread' }).waitFor();
    await shot(page, 'history-jump');
    const after = await places(page);
    for (const [seq, top] of Object.entries(before))
      expect(Math.abs((after[seq] ?? -999) - top)).toBeLessThan(1);
    await say(page, 'Here I am');
    await expectMessage(page, 'Here I am');
    await page.locator('.newline').waitFor();
    await expectMessage(mira.page, 'Here I am');
  });

  it('keeps what was begun over a reload, and shows it in the list', async () => {
    await composer(page).getByRole('textbox').fill('When I was young');
    await expect
      .poll(async () => {
        await page.waitForTimeout(500);
        await page.reload();
        return composer(page).getByRole('textbox').inputValue();
      })
      .toBe('When I was young');
    await visit(page, 'chats');
    await page.locator('a.chatrow', { hasText: 'Draft When I was young' }).waitFor();
    await page.setViewportSize(DESKTOP);
    await visit(page, `chat/d:${here.mira.fingerprint}`);
    await page.locator('.log [data-seq]').first().waitFor();
    await shot(page, 'history-desktop');
  });
});
