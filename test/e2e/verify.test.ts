// Comparing keys: one scans the other's code from a picture, the other reads the numbers, a third one's code is refused, and
// the mark is seen wherever the name is.
import { readFileSync, writeFileSync } from 'node:fs';
import { join as inFolder } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { scratchFolder } from './support/paths.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import {
  callThem,
  chatRow,
  expectMessage,
  heading,
  join,
  makeIdentity,
  newPerson,
  openChatWith,
  personOf,
  rowOf,
  say,
  seesLight,
  visit,
  type Person,
} from './support/steps.ts';
import { DESKTOP, openUser, PHONE, type User } from './support/user.ts';

let relay: RelayProcess;
let anna: Person;
let mira: Person;
let zoe: Person;
beforeAll(async () => {
  relay = await startRelayProcess();
  [anna, mira, zoe] = await Promise.all([
    newPerson({ name: 'Anna', baseUrl: relay.url }),
    newPerson({ name: 'Mira', baseUrl: relay.url }),
    newPerson({ name: 'Zoe', baseUrl: relay.url }),
  ]);
  const everybody = [anna, mira, zoe];
  for (const one of everybody) await visit(one.page, 'people');
  for (const one of everybody)
    for (const other of everybody) if (one !== other) await seesLight(one.page, other);
});
afterAll(() => relay.stop());

type Them = Pick<Person, 'fingerprint'>;
const number = (page: Page) => page.getByRole('img', { name: /^Safety number/ });

async function compare(page: Page, them: Them): Promise<string> {
  await visit(page, `verify/${them.fingerprint}`);
  await number(page).waitFor();
  return number(page).innerText();
}
/** What their screen shows, as somebody's camera would see it. */
async function codeOf(page: Page, them: Them, name: string): Promise<string> {
  await compare(page, them);
  const code = page.locator('.qr').filter({ has: page.getByRole('img', { name: /^Your code/ }) });
  await code.waitFor();
  const path = inFolder(scratchFolder('codes'), `${name}.png`);
  await code.screenshot({ path });
  return path;
}
async function scanPicture(page: Page, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Scan their code' }).click();
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(path);
}
const marks = (page: Page) => page.locator('.vmark');
const isVerified = (page: Page) => page.getByText(/is verified$/);

describe('comparing keys', () => {
  it('shows the same sixty digits on both screens, and others to a third one', async () => {
    await openChatWith(anna.page, mira);
    await say(anna.page, 'Shall we compare?');
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'Shall we compare?');
    await say(mira.page, 'Yes, here is mine');
    await expectMessage(anna.page, 'Yes, here is mine');
    await anna.page.getByText(/^Sealed to the key that calls itself/).waitFor();

    const [one, other, third] = await Promise.all([
      compare(anna.page, mira),
      compare(mira.page, anna),
      compare(zoe.page, anna),
    ]);
    expect(one.replaceAll(/\s/g, '')).toMatch(/^\d{60}$/);
    expect(other).toBe(one);
    expect(third).not.toBe(one);
    await shot(anna.page, 'verify');
    await expectAccessible(anna.page);
  });

  it('refuses a third one’s code in words, and marks nobody', async () => {
    const theirs = await codeOf(zoe.page, anna, 'zoe');
    await scanPicture(anna.page, theirs);
    await anna.page.getByRole('alert').getByText('another key than the one you know as').waitFor();
    await shot(anna.page, 'verify-other-key');
    await expectAccessible(anna.page);
    await anna.page.getByRole('button', { name: 'Cancel' }).click();
    expect(await isVerified(anna.page).count()).toBe(0);
  });

  it('marks by a picture of their screen, and shows it in list, header, page and people', async () => {
    const theirs = await codeOf(mira.page, anna, 'mira');
    await scanPicture(anna.page, theirs);
    await isVerified(anna.page).waitFor();
    await anna.page.getByText(/by their code/).waitFor();
    await shot(anna.page, 'verify-done');
    await expectAccessible(anna.page);

    await visit(anna.page, `contact/${mira.fingerprint}`);
    await heading(anna.page, /Mira.*, verified$/).waitFor();
    await anna.page.getByText('Verified by you').waitFor();
    await shot(anna.page, 'verify-contact');
    await expectAccessible(anna.page);
    await openChatWith(anna.page, mira);
    await anna.page.locator('.chathead .vmark').waitFor();
    await anna.page.getByText(/^Only you and .*Mira.* can open what you write here/).waitFor();
    await shot(anna.page, 'verify-chat');
    await expectAccessible(anna.page);
    await visit(anna.page, 'chats');
    await chatRow(anna.page, 'Yes, here is mine').locator('.vmark').waitFor();
    await shot(anna.page, 'verify-list');
    await visit(anna.page, 'people');
    await rowOf(anna.page, mira).locator('.vmark').waitFor();
    expect(await rowOf(anna.page, zoe).locator('.vmark').count()).toBe(0);

    // On the other side nothing has changed on its own.
    await visit(mira.page, 'chats');
    await chatRow(mira.page, 'Yes, here is mine').waitFor();
    expect(await marks(mira.page).count()).toBe(0);
  });

  it('marks by reading aloud, keeps it over a reload, and takes it back', async () => {
    const { page } = mira;
    await compare(page, anna);
    await page.getByText('Read aloud').click();
    await page.getByRole('img', { name: /^Row 4/ }).waitFor();
    await shot(page, 'verify-aloud');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'They match' }).click();
    await isVerified(page).waitFor();
    await page.reload();
    await isVerified(page).waitFor();
    await page.getByText(/by the numbers/).waitFor();

    await page.getByRole('button', { name: 'They don’t match' }).click();
    await page.getByRole('alertdialog').waitFor();
    await shot(page, 'verify-differ');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Compare once more' }).click();
    await page.getByRole('button', { name: 'Take the mark away' }).click();
    await isVerified(page).waitFor({ state: 'detached' });
    await visit(page, 'chats');
    await chatRow(page, 'Yes, here is mine').waitFor();
    expect(await marks(page).count()).toBe(0);
  });

  it('looks right on a wide window, at night, and from right to left', async () => {
    const { page } = anna;
    for (const [name, viewport] of [
      ['phone', PHONE],
      ['desk', DESKTOP],
    ] as const)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        for (const [view, sign] of [
          [`verify/${mira.fingerprint}`, 'Take the mark away'],
          [`contact/${mira.fingerprint}`, 'Verified by you'],
          ['verify/elsewhere', 'Or somebody has your key'],
        ] as const) {
          await visit(page, view);
          await page.getByText(sign).first().waitFor();
          await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
          await shot(
            page,
            `verify-${view
              .split('/')
              .slice(0, view.endsWith('elsewhere') ? 2 : 1)
              .join('-')}-${name}-${colorScheme}`,
          );
          await expectAccessible(page);
        }
      }
    await page.setViewportSize(PHONE);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${relay.url}?pseudo#/verify/${encodeURIComponent(mira.fingerprint)}`);
    await page.locator('.digits').waitFor();
    await shot(page, 'verify-rtl');
    await expectAccessible(page);
  });
});

