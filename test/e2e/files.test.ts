// Files between two people: up with the truth about them, down on a tap, the same bytes, nothing that runs.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import {
  bytesOf,
  fetchFile,
  meet,
  named,
  picture,
  saveFile,
  sendFile,
  sha256,
  watchProgress,
  type Attachment,
  type Meeting,
} from './support/meeting.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { startSlowLink, type SlowLink } from './support/slow-link.ts';

const MEBIBYTE = 1024 * 1024;
const SOON = { timeout: 15_000 };
const any = (name: string, size: number): Attachment => ({
  name,
  buffer: randomBytes(size),
});

/** A relay behind a network whose speed the test sets; pages and files come over it. */
async function behindLink(): Promise<{ relay: RelayProcess; link: SlowLink; url: string; address: string }> {
  const link = await startSlowLink();
  const address = `127.0.0.1:${link.port}`;
  const relay = await startRelayProcess({ args: ['--public-url', `http://${address}`] });
  link.leadTo(relay.port);
  return { relay, link, url: `http://${address}/`, address };
}

onBothLoads('files', (controlledBySw) => {
  let place: Awaited<ReturnType<typeof behindLink>>;
  let people: Meeting;
  beforeAll(async () => {
    place = await behindLink();
    people = await meet({ baseUrl: place.url, server: place.address, controlledBySw });
  });

  it('pictures show at the other side after a tap, and not a byte before', async () => {
    const { anna, mira } = people;
    const asked: string[] = [];
    mira.user.context.on('request', (request) => asked.push(request.url()));
    for (const type of ['png', 'jpeg', 'webp'] as const) {
      const file = await picture(anna.page, type);
      await sendFile(anna.page, file);
      const button = mira.page.getByRole('button', { name: named('Download', file.name) });
      await button.waitFor();
      expect(asked.filter((url) => url.includes('/files/'))).toEqual([]);
      await button.click();
      const image = mira.page.getByAltText(named('Photo:', file.name));
      await expect
        .poll(() => image.evaluate((shown) => 'naturalWidth' in shown && shown.naturalWidth), SOON)
        .toBe(320);
      expect(sha256(await bytesOf(await saveFile(mira.page, file.name)))).toBe(sha256(file.buffer));
      await expect
        .poll(
          () =>
            anna.page
              .getByAltText(named('Photo:', file.name))
              .evaluate((shown) => 'naturalWidth' in shown && shown.naturalWidth),
          SOON,
        )
        .toBe(320);
      asked.length = 0;
    }
    await shot(mira.page, `files-pictures${controlledBySw ? '-controlled' : ''}`);
  });

  it('20 MiB go both ways, byte for byte, and one sees how far they are', async () => {
    const { anna, mira } = people;
    place.link.limit(32 * MEBIBYTE);
    for (const [from, to, name] of [
      [anna.page, mira.page, 'there.dat'],
      [mira.page, anna.page, 'back.dat'],
    ] as const) {
      const file = any(name, 20 * MEBIBYTE);
      const [sent, received] = await Promise.all([watchProgress(from), watchProgress(to)]);
      await sendFile(from, file);
      await to.getByRole('button', { name: named('Download', name) }).waitFor({ timeout: 30_000 });
      await fetchFile(to, name);
      const download = await saveFile(to, name);
      expect(download.suggestedFilename()).toBe(name);
      expect(sha256(await bytesOf(download))).toBe(sha256(file.buffer));
      for (const seen of [await sent(), await received()]) {
        expect(seen.length, 'steps of the progress bar').toBeGreaterThan(1);
        expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
      }
    }
    place.link.limit(undefined);
  });

  it('an upload and a download can be stopped, and begun again', async () => {
    const { anna, mira } = people;
    const file = any('slow.dat', 3 * MEBIBYTE);
    place.link.limit(MEBIBYTE / 2);
    await sendFile(anna.page, file);
    await anna.page.getByRole('button', { name: named('Cancel', file.name) }).click();
    await anna.page.getByText('Stopped by you').waitFor();
    place.link.limit(undefined);
    await anna.page.getByRole('button', { name: 'Try again' }).click();
    const download = mira.page.getByRole('button', { name: named('Download', file.name) });
    await download.waitFor();
    place.link.limit(MEBIBYTE / 2);
    await download.click();
    await mira.page.getByRole('button', { name: named('Cancel', file.name) }).click();
    place.link.limit(undefined);
    await fetchFile(mira.page, file.name);
    expect(sha256(await bytesOf(await saveFile(mira.page, file.name)))).toBe(sha256(file.buffer));
  });

  it('what could run is a download, named safely and lying under a random name', async () => {
    const { anna, mira } = people;
    const markup = `<svg xmlns="http://www.w3.org/2000/svg"><script>window.ran = true</script></svg>`;
    const bad = [
      {
        name: 'party.html',
        buffer: Buffer.from(`<script>window.ran = true</script>`),
      },
      { name: 'map.svg', buffer: Buffer.from(markup) },
      { name: 'really.png', buffer: Buffer.from(markup) },
    ];
    for (const file of bad) {
      const safe = file.name.endsWith('png') ? file.name : `${file.name}.bin`;
      await sendFile(anna.page, file);
      await fetchFile(mira.page, safe);
      const download = await saveFile(mira.page, safe);
      expect(download.suggestedFilename()).toBe(safe);
      expect(await bytesOf(download)).toEqual(file.buffer);
      expect(await mira.page.getByAltText(named('Photo:', safe)).count()).toBe(0);
    }
    // What was stopped half-way goes as soon as the relay has noticed.
    const odd = (): string[] =>
      readdirSync(place.relay.uploads).filter((name) => !/^[0-9a-f]{32}$/.test(name));
    await expect.poll(odd, SOON).toEqual([]);
    const stored = readdirSync(place.relay.uploads);
    expect(place.relay.logs()).not.toMatch(/party|garden|slow\.dat/);
    // The bare address, opened in a tab of its own: a file to save, never a page of this origin.
    const tab = await mira.user.context.newPage();
    const saving = tab.waitForEvent('download');
    await tab.goto(`${place.url}files/${stored[0] ?? ''}`).catch(() => undefined);
    expect((await saving).suggestedFilename()).not.toMatch(/html|svg/);
    await tab.close();
    expect(await mira.page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });
});

describe('a server that takes no large files', () => {
  it('is told of with its limit, and the file can be tried again', async () => {
    const relay = await startRelayProcess({ args: ['--max-upload', '1M'] });
    const { anna } = await meet({ baseUrl: relay.url, controlledBySw: true });
    anna.user.guard.allow(/413/);
    await sendFile(anna.page, any('large.dat', 2 * MEBIBYTE));
    const problem = anna.page.getByRole('alert');
    await expect
      .poll(() => problem.textContent(), SOON)
      .toContain('Not sent: this server takes 1 MB at most');
    await shot(anna.page, 'files-too-large');
    await anna.page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => problem.textContent(), SOON).toContain('this server takes 1 MB at most');
    await sendFile(anna.page, any('small.dat', 10_000));
    await expect
      .poll(() => anna.page.getByRole('button', { name: named('Save', 'small.dat') }).count(), SOON)
      .toBe(1);
  });
});

describe('a file on another host', () => {
  it('is fetched only after the question, which names the host', async () => {
    const relay = await startRelayProcess({ args: ['--public-url', 'http://files.neighbour.example'] });
    const { anna, mira } = await meet({ baseUrl: relay.url, controlledBySw: true });
    await sendFile(anna.page, any('far.dat', 5000));
    const download = mira.page.getByRole('button', { name: named('Download', 'far.dat') });
    await download.click();
    const question = mira.page.getByRole('alertdialog');
    expect(await question.textContent()).toContain('files.neighbour.example');
    await shot(mira.page, 'files-other-host');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(mira.user.guard.hosts).not.toContain('files.neighbour.example');
    mira.user.guard.allowHost('files.neighbour.example');
    mira.user.guard.allow(/net::ERR_NAME_NOT_RESOLVED/);
    await download.click();
    await question.getByRole('button', { name: 'Download from there' }).click();
    await mira.page.getByText('The server could not be reached').waitFor();
    expect(mira.user.guard.hosts).toContain('files.neighbour.example');
  });
});
