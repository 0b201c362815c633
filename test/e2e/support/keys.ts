// What hands on a keyboard do: Tab by Tab to what has a name, and a look at whether the focus can be seen there.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Tab by Tab to what has this name; fails when the whole page was gone through. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return '';
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((one) => one.innerText) : [];
      return [at.getAttribute('aria-label') ?? '', ...labels, at.textContent ?? ''].join(' ').trim();
    });
    seen.push(here);
    if (typeof name === 'string' ? here.startsWith(name) : name.test(here)) {
      await expectVisibleFocus(page);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`No Tab leads to ${String(name)}; on the way: ${seen.join(' | ')}`);
}

/** Where the focus is can be seen: it changes an outline, a border or a shadow, and lies on the screen. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement)) return 'nothing';
    const box = at.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight || box.width === 0) return 'off the screen';
    const look = (): string => {
      const marked = [at, at.closest('.comp__box'), at.parentElement].filter((one) => one !== null);
      return marked
        .map((one) => {
          const style = getComputedStyle(one);
          return [style.outlineStyle, style.outlineWidth, style.borderColor, style.boxShadow].join(' ');
        })
        .join(';');
    };
    const focused = look();
    at.blur();
    const plain = look();
    at.focus({ focusVisible: true });
    return focused === plain ? 'not marked' : 'marked';
  });
  expect(seen, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))).toBe('marked');
}
