// Files at servers that keep pages out: what still works, and that it is said.
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { startClosedServer, type ClosedServer } from './support/closed-server.ts';
import { expectAccessible } from './support/axe.ts';
import {
  bytesOf,
  meet,
  messageWith,
  named,
  picture,
  saveFile,
  sendFile,
  type Meeting,
} from './support/meeting.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { expectMessage, say } from './support/steps.ts';

const SOON = { timeout: 15_000 };
/** What Chromium itself writes about an answer a page may not read. */
const CORS = /CORS policy|net::ERR_FAILED/;

async function meetAt(server: ClosedServer): Promise<Meeting> {
  const relay = await startRelayProcess();
  const people = await meet({
    baseUrl: relay.url,
    server: server.address,
    hosts: [server.address],
    controlledBySw: true,
  });
  for (const { user } of [people.anna, people.mira]) user.guard.allow(CORS);
  return people;
}

describe('a server that gives a page no files', () => {
  it('leaves a plain link, which opens the file in a tab of its own', async () => {
    const server = await startClosedServer('upload');
    const { anna, mira } = await meetAt(server);
    const file = { name: 'plan.txt', buffer: Buffer.from('soup at seven') };
    await sendFile(anna.page, file);
    await mira.page.getByRole('button', { name: named('Download', file.name) }).click();
    await mira.page.getByText('This server lets no page fetch its files').waitFor();
    await expectAccessible(mira.page);
    await shot(mira.page, 'files-link');
    const before = server.visits.length;
    const opening = mira.user.context.waitForEvent('page');
    await mira.page.getByRole('link', { name: named('Open it in a new tab:', file.name) }).click();
    const tab = await opening;
    await tab.getByText('soup at seven').waitFor();
    expect(await tab.evaluate(() => [document.referrer, String(globalThis.opener)])).toEqual(['', 'null']);
    expect(server.visits.slice(before)).toContain('GET /files/2');
    await tab.close();
  });
});

describe('a server that takes no files from a page', () => {
  let server: ClosedServer;
  let people: Meeting;
  beforeAll(async () => {
    server = await startClosedServer('none');
    people = await meetAt(server);
  });

  it('leaves small files to the message, sealed, once both have shown that they can', async () => {
    const { anna, mira } = people;
    await say(mira.page, 'here I am');
    await expectMessage(anna.page, 'here I am');
    const file = await picture(anna.page, 'png');
    expect(file.buffer.length).toBeLessThan(48 * 1024);
    await sendFile(anna.page, file);
    const image = mira.page.getByAltText(named('Photo:', file.name));
    await expect
      .poll(() => image.evaluate((shown) => 'naturalWidth' in shown && shown.naturalWidth), SOON)
      .toBe(320);
    expect(await bytesOf(await saveFile(mira.page, file.name))).toEqual(file.buffer);
    await shot(mira.page, 'files-inside');
    expect(server.visits.filter((visit) => visit.startsWith('GET /files/'))).toEqual([]);
  });

  it('says so of a larger one, and what would do', async () => {
    const { anna } = people;
    await sendFile(anna.page, { name: 'film.dat', buffer: randomBytes(200_000) });
    const problem = messageWith(anna.page, 'film.dat').getByRole('alert');
    await expect
      .poll(() => problem.textContent(), SOON)
      .toContain('could not be reached, or does not allow uploads');
    await expectAccessible(anna.page);
    await shot(anna.page, 'files-kept-out');
  });
});
