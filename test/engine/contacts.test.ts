// Contacts in the recovery file: put in with the words, taken up with the key, and damage that costs the contacts alone.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openContacts, sealContacts } from '../../src/crypto/contacts-block.ts';
import { fingerprintOf } from '../../src/crypto/fingerprint.ts';
import { makeKeyPair } from '../../src/crypto/key-pair.ts';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { emptyConversation } from '../../src/engine/conversation-rows.ts';
import { readContacts } from '../../src/engine/contacts-text.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { CONTACTS, fileOf, withCodes, writeKeyCodes } from '../../src/lib/key-codes.ts';
import { pemBlock, pemText } from '../../src/lib/pem-block.ts';
import { derToPem } from '../../src/protocol/pem.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import type { Store } from '../../src/store/store.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';

const OWN = 'vexing Quilt harpoon Dismal';
const rigs: Rig[] = [];
const stores = new Map<Rig, Store>();
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.close();
});

async function rigOf(): Promise<Rig> {
  const base = nodePlatform();
  let store: Store | undefined;
  const openStore: typeof base.openStore = async (onTrouble) => (store = await base.openStore(onTrouble));
  const rig = await startRig({ ...base, openStore });
  rigs.push(rig);
  if (store !== undefined) stores.set(rig, store);
  return rig;
}
async function personOf(change: Partial<PersonRow>): Promise<PersonRow> {
  const pem = derToPem((await makeKeyPair()).spki);
  const fingerprint = await fingerprintOf(pem);
  if (!isFingerprint(fingerprint)) throw new Error('no fingerprint');
  const nothing = { petname: '', claimed: '', accepted: false, saidHello: false, xSeenAt: 0, caps: [] };
  return { fingerprint, pem, firstSeen: 5, lastSeen: 6, ...nothing, ...change };
}

interface Told {
  readonly rig: Rig;
  readonly text: string;
  readonly words: readonly string[];
  readonly mira: Fingerprint;
  readonly tom: Fingerprint;
  readonly stranger: Fingerprint;
}
/** Somebody with two friends in a group, a stranger and a server, and a file with them in it. */
async function told(own?: string): Promise<Told> {
  const rig = await rigOf();
  await rig.engine.createIdentity('Anna');
  const made = await rig.engine.makeRecovery(own);
  await rig.engine.finishIdentity();
  const pest = await personOf({ claimed: 'Pest', blockedAt: 77 });
  const [mira, tom, stranger] = [
    await personOf({
      petname: 'Mira',
      accepted: true,
      verifiedAt: 1234,
      verifiedHow: 'number',
      note: 'Next door',
    }),
    await personOf({ claimed: 'Tom' }),
    await personOf({ claimed: 'Nobody', saidHello: true }),
  ];
  const group = await emptyConversation(rig.me(), [mira.fingerprint, tom.fingerprint]);
  if (group === undefined) throw new Error('no group');
  const title = { value: 'Garden', counter: 7, by: mira.fingerprint };
  await stores.get(rig)?.commit({
    put: {
      people: [mira, tom, stranger, pest],
      conversations: [{ ...group, title }],
      servers: [{ address: 'my.server:8001', scheme: 'wss', dialect: 'v12', addedAt: 1, lastJoinedAt: 2 }],
    },
  });
  const opener = own ?? made.words.join(' ').toUpperCase();
  expect(await rig.engine.packContacts('some other words')).toBeUndefined();
  expect(await rig.engine.packContacts(opener)).toEqual({ people: 3, groups: 1, servers: 1 });
  const saved = await rig.engine.savedRecovery();
  if (saved === undefined) throw new Error('no file');
  const words = own === undefined ? made.words : [own];
  const ids = { mira: mira.fingerprint, tom: tom.fingerprint, stranger: stranger.fingerprint };
  return { rig, text: saved.text, words, ...ids };
}

