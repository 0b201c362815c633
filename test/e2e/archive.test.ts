// Chats taken along: exported in one browser, read as pages in any, imported in another one of the same person.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join as joinPath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { named, picture, sendFile } from './support/meeting.ts';
import { scratchFolder } from './support/paths.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { newPersonWithSpare, restore, type Spare } from './support/spare.ts';
import { startStaticHost } from './support/static-host.ts';
import {
  callThem,
  expectMessage,
  heading,
  join,
  newPerson,
  openChatWith,
  say,
  visit,
  type Person,
} from './support/steps.ts';
import { DESKTOP, openUser, PHONE } from './support/user.ts';

const HOSTILE = [
  '<script>document.title = "pwned"</script>',
  '"><img src="http://localhost:9/x" onerror="document.title = \'pwned\'">',
  '</div></article></main><style>* { display: none }</style>',
  '<svg onload=alert(1)><a href="javascript:alert(1)">here</a></svg>',
  '\u202Egnp.exe',
] as const;
/** Right to left as a whole. */
const ARABIC = 'صباح الخير، هل الموعد ثابت؟';

async function exportAll(page: Page): Promise<string> {
  await visit(page, 'you/storage');
  await page.getByRole('button', { name: /^Export chats/ }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^porchlight-chats-\d{4}-\d\d-\d\d\.zip$/);
  const path = joinPath(scratchFolder('export'), download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** Picks the file and gives what the page then says. */
async function importFile(page: Page, path: string): Promise<string> {
  await visit(page, 'you/storage');
  await page.getByRole('button', { name: /^Import chats/ }).waitFor();
  await page.locator('input[type=file]').setInputFiles(path);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Done' }).waitFor();
  const said = await dialog.innerText();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
  return said;
}

describe('an export', () => {
  let relay: RelayProcess;
  let spare: Spare;
  let mira: Person;
  let anna: Person;
  let zip: string;
  let photo: string;

  beforeAll(async () => {
    relay = await startRelayProcess();
    mira = await newPerson({ name: 'Mira', baseUrl: relay.url });
    ({ person: anna, spare } = await newPersonWithSpare({ name: 'Anna', baseUrl: relay.url }));
    await callThem(anna.page, mira, 'Mira & <b>sons</b>');
    await openChatWith(anna.page, mira);
    await openChatWith(mira.page, anna);
    await say(anna.page, 'Good morning, Mira');
    await expectMessage(mira.page, 'Good morning, Mira');
    for (const text of [...HOSTILE, ARABIC]) await say(mira.page, text);
    await expectMessage(anna.page, ARABIC);
    const garden = await picture(anna.page, 'png');
    photo = garden.name;
    await sendFile(anna.page, garden);
    await anna.page.getByAltText(named('Photo:', photo)).waitFor();
    await sendFile(anna.page, {
      name: 'plan.html',
      buffer: Buffer.from('<script>document.title = "pwned"</script>'),
    });
    await mira.page.getByRole('button', { name: named('Download', 'plan.html.bin') }).waitFor();
    zip = await exportAll(anna.page);
    await shot(anna.page, 'archive-storage');
  });

  it('is read in a browser without the app, from the disk or a server, and nothing in it runs or loads', async () => {
    const entries = unzipSync(readFileSync(zip));
    const folder = scratchFolder('pages');
    for (const [name, bytes] of Object.entries(entries)) {
      mkdirSync(dirname(joinPath(folder, name)), { recursive: true });
      writeFileSync(joinPath(folder, name), bytes);
    }
    expect(readdirSync(joinPath(folder, 'files')).sort()).toEqual([
      '00001-garden.png',
      '00002-plan.html.bin',
    ]);
    const host = await startStaticHost({ root: folder, folder: '/' });
    host.answer('/blank', { body: '<!doctype html><html lang="en"><title>blank</title>' });
    for (const [where, base] of [
      ['disk', `${pathToFileURL(folder).href}/`],
      ['server', host.url],
    ] as const)
      for (const [look, viewport, colorScheme] of [
        ['phone-light', PHONE, 'light'],
        ['desk-dark', DESKTOP, 'dark'],
      ] as const) {
        // The guards see requests elsewhere, errors and violations of the page's own policy.
        const user = await openUser({
          name: `reader (${where})`,
          baseUrl: host.url,
          route: 'blank',
          viewport,
          colorScheme,
        });
        user.guard.allow(/favicon/);
        const { page } = user;
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        await page.goto(`${base}index.html`);
        await shot(page, `archive-index-${look}`);
        await page.getByRole('link', { name: 'Mira & <b>sons</b>' }).click();
        await page.getByRole('heading', { level: 1, name: 'Mira & <b>sons</b>' }).waitFor();
        const texts = await page.locator('article > .text').allTextContents();
        expect(texts.slice(0, 7)).toEqual(['Good morning, Mira', ...HOSTILE, ARABIC]);
        expect(
          await page
            .locator('script, svg, iframe, [onload], [onerror], article a[href^="javascript"]')
            .count(),
        ).toBe(0);
        expect(await page.title()).toBe('Mira & <b>sons</b>');
        const image = page.getByAltText(photo);
        await image.scrollIntoViewIfNeeded();
        await expect
          .poll(() => image.evaluate((shown) => 'naturalWidth' in shown && shown.naturalWidth))
          .toBe(320);
        expect(await page.getByRole('link', { name: 'plan.html.bin' }).getAttribute('download')).toBe(
          'plan.html.bin',
        );
        const styled = await page.evaluate(() => getComputedStyle(document.body).maxInlineSize);
        expect(styled, 'the style of the page holds').not.toBe('none');
        const policy = page.evaluate(async () => {
          const script = document.createElement('script');
          script.textContent = 'document.title = "pwned"';
          document.body.append(script);
          const probe = new Image();
          const settled = new Promise((resolve) =>
            ['load', 'error'].forEach((type) => probe.addEventListener(type, resolve)),
          );
          probe.src = 'http://localhost:9/probe.png';
          await settled;
          return document.title;
        });
        user.guard.allow(/script-src-elem|img-src|Content Security Policy/);
        user.guard.allowHost('localhost:9'); // asked for, and blocked before it left
        expect(await policy, 'a script put in by force').toBe('Mira & <b>sons</b>');
        expect(asked.filter((url) => !url.startsWith(base) && !url.includes('localhost:9/probe'))).toEqual(
          [],
        );
        await page.evaluate(() => scrollTo(0, 0));
        await shot(page, `archive-chat-${look}`);
        await user.close();
      }
  });

  it('comes into another browser of the same person, with names and files, once', async () => {
    const user = await openUser({ name: 'Anna, new phone', baseUrl: relay.url });
    const { page } = user;
    await restore(page, spare.path, spare.words, 'Anna');
    await join(page);
    const said = await importFile(page, zip);
    expect(said).toContain('9 messages added in 1 chat.');
    expect(said).toContain('2 files came along.');
    expect(await importFile(page, zip)).toContain('Everything in it is here already.');
    await shot(page, 'archive-imported');
    await openChatWith(page, mira);
    await heading(page, /sons/).waitFor();
    await expectMessage(page, 'Good morning, Mira');
    for (const text of HOSTILE.slice(0, 4)) await expectMessage(page, text);
    const image = page.getByAltText(named('Photo:', photo));
    await expect
      .poll(() => image.evaluate((shown) => 'naturalWidth' in shown && shown.naturalWidth))
      .toBe(320);
    // Life goes on behind it.
    await openChatWith(mira.page, anna);
    await say(mira.page, 'Welcome');
    await expectMessage(page, 'Welcome');
    const shown = await page.locator('.log .words').allTextContents();
    expect([shown[0], shown.at(-1)]).toEqual(['Good morning, Mira', 'Welcome']);
    await page.reload();
    await expectMessage(page, 'Good morning, Mira');
    await user.close();
  });

  it('is refused where another key lives', async () => {
    expect(await importFile(mira.page, zip)).toContain('This export belongs to another key.');
    await shot(mira.page, 'archive-refused');
  });

  it('goes with its sizes, and so do the files of a chat', async () => {
    const { page } = anna;
    await visit(page, 'you/storage');
    await page.getByRole('button', { name: /sons.*messages/ }).click();
    await page.getByRole('button', { name: /^Clear its files/ }).click();
    await page.getByText('Its files are off this device.').waitFor();
    await openChatWith(page, mira);
    await page.getByRole('button', { name: named('Download', photo) }).waitFor();
  });
});
