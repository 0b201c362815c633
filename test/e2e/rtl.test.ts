// Right to left, with longer words (`?pseudo`): everything is mirrored, nothing runs out of its place.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import {
  expectMessage,
  newPerson,
  openChatWith,
  openGroupWith,
  say,
  visit,
  type Person,
} from './support/steps.ts';
import { openUser } from './support/user.ts';

const SIZES = [
  ['phone', { width: 360, height: 740 }],
  ['desk', { width: 1280, height: 800 }],
] as const;

let relay: RelayProcess;
let mira: Person;
let tom: Person;
beforeAll(async () => {
  relay = await startRelayProcess();
  [mira, tom] = await Promise.all([
    newPerson({ name: 'Mira', baseUrl: relay.url }),
    newPerson({ name: 'Tom', baseUrl: relay.url }),
  ]);
});

/** What sticks out of the window sideways, or makes the page wider than it. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} px`] : [];
    const scrollsSideways = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (overflowX !== 'visible' && at.closest('.chips, .tray, .chosen, .skip, .vh') !== null) return true;
      }
      return false;
    };
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      const isSeen = box.width > 2 && box.height > 2 && !element.closest('svg, .vh, .skip');
      return isSeen && (box.left < -1 || box.right > innerWidth + 1) && !scrollsSideways(element);
    });
    return [...wide, ...out.map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`)];
  });
}

/** Text that is cut at its end although nothing says so (an ellipsis does). */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a.btn, h1, h2, label, .tabs a')]
      .filter((element) => element.offsetWidth > 2 && !element.closest('.vh, .skip'))
      .filter((element) => element.scrollWidth > element.clientWidth + 2)
      .filter((element) => {
        const style = getComputedStyle(element);
        return style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis';
      })
      .map((element) => `${element.tagName} ${element.textContent}`),
  );
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(150);
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  expect([...(await overflowing(page)), ...(await clipped(page))], name).toEqual([]);
  await shot(page, `rtl-${name}`);
}

const middle = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .last()
    .evaluate((element) => {
      const box = element.getBoundingClientRect();
      return (box.left + box.right) / 2 / innerWidth;
    });

describe.each(SIZES)('from right to left on a %s', (device, viewport) => {
  it('the first screens hold longer words', async () => {
    const { page } = await openUser({ name: 'reader', baseUrl: relay.url, route: '?pseudo', viewport });
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await page.locator('.btn--primary').waitFor();
    await look(page, `hello-${device}`);
    await page.locator('.btn--plain').click();
    await page.locator('.keyfile').waitFor();
    await look(page, `restore-${device}`);
    await page.locator('header .ib').first().click();
    await page.locator('.btn--primary').click();
    await page.locator('#own-name').fill('Noa');
    await page.locator('.btn--primary:not([disabled])').waitFor();
    await look(page, `make-${device}`);
    await page.locator('.first__foot .btn--plain').click();
    await page.locator('.safe').waitFor();
    await look(page, `spare-${device}`);
    await page.locator('.btn--plain').click();
    await page.locator('#server').waitFor();
    await look(page, `connect-${device}`);
    await page.locator('.btn--primary').click();
    await page.locator('.btn--primary').waitFor();
    await look(page, `checks-${device}`);
  });

  it('the app stands mirrored', async () => {
    const anna = await newPerson({ name: `Anna ${device}`, baseUrl: relay.url, viewport });
    const { page } = anna;
    await openGroupWith(page, [mira, tom]);
    await say(page, 'Good evening, both of you');
    await openChatWith(page, mira);
    await say(page, 'A word from me');
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'A word from me');
    await say(mira.page, 'And one from me');
    await expectMessage(page, 'And one from me');
    await page.goto(`${relay.url}?pseudo${await page.evaluate(() => location.hash)}`);
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await expectMessage(page, 'And one from me');
    await look(page, `chat-${device}`);
    const [mine, theirs] = ['A word from me', 'And one from me'].map((text) => `.bubble:has-text("${text}")`);
    // My own words stand at the end of the line, which is left here.
    expect(await middle(page, mine ?? '')).toBeLessThan(await middle(page, theirs ?? ''));
    expect(await middle(page, '.sendb')).toBeLessThan(await middle(page, '.comp textarea'));
    await visit(page, 'chats');
    await page.locator('a.chatrow').first().waitFor();
    await look(page, `chats-${device}`);
    if (device === 'phone') {
      const places = await page
        .locator('.tabs a')
        .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().left));
      expect(places).toEqual(places.toSorted((a, b) => b - a));
    } else expect(await middle(page, '.rail')).toBeGreaterThan(0.8);
    for (const view of [
      'people',
      'people/choose',
      'square',
      `contact/${mira.fingerprint}`,
      'you',
      'you/identity',
      'you/servers',
      'you/appearance',
      'you/privacy',
      'you/about',
    ]) {
      await visit(page, view);
      await look(
        page,
        `${view
          .split('/')
          .slice(0, view.startsWith('contact') ? 1 : 2)
          .join('-')}-${device}`,
      );
    }
  });
});