describe('contacts in the recovery file', () => {
  it.each([
    ['six words', undefined],
    ['a passphrase of one’s own', OWN],
  ])('come back with the key, under %s', async (_, own) => {
    const { rig, text, words, mira, tom, stranger } = await told(own);
    const other = await rigOf();
    const result = await other.engine.restoreIdentity(text, words.join(' '), 'Anna');
    expect(result).toEqual({
      ok: true,
      fingerprint: rig.me(),
      contacts: { people: 3, groups: 1, servers: 1 },
    });
    const start = await other.engine.start();
    expect(start.servers).toMatchObject([{ address: 'my.server:8001', scheme: 'wss', isCurrent: false }]);
    expect(start.conversations.find(({ kind }) => kind === 'group')).toMatchObject({ title: 'Garden' });
    await other.until('people', () => other.people.has(mira) && other.people.has(tom));
    expect(other.people.get(mira)).toMatchObject({
      petname: 'Mira',
      known: true,
      writable: true,
      verifiedAt: 1234,
      verifiedHow: 'number',
      note: 'Next door',
    });
    expect([...other.people.values()].find(({ claimed }) => claimed === 'Pest')).toMatchObject({
      blocked: true,
    });
    expect(other.people.get(tom)).toMatchObject({
      petname: undefined,
      claimed: 'Tom',
      known: false,
      verifiedAt: undefined,
    });
    expect(other.people.has(stranger)).toBe(false);
    // And they go on from there: to the next device, and through the next start.
    expect((await other.engine.savedRecovery())?.text).toBe(text);
    expect(start.identity).toMatchObject({
      me: { recovery: { kind: 'tested', ...(own !== undefined && { own: true }) } },
    });
    expect(start.identity).toHaveProperty('me.recovery.contactsAt');
  });

  it('travel in the codes, too', async () => {
    const { rig, text, words, mira } = await told();
    const codes = writeKeyCodes(text, rig.me(), true) ?? [];
    expect(codes.length).toBeGreaterThan(5);
    const read = withCodes(undefined, codes.toReversed().join('\n'));
    const file = typeof read === 'string' ? read : fileOf(read);
    expect(file).toEqual({ text });
    const other = await rigOf();
    await other.engine.restoreIdentity(text, words.join(' '), 'Anna');
    await other.until('Mira', () => other.people.has(mira));
  });

  it.each([
    ['a changed byte', (block: Uint8Array) => block.with(block.length - 20, (block.at(-20) ?? 0) ^ 1)],
    ['a cut end', (block: Uint8Array) => block.slice(0, -1)],
    ['another version', (block: Uint8Array) => block.with(0, 2)],
    ['nothing but a head', (block: Uint8Array) => block.slice(0, 33)],
    ['too many rounds', (block: Uint8Array) => block.with(1, 0x7f)],
  ])('that are damaged cost the contacts alone: %s', async (_, harm) => {
    const { rig, text, words } = await told();
    const block = pemBlock(text, CONTACTS) ?? new Uint8Array();
    const key = text.slice(0, text.indexOf(`-----BEGIN ${CONTACTS}`));
    const other = await rigOf();
    const bad = key + pemText(CONTACTS, harm(block));
    expect(await other.engine.restoreIdentity(bad, words.join(' '), 'Anna')).toEqual({
      ok: true,
      fingerprint: rig.me(),
      contacts: 'damaged',
    });
    expect(other.people.size).toBe(0);
    expect((await other.engine.savedRecovery())?.text).toBe(key);
  });

  it('of another key’s file are not taken up', async () => {
    const [anna, eve] = [await told(OWN), await told(OWN)];
    const key = anna.text.slice(0, anna.text.indexOf(`-----BEGIN ${CONTACTS}`));
    const mixed = key + pemText(CONTACTS, pemBlock(eve.text, CONTACTS) ?? new Uint8Array());
    const other = await rigOf();
    expect(await other.engine.restoreIdentity(mixed, OWN, 'Anna')).toMatchObject({ contacts: 'damaged' });
  });

  it('stand behind the key: openssl still reads the file', async ({ skip }) => {
    const { rig, text, words } = await told();
    const folder = mkdtempSync(join(tmpdir(), 'contacts-'));
    const file = join(folder, 'anna.porchlight-key');
    writeFileSync(file, text);
    try {
      execFileSync('openssl', ['version'], { stdio: 'ignore' });
    } catch {
      if (process.env['CI'] === undefined) skip('no openssl on this machine');
    }
    const args = ['pkey', '-in', file, '-passin', `pass:${words.join(' ')}`, '-pubout', '-outform', 'DER'];
    const spki = execFileSync('openssl', args);
    expect(await fingerprintOf(derToPem(new Uint8Array(spki)))).toBe(rig.me());
    rmSync(folder, { recursive: true });
  });

  it('need a file to lie in', async () => {
    const rig = await rigOf();
    await rig.engine.createIdentity('Anna');
    await rig.engine.finishIdentity();
    await expect(rig.engine.packContacts('x')).rejects.toMatchObject({ kind: 'no-recovery' });
  });
});

describe('the block', () => {
  it('opens with its passphrase and its key alone, and is another one every time', async () => {
    const seal = () => sealContacts(utf8('{"a":1}'), OWN, 'mine', { iterations: 10 });
    const block = await seal();
    expect(Buffer.from((await openContacts(block, OWN, 'mine')) ?? []).toString()).toBe('{"a":1}');
    expect(await openContacts(block, OWN, 'theirs')).toBeUndefined();
    expect(await openContacts(block, OWN.toLowerCase(), 'mine')).toBeUndefined();
    expect(await seal()).not.toEqual(block);
  });

  it('says what it can of a text, and nothing of one of a later version', () => {
    const read = (value: unknown) => readContacts(utf8(JSON.stringify(value)));
    expect(read({ version: 2, people: [] })).toBeUndefined();
    expect(read([])).toBeUndefined();
    const odd = {
      version: 1,
      people: [{ fingerprint: 'x', key: 'y' }, null],
      groups: [{ members: ['x', 'y'] }, 7],
      servers: [
        { address: 'a.example', scheme: 'https' },
        { address: 'http://evil', scheme: 'wss' },
        { address: 'good.example:8001', scheme: 'wss' },
      ],
    };
    expect(read(odd)).toMatchObject({
      people: [],
      groups: [],
      servers: [{ address: 'good.example:8001', scheme: 'wss' }],
    });
  });
});

describe('a passphrase of one’s own', () => {
  it('locks the file, is asked for again, and is told to the page', async () => {
    const rig = await rigOf();
    await rig.engine.createIdentity('Anna');
    for (const [weak, kind] of [
      ['aaaaaaaaaaaaaaaaaaaa', 'weak-passphrase'],
      ['Grüße an alle Nachbarn hier', 'bad-passphrase'],
    ] as const)
      await expect(rig.engine.makeRecovery(weak)).rejects.toMatchObject({ kind });
    const file = await rig.engine.makeRecovery(OWN);
    expect(file.words).toEqual([]);
    expect(file.text).toContain('that its owner chose');
    expect(file.text).not.toContain('six words');
    expect(await rig.engine.rehearseRecovery([OWN.toLowerCase()])).toBe(false);
    expect(await rig.engine.rehearseRecovery([OWN])).toBe(true);
    expect((await rig.engine.start()).identity).toMatchObject({
      me: { recovery: { kind: 'tested', own: true } },
    });
  });
});
