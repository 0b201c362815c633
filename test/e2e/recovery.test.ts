// The spare key: made, rehearsed, opened by other tools, and the way back on another device or after a loss (R07).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { derToPem } from '../../src/protocol/pem.ts';
import { onBothLoads } from './support/both-loads.ts';
import { scratchFolder } from './support/paths.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { makeSpare, newPersonWithSpare, restore, typeWords, type Spare } from './support/spare.ts';
import {
  expectMessage,
  heading,
  join,
  newPerson,
  openChatWith,
  personOf,
  say,
  seesLight,
  visit,
  type Person,
} from './support/steps.ts';
import { openUser } from './support/user.ts';

const WRONG = 'one two three four five six';
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

onBothLoads('the spare key', (controlledBySw) => {
  let relay: RelayProcess;
  let spare: Spare;
  let anna: Person;
  let mira: Person;
  beforeAll(async () => {
    relay = await startRelayProcess();
    mira = await newPerson({ name: 'Mira', baseUrl: relay.url, controlledBySw });
  });

  it('counts only once it was opened with the right words', async () => {
    const user = await openUser({ name: 'Anna', baseUrl: relay.url, controlledBySw });
    const { page } = user;
    spare = await makeSpare(page, 'Anna');
    expect(spare.file.suggestedFilename()).toMatch(/^anna-\w{8}\.porchlight-key$/i);
    await typeWords(page, WRONG);
    await page.getByRole('alert').getByText('These words don’t open it').waitFor();
    await shot(page, 'recovery-wrong-words');
    // Somebody else's habits: capital letters, and numbers in front.
    await typeWords(page, spare.words.toUpperCase());
    await heading(page, 'Join a neighbourhood').waitFor();
    await join(page);
    anna = await personOf(user, 'Anna');
    await visit(page, 'you/identity');
    await page.getByText('Saved and tested').waitFor();
    await openChatWith(page, mira);
    await say(page, 'Hello Mira, this is Anna');
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'Hello Mira, this is Anna');
  });

  it.skipIf(!hasOpenssl)(`opens with openssl${hasOpenssl ? '' : ' (not installed here)'}`, () => {
    const args = ['pkey', '-in', spare.path, '-passin', `pass:${spare.words}`, '-pubout', '-outform', 'DER'];
    const { status, stdout, stderr } = spawnSync('openssl', args);
    expect([status, stderr.toString()]).toEqual([0, '']);
    const pem: string = derToPem(new Uint8Array(stdout));
    expect(createHash('sha256').update(pem).digest('base64')).toBe(anna.fingerprint);
    const locked = spawnSync('openssl', args.with(4, `pass:${WRONG}`));
    expect(locked.status).not.toBe(0);
  });

  it('holds no key that could be read without the words', () => {
    const text = readFileSync(spare.path, 'utf8');
    expect(text).toContain('-----BEGIN ENCRYPTED PRIVATE KEY-----');
    expect(text).not.toMatch(/BEGIN (?:RSA )?PRIVATE KEY/);
    // One of them alone may well be a word of the explanation.
    const words = spare.words.split(' ');
    for (const [at, word] of words.slice(1).entries())
      expect(text.toLowerCase()).not.toContain(`${words[at] ?? ''} ${word}`);
  });

  it('makes the same person of a new browser, and messages flow again', async () => {
    await anna.user.close();
    const user = await openUser({ name: 'Anna again', baseUrl: relay.url, controlledBySw });
    const { page } = user;
    await restore(page, spare.path, WRONG, 'Anna');
    await page.getByRole('alert').getByText('Nothing was changed').waitFor();
    await typeWords(page, spare.words);
    await join(page);
    const again = await personOf(user, 'Anna');
    expect(again.fingerprint).toBe(anna.fingerprint);
    await visit(mira.page, 'people');
    await seesLight(mira.page, anna);
    await openChatWith(page, mira);
    await say(page, 'A new phone, the same me');
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'Hello Mira, this is Anna');
    await expectMessage(mira.page, 'A new phone, the same me');
    await say(mira.page, 'Welcome back');
    await expectMessage(page, 'Welcome back');
  });
});

describe('a browser that lost its storage', () => {
  it('says so, makes no new key by itself, and takes the spare', async () => {
    const relay = await startRelayProcess();
    const { person, spare } = await newPersonWithSpare({
      name: 'Tom',
      baseUrl: relay.url,
      persistent: scratchFolder('profile'),
      controlledBySw: true,
    });
    const { user, page, fingerprint } = person;
    // A page of the same origin without the app: nothing holds the database there.
    user.guard.allow(/favicon\.ico/);
    await page.goto(`${relay.url}favicon.svg`);
    await page.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases())
        await new Promise((resolve, reject) => {
          const deletion = indexedDB.deleteDatabase(name);
          deletion.addEventListener('success', resolve);
          deletion.addEventListener('error', reject);
        });
    });
    await page.goto(relay.url);
    await heading(page, 'Your identity is gone on this device').waitFor();
    await shot(page, 'recovery-lost');
    await restore(page, spare.path, spare.words, 'Tom');
    await join(page);
    expect((await personOf(user, 'Tom')).fingerprint).toBe(fingerprint);
  });
});