describe('a key that comes where another one went', () => {
  it('is cautioned of on its page and in its chat, until it is verified', async () => {
    const place = await startRelayProcess();
    const [ines, otto] = await Promise.all([
      newPerson({ name: 'Ines', baseUrl: place.url }),
      newPerson({ name: 'Otto', baseUrl: place.url }),
    ]);
    const { page } = ines;
    await visit(page, 'people');
    await seesLight(page, otto);
    await callThem(page, otto, 'Otto');
    await visit(page, 'people');
    await otto.user.close();
    await seesLight(page, otto, false);
    const pia = await newPerson({ name: 'Pia', baseUrl: place.url });
    await seesLight(page, pia);
    await visit(page, `contact/${pia.fingerprint}`);
    await page.getByText(/^This key came when that of .*Otto.* went/).waitFor();
    await shot(page, 'in-place-contact');
    await expectAccessible(page);
    await visit(pia.page, 'people');
    await seesLight(pia.page, ines);
    await openChatWith(pia.page, ines);
    await say(pia.page, 'Otto here, with a new phone');
    await visit(page, 'chats');
    await chatRow(page, 'Otto here, with a new phone').click();
    await page.getByText(/^This key came when that of .*Otto.* went/).waitFor();
    await shot(page, 'in-place-chat');
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'They match' }).click();
    await isVerified(page).waitFor();
    await openChatWith(page, pia);
    expect(await page.getByText(/^This key came when/).count()).toBe(0);
    await place.stop();
  });
});

describe('a camera', () => {
  /** A film of one picture, as Chromium takes it for a camera: Y4M, 640 × 480. */
  async function film(page: Page, picture: string, path: string): Promise<void> {
    const [width, height] = [640, 480];
    const luma = await page.evaluate(
      async ([bytes, w, h]) => {
        const binary = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
        const image = await createImageBitmap(new Blob([binary], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(w, h);
        const paper = canvas.getContext('2d');
        if (paper === null) throw new Error('no canvas');
        paper.fillStyle = '#777';
        paper.fillRect(0, 0, w, h);
        const side = h * 0.8;
        paper.drawImage(image, (w - side) / 2, (h - side) / 2, side, side);
        const { data } = paper.getImageData(0, 0, w, h);
        let text = '';
        for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at + 1] ?? 0);
        return btoa(text);
      },
      [readFileSync(picture).toString('base64'), width, height] as const,
    );
    const frame = Buffer.concat([
      Buffer.from('FRAME\n'),
      Buffer.from(luma, 'base64'),
      Buffer.alloc((width * height) / 2, 128),
    ]);
    const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
    writeFileSync(path, Buffer.concat([head, ...Array.from({ length: 5 }, () => frame)]));
  }

  it('reads the code from their screen by itself', async () => {
    const profile = scratchFolder('camera-profile');
    const movie = inFolder(scratchFolder('camera'), 'code.y4m');
    const start = (args: readonly string[]): Promise<User> =>
      openUser({ name: 'Kofi', baseUrl: relay.url, persistent: profile, args });
    const first = await start([]);
    await makeIdentity(first.page, 'Kofi');
    await join(first.page);
    const kofi = await personOf(first, 'Kofi');
    await visit(kofi.page, 'people');
    await seesLight(kofi.page, mira);
    await visit(mira.page, 'people');
    await seesLight(mira.page, kofi);
    await film(kofi.page, await codeOf(mira.page, kofi, 'mira-for-kofi'), movie);
    await first.close();

    const again = await start([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${movie}`,
    ]);
    await heading(again.page, 'Chats').waitFor();
    await visit(again.page, 'people');
    await seesLight(again.page, mira);
    await compare(again.page, mira);
    await again.page.getByRole('button', { name: 'Scan their code' }).click();
    await isVerified(again.page).waitFor();
    await again.page.getByText(/by their code/).waitFor();
    await again.close();
  });
});
