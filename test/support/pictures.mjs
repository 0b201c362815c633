// `npm run pictures`: the screenshots of the manifest and the README, taken from the real app: four neighbours, their relay
// and an evening's talk. Needs openssl for a certificate that lives as long as this run.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium } from './chromium.mjs';

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

/** @param {string} view e.g. `contact/FINGERPRINT` */
async function show(page, view) {
  const [name, ...rest] = view.split('/');
  const hash = `#/${name}${rest.length > 0 ? `/${encodeURIComponent(rest.join('/'))}` : ''}`;
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
}

async function openChat({ page }, { fingerprint }) {
  await show(page, `contact/${fingerprint}`);
  await page.getByRole('button', { name: 'Message', exact: true }).click();
  await page.getByRole('form', { name: 'Write a sealed message' }).waitFor();
}

async function say({ page }, text) {
  const form = page.getByRole('form', { name: 'Write a sealed message' });
  await form.getByRole('textbox').fill(text);
  await form.getByRole('button', { name: 'Send' }).click();
}

const sees = ({ page }, text) => page.locator('.bubble, .post, .chatrow').getByText(text).first().waitFor();

async function talk(lines) {
  for (const [who, text, readers] of lines) {
    await say(who, text);
    for (const reader of readers) await sees(reader, text);
  }
}

async function post({ page }, text) {
  await show(page, 'square');
  const form = page.getByRole('form', { name: 'Write a public post' });
  await form.getByRole('textbox').fill(text);
  await form.getByRole('button', { name: 'Post' }).click();
  await page.getByRole('button', { name: 'Post for everyone' }).click();
  await page.locator('.post').getByText(text).waitFor();
}

async function nameThem({ page }, { fingerprint }, petname) {
  await show(page, `contact/${fingerprint}`);
  await page.getByRole('button', { name: 'Name you gave' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(petname);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** A lantern over a dark lane, painted by the browser. */
async function lantern({ page }) {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 420];
    const pen = canvas.getContext('2d');
    const sky = pen.createLinearGradient(0, 0, 0, 420);
    for (const [at, colour] of [
      [0, '#1b1446'],
      [0.6, '#6a3f86'],
      [1, '#d98b62'],
    ])
      sky.addColorStop(at, colour);
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 420);
    pen.fillStyle = '#150f33';
    for (const [x, y, width] of [
      [0, 250, 150],
      [170, 220, 120],
      [420, 240, 220],
    ]) {
      pen.fillRect(x, y, width, 180);
      pen.beginPath();
      pen.moveTo(x - 12, y);
      pen.lineTo(x + width / 2, y - 70);
      pen.lineTo(x + width + 12, y);
      pen.fill();
    }
    const light = pen.createRadialGradient(350, 150, 4, 350, 150, 150);
    for (const [at, colour] of [
      [0, '#fff3c4'],
      [0.15, '#ffc861'],
      [1, '#ffc86100'],
    ])
      light.addColorStop(at, colour);
    pen.fillStyle = light;
    pen.fillRect(180, 0, 340, 320);
    pen.fillStyle = '#2a1d55';
    pen.fillRect(346, 170, 8, 250);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

async function sendPicture(from, to) {
  const buffer = await lantern(from);
  await from.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lantern.png', mimeType: 'image/png', buffer });
  await from.page.getByRole('button', { name: 'Send', exact: true }).click();
  await to.page.getByRole('button', { name: /^Download/ }).click();
  await to.page.locator('.photo img').waitFor();
}

/** One evening on Garden Lane, as Anna sees it. */
async function liveTheEvening({ anna, mira, hana, tomasz }) {
  await nameThem(anna, mira, 'Mira next door');
  await nameThem(anna, hana, 'Hana');
  await post(hana, 'Good evening! There is a box of plums at the gate of number 12. Please take some.');
  await post(tomasz, 'The bakery van stops at the fountain tomorrow at 8, not at 9.');
  await post(mira, 'Bicycle mending at my place on Sunday, from ten. Bring cake, not money.');
  await show(anna.page, 'square');
  await sees(anna, 'Bicycle mending');
  await post(anna, 'Thank you for the plums, Hana! Two jars of jam are yours.');

  await openGroup(anna, [mira, hana, tomasz]);
  await talk([[anna, 'Long table on Saturday? I can bring benches.', []]]);
  for (const guest of [mira, hana, tomasz]) {
    await show(guest.page, 'chats');
    await guest.page.locator('a.chatrow').filter({ hasText: 'Long table' }).click();
  }
  const all = { anna, mira, hana, tomasz };
  const others = (who) => Object.values(all).filter((one) => one !== who);
  await talk([
    [hana, 'Yes! Plum cake from me.', others(hana)],
    [tomasz, 'I have lights for the trees, about 20 metres.', others(tomasz)],
    [mira, 'Soup. And my brother brings his accordion, be warned.', others(mira)],
    [anna, 'Then it is a party. Six o’clock at the big tree.', others(anna)],
  ]);

  await openChat(anna, mira);
  await openChat(mira, anna);
  await talk([
    [mira, 'Are you coming to the lantern walk?', [anna]],
    [anna, 'Yes, I only have to find my boots.', [mira]],
    [mira, 'Look what the children made:', [anna]],
  ]);
  await sendPicture(mira, anna);
  await talk([
    [anna, 'Oh, how lovely!', [mira]],
    [anna, 'Leave the porch light on, I am with you in ten minutes.', [mira]],
    [mira, 'It is on.', [anna]],
  ]);
  await openChat(hana, anna);
  await show(anna.page, 'chats');
  await talk([
    [hana, 'Which jam was it again?', [anna]],
    [hana, 'Plum and cinnamon?', [anna]],
  ]);
}

async function openGroup({ page }, people) {
  await show(page, 'people/choose');
  await page.locator('label.person').first().waitFor();
  const boxes = page.locator('label.person');
  for (let i = 0; i < people.length; i += 1) await boxes.nth(i).click();
  await page.getByRole('button', { name: /^Start group/ }).click();
  await page.getByRole('form', { name: 'Write a sealed message' }).waitFor();
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
