// The corpus of odd, weak and doctored keys in Chromium: the same verdicts as in Node (test/crypto/key-corpus.test.ts), from the
// same code; and the app itself says why for each file, and makes nothing of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from 'vite';
import { en } from '../../src/ui/words/en.ts';
import { expectedVerdicts, type KeyCorpus } from '../support/judge-keys.ts';
import { ROOT, scratchFolder } from './support/paths.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { startStaticHost } from './support/static-host.ts';
import { heading } from './support/steps.ts';
import { openUser } from './support/user.ts';

const corpus = JSON.parse(readFileSync(join(ROOT, 'test/crypto/key-corpus.json'), 'utf8')) as KeyCorpus;

/** The page with the product's own rooms in it, with the targets of vite.config.ts. */
async function verdictPage(): Promise<string> {
  const folder = scratchFolder('verdicts');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: ['chrome125', 'firefox128', 'safari18'],
      lib: {
        entry: join(ROOT, 'test/e2e/support/verdict-page.ts'),
        formats: ['es'],
        fileName: () => 'verdicts.js',
      },
    },
  });
  const html =
    '<!doctype html><html lang="en"><title>t</title><script type="module" src="verdicts.js"></script>';
  writeFileSync(join(folder, 'index.html'), html);
  return folder;
}

describe('the corpus of keys in Chromium', () => {
  it('gets the same verdicts as in Node', async () => {
    const host = await startStaticHost({ root: await verdictPage(), folder: '/' });
    const { page } = await openUser({ name: 'judge', baseUrl: host.url });
    await page.waitForFunction(() => 'judgeKeys' in globalThis);
    const lines = await page.evaluate<readonly string[]>(`judgeKeys(${JSON.stringify(corpus)})`);
    expect(lines).toEqual(expectedVerdicts(corpus));
  });

  it('is refused by the app with the reason, file by file', async () => {
    const relay = await startRelayProcess();
    const { page } = await openUser({ name: 'Anna', baseUrl: relay.url });
    await page.getByRole('button', { name: 'Restore from a recovery file' }).click();
    await page.getByLabel('Your name').fill('Anna');
    const open = page.getByRole('button', { name: 'Open the file' });
    for (const { name, text, passphrase, verdict } of corpus.files) {
      if (verdict === 'ok') continue;
      const buffer = Buffer.from(text);
      const file = { name: 'key.pem', mimeType: 'application/x-pem-file', buffer };
      await page
        .getByLabel('Recovery file')
        .setInputFiles({ ...file, name: `${name.replaceAll(/\W/g, '-')}.pem` });
      await page.locator('.keyfile').getByText(/\d/).first().waitFor();
      const hasWords = await page.getByLabel('Word 1').isVisible();
      if (hasWords) await page.getByLabel('Word 1').fill('one two three four five six');
      else if (await page.getByLabel('Passphrase').isVisible())
        await page.getByLabel('Passphrase').fill(passphrase === '' ? 'none' : passphrase);
      await open.click();
      const [kind = '', detail] = verdict.split(': ');
      // Of another program's passphrase nobody says that its words are in disorder.
      const isOwn = kind === 'wrong-words' && !hasWords;
      const said = isOwn
        ? en.welcome.ownBad
        : en.welcome.restoreFailed[kind as keyof typeof en.welcome.restoreFailed];
      const alert = page.getByRole('alert').filter({ hasText: said });
      await alert.waitFor({ timeout: 10_000 }).catch((cause: unknown) => {
        throw new Error(`${name}: nothing said "${said}"`, { cause });
      });
      if (detail !== undefined) expect(await alert.innerText(), name).toContain(detail);
    }
    await page.reload();
    await heading(page, 'Talk with your neighbours').or(heading(page, 'Welcome back')).waitFor();
  });
});
