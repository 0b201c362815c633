// Runs axe over the gallery: node test/ui/gallery/axe.mjs [screen…]. Reports every violation, in both themes and right to left.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const axe = readFileSync(join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js'), 'utf8');
const base = 'http://127.0.0.1:5199/test/ui/gallery/index.html';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ARGS });
const look = async (width, query) => {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    locale: 'en-GB',
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(`${base}?${new URLSearchParams(query)}`);
  await page.waitForSelector('html[data-ready]', { timeout: 20000 });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  for (const { id, nodes } of violations)
    console.log(
      width,
      JSON.stringify(query),
      id,
      nodes.length,
      nodes
        .slice(0, 3)
        .map(
          (one) => `${one.html.slice(0, 120)} | ${one.failureSummary?.split('\n')[1]?.trim().slice(0, 160)}`,
        ),
    );
  await context.close();
  return violations.length;
};
const names = process.argv.slice(2);
const index = await browser.newPage();
await index.goto(`${base}?screen=c1-chats`);
await index.waitForSelector('html[data-ready]');
const all =
  names.length > 0
    ? names
    : (await index.evaluate(() => document.documentElement.dataset['screens'] ?? '')).split(' ');
let found = 0;
for (const screen of all) {
  for (const query of [{ screen }, { screen, theme: 'dark' }]) found += await look(390, query);
  found += await look(1280, { screen, dir: 'rtl' });
}
console.log(`${all.length} screens, ${found} violations`);
await browser.close();
process.exitCode = found > 0 ? 1 : 0;
