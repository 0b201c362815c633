// `npm run pictures`: the screenshots of the manifest and the README, taken from the real app: four neighbours, their relay
// and an evening's talk. Needs openssl for a certificate that lives as long as this run.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from './chromium.mjs';
import { liveTheEvening, openChat, show } from './evening.mjs';

const ROOT = join(import.meta.dirname, '../..');
const DIST = process.env.E2E_DIST ?? join(ROOT, 'dist');
const RELAY = process.env.E2E_RELAY ?? join(ROOT, 'build/relay.mjs');
const OUT = join(ROOT, 'public/screenshots');
/** Nobody's name (RFC 2606); Chromium is told where it lies. */
const HOST = 'garden-lane.example';
const LARGEST = 300_000;

const PHONE = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 3 };
const DESK = { width: 1280, height: 800 };
const scratch = mkdtempSync(join(tmpdir(), 'porchlight-pictures-'));

/** A port nobody listens on at this moment. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the built relay as `https://garden-lane.example`. */
async function startRelay() {
  const [key, cert] = [join(scratch, 'key.pem'), join(scratch, 'cert.pem')];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject];
  execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const port = await freePort();
  const names = ['--address', HOST, '--public-url', `https://${HOST}`];
  const files = ['--app', DIST, '--cert', cert, '--key', key];
  const child = spawn(process.execPath, [RELAY, '--port', String(port), ...names, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the relay ended with ${code}`)));
    child.stdout.once('data', resolve);
  });
  return { port, stop: () => child.kill() };
}

/** A time zone in which it is evening now: pictures are taken at the hour porch lights are for. */
function eveningZone() {
  const ahead = ((19 - new Date().getUTCHours() + 36) % 24) - 12;
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function openPerson(browser, name, device) {
  const context = await browser.newContext({
    ...device,
    locale: 'en-GB',
    timezoneId: eveningZone(),
    reducedMotion: 'reduce',
    ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  await page.goto(`https://${HOST}/`);
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Save recovery file' }).click();
  await page.locator('.thewords .mono').first().waitFor();
  const words = await page.locator('.thewords .mono').allTextContents();
  await page.getByRole('button', { name: 'I wrote them down' }).click();
  await page.getByLabel('Word 1').fill(words.join(' '));
  await page.getByRole('button', { name: 'Open the file' }).click();
  await page.getByLabel('Server address').fill(HOST);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Go to chats' }).click();
  await show(page, 'you/identity');
  const hex = await page.locator('.fingerprint').innerText();
  const fingerprint = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('base64');
  await show(page, 'chats');
  return { name, page, context, fingerprint };
}

/** Saves what is on the screen once nothing moves any more; `css`: one pixel for each of the page's own. */
async function take(page, name, scale = 'device') {
  await page.locator('.toast').first().waitFor({ state: 'detached', timeout: 20_000 });
  await page.evaluate(() => document.activeElement?.blur());
  await page.mouse.move(0, 0);
  await page.waitForTimeout(400);
  const path = join(OUT, `${name}.png`);
  await page.screenshot({ path, scale, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
  if (size > LARGEST) throw new Error(`${name}.png is larger than ${LARGEST / 1000} kB`);
}

const chatRow = (page, text) => page.locator('a.chatrow').filter({ hasText: text });

/** Of the phone: three times as many pixels, as the manifest says. */
async function takePhone({ anna, mira }) {
  const { page } = anna;
  const touch = await anna.context.newCDPSession(page);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await take(page, 'narrow-chats');
  await openChat(anna, mira);
  await page.locator('.photo img').waitFor();
  await take(page, 'narrow-chat');
  await show(page, 'people');
  await take(page, 'people');
  await show(page, 'square');
  await take(page, 'square');
  await openChat(anna, mira);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await take(page, 'dark');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: false });
}

/** The same Anna on a wide window. */
async function takeDesk({ anna, mira }) {
  const { page } = anna;
  await page.setViewportSize(DESK);
  await openChat(anna, mira);
  await page.locator('.photo img').waitFor();
  await take(page, 'wide-chat', 'css');
  await show(page, 'chats');
  await chatRow(page, 'Six o’clock').click();
  await take(page, 'group', 'css');
}

const relay = await startRelay();
const browser = await launchChromium({
  args: [
    `--host-resolver-rules=MAP ${HOST}:443 127.0.0.1:${relay.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    '--ignore-certificate-errors',
  ],
});
try {
  mkdirSync(OUT, { recursive: true });
  const [anna, mira, hana, tomasz] = await Promise.all(
    ['Anna', 'Mira', 'Hana', 'Tomasz'].map((name) => openPerson(browser, name, PHONE)),
  );
  const people = { anna, mira, hana, tomasz };
  await liveTheEvening(people);
  await takePhone(people);
  await takeDesk(people);
} finally {
  await browser.close();
  relay.stop();
  rmSync(scratch, { recursive: true, force: true });
}
