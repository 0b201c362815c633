// Pictures of the gallery: node test/ui/gallery/shoot.mjs OUT screen[@variant]…   variant: dark, rtl, more, text3, desk, mid, phone320
import { chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const [out = '/tmp', ...wanted] = process.argv.slice(2);
const SIZES = { desk: [1280, 800], mid: [800, 800], phone320: [320, 568] };
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ARGS });
for (const one of wanted) {
  const [screen, ...variants] = one.split('@');
  const size = variants.map((name) => SIZES[name]).find(Boolean) ?? [390, 844];
  const desk = size[0] > 700;
  const context = await browser.newContext({
    viewport: { width: size[0], height: size[1] },
    hasTouch: !desk,
    isMobile: !desk,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(one, 'ERROR', error.message));
  page.on('console', (message) => message.type() === 'error' && console.log(one, 'CONSOLE', message.text()));
  const query = new URLSearchParams({ screen });
  if (variants.includes('dark')) query.set('theme', 'dark');
  if (variants.includes('rtl')) query.set('dir', 'rtl');
  if (variants.includes('more')) query.set('contrast', 'more');
  if (variants.includes('text3')) query.set('text', '3');
  await page.goto(`http://127.0.0.1:5188/test/ui/gallery/index.html?${query}`);
  await page
    .waitForSelector('html[data-ready]', { timeout: 60000 })
    .catch(() => console.log(one, 'never ready'));
  await page.waitForTimeout(300);
  await page.screenshot({ path: `${out}/${one.replaceAll('@', '-')}.png` });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) console.log(one, 'scrolls sideways by', sideways);
  await context.close();
}
await browser.close();
