// Exports and their import: what comes out of one device goes into another, once, and nothing else goes in.
import { unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { exportChats } from '../../../src/engine/archive/export.ts';
import { importChats } from '../../../src/engine/archive/import.ts';
import { toBase64 } from '../../../src/lib/base64.ts';
import { signedBytes } from '../../../src/engine/archive/format.ts';
import { Disk } from '../../support/memory-store.ts';
import { fakeIdentity, type Identity, type Party } from '../../support/two-parties.ts';
import { asFile, chats, depsOf, device, fill, said, shown, WORDS } from './support.ts';

let anna: Identity;
let ben: Identity;
let cleo: Identity;
beforeAll(async () => {
  [anna, ben, cleo] = (await Promise.all(['anna', 'ben', 'cleo'].map(fakeIdentity))) as [
    Identity,
    Identity,
    Identity,
  ];
});
const others = () => [ben.key.fingerprint, cleo.key.fingerprint];
const exportOf = async (party: Party, withFiles = true): Promise<Blob> =>
  (await exportChats(depsOf(party), 'all', withFiles, WORDS)).file;

/** A first device with two chats of a few messages. */
async function filled(
  change: (disk: Disk) => void = () => undefined,
): Promise<{ party: Party; ids: readonly ConversationId[]; disk: Disk }> {
  const disk = new Disk();
  const line = (author: number, text: string, at: number) => ({
    author,
    text,
    at,
    gap: 1,
    state: 'accepted' as const,
    file: null,
    isFirst: false,
  });
  const plan = {
    ...line(1, 'See the plan', 3),
    file: { name: 'plan.txt', bytes: new Uint8Array([1, 2, 3]), isHere: true },
  };
  const ids = await fill(disk, anna.key.fingerprint, others(), [
    [line(0, 'Hello Ben', 1), line(1, 'Hello Anna', 2), plan],
    [line(2, 'Hello all', 4)],
  ]);
  change(disk);
  return { party: await device(anna, disk), ids, disk };
}

describe('an export', () => {
  it('comes out on another device of the same identity as it was, and a second time adds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(chats, async (content) => {
        const disk = new Disk();
        const ids = await fill(disk, anna.key.fingerprint, others(), content);
        const first = await device(anna, disk);
        const second = await device(anna);
        const count = content.flat().length;
        const zip = asFile(await exportOf(first));
        const report = await importChats(depsOf(second), zip);
        expect(report).toMatchObject({ added: count, known: 0, refused: 0 });
        expect(report.files).toBe(content.flat().filter(({ file }) => file?.isHere === true).length);
        for (const id of ids) {
          const here = await shown(second, id);
          expect(here.map(said)).toEqual((await shown(first, id)).map(said));
          expect(here.every(({ imported }) => imported === true)).toBe(true);
        }
        const views = (party: Party) =>
          party.side.conversations.views().map(({ id, kind, members, unread, last }) => ({
            id,
            kind,
            members,
            unread,
            last: last && { ...last, state: undefined },
          }));
        const byId = (list: ReturnType<typeof views>) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(views(second))).toEqual(byId(views(first)));
        const again = await importChats(depsOf(second), zip);
        expect(again).toMatchObject({ chats: 0, added: 0, known: count, refused: 0, files: 0 });
        // Nothing goes out because of it, and no counter has moved.
        expect(second.side.book.rows.size).toBe(0);
        const loaded = await second.store.load();
        expect([loaded.outbox, loaded.receipts, loaded.ledger]).toEqual([[], [], undefined]);
        expect(await second.store.heard(others())).toEqual(new Map());
      }),
      { numRuns: 60 },
    );
  });

  it('brings files with their bytes, and their messages alone where it was made without them', async () => {
    const { party, ids } = await filled();
    const [chat] = ids as [ConversationId];
    for (const withFiles of [true, false]) {
      const second = await device(anna);
      await importChats(depsOf(second), asFile(await exportOf(party, withFiles)));
      const last = (await shown(second, chat)).at(-1);
      expect(last?.file).toMatchObject({
        name: 'plan.txt',
        size: 3,
        state: { kind: withFiles ? 'local' : 'remote' },
      });
      const blob = (await second.store.blob(last?.id ?? ''))?.blob;
      expect(blob && [...new Uint8Array(await blob.arrayBuffer())]).toEqual(
        withFiles ? [1, 2, 3] : undefined,
      );
    }
  });

  it('of one chat holds that chat and no word of another', async () => {
    const { party, ids } = await filled();
    const { file, fileName } = await exportChats(depsOf(party), ids.slice(1, 2), true, WORDS);
    expect(fileName).toMatch(/^porchlight-chat-2026-11-2\d\.zip$/);
    const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const text = Object.values(entries)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('');
    expect(text).toContain('Hello all');
    expect(text).not.toContain('Hello Ben');
    expect(Object.keys(entries)).toEqual([
      'messages/0001-0001.json',
      'chats/0001.html',
      'index.html',
      'porchlight-export.json',
      'porchlight-export.sig',
    ]);
  });

  it('leaves out what disappears', async () => {
    const { party } = await filled(({ tables }) => {
      for (const [key, row] of tables.messages)
        if (row.text === 'Hello Anna') tables.messages.set(key, { ...row, ttl: 60 });
    });
    const text = JSON.stringify(
      Object.values(unzipSync(new Uint8Array(await (await exportOf(party)).arrayBuffer()))).map((bytes) =>
        new TextDecoder().decode(bytes),
      ),
    );
    expect(text).toContain('Hello Ben');
    expect(text).not.toContain('Hello Anna');
  });

  it('carries reply, edit, reactions, title and what was taken back', async () => {
    const { party, ids } = await filled(({ tables }) => {
      const [own, answer] = [...tables.messages.values()];
      if (own === undefined || answer === undefined) return;
      const me = 'me' as const;
      tables.messages.set(answer.key, {
        ...answer,
        reply: { author: me, id: own.id },
        mentions: [{ at: 0, length: 5, who: me }],
        edit: { text: 'Hello, Anna', counter: 99 },
        reactions: [{ who: me, emoji: '👍', counter: 7 }],
      });
      const [, , , group] = [...tables.messages.values()];
      if (group !== undefined) tables.messages.set(group.key, { ...group, text: '', deleted: true });
      for (const [id, row] of tables.conversations)
        if (row.kind === 'group')
          tables.conversations.set(id, {
            ...row,
            title: { value: 'Book club', counter: 5, by: ben.key.fingerprint },
          });
    });
    const second = await device(anna);
    await importChats(depsOf(second), asFile(await exportOf(party)));
    for (const id of ids) {
      const bare = async (one: Party) =>
        (await one.store.messagesAfter(id, -Infinity, 50)).map(
          ({ seq: _seq, imported: _imported, file: _file, ...row }) => row,
        );
      expect(await bare(second)).toEqual(await bare(party));
    }
    expect(second.side.conversations.views().find(({ kind }) => kind === 'group')?.title).toBe('Book club');
  });

  it('brings names of mine and keys of people who are strangers here, and changes none that I gave', async () => {
    const { party } = await filled();
    const row = {
      pem: ben.key.pem,
      fingerprint: ben.key.fingerprint,
      petname: 'Ben',
      claimed: 'benny',
      firstSeen: 1,
      lastSeen: 2,
      accepted: true,
      saidHello: false,
      xSeenAt: 0,
      caps: [],
    };
    party.people.stored([row]);
    const zip = asFile(await exportOf(party));
    const second = await device(anna);
    await importChats(depsOf(second), zip);
    expect((await second.store.people([ben.key.fingerprint])).get(ben.key.fingerprint)).toMatchObject({
      petname: 'Ben',
      pem: ben.key.pem,
      accepted: true,
    });
    const third = await device(anna);
    third.people.stored([{ ...row, petname: 'Uncle Ben', accepted: false }]);
    await importChats(depsOf(third), zip);
    expect((await third.store.people([ben.key.fingerprint])).get(ben.key.fingerprint)).toMatchObject({
      petname: 'Uncle Ben',
    });
  });
});

describe('an import', () => {
  it('puts what is missing where it belongs, and leaves what is here as it is', async () => {
    const { party, ids, disk } = await filled();
    const [chat] = ids as [ConversationId];
    const other = new Disk();
    // The other device knows the middle one, and one that the first does not.
    for (const row of disk.tables.messages.values())
      if (row.text === 'Hello Anna')
        other.tables.messages.set(row.key, { ...row, seq: 40, text: 'as it is here' });
    const [known] = other.tables.messages.values();
    const late = {
      ...known!,
      key: `${ben.key.fingerprint}|AAAAAAAAAAAAAAAAAAAAAw`,
      id: 'AAAAAAAAAAAAAAAAAAAAAw' as typeof known extends undefined
        ? never
        : NonNullable<typeof known>['id'],
      seq: 41,
      text: 'only here',
      at: (known?.at ?? 0) + 60_000,
    };
    other.tables.messages.set(late.key, late);
    for (const row of disk.tables.conversations.values())
      if (row.id === chat)
        other.tables.conversations.set(chat, {
          ...row,
          lastSeq: 41,
          lastMessage: late.id,
          lastLine: { author: late.author, text: late.text, what: 'text', at: late.at },
          unread: 1,
          readUpTo: 40,
        });
    other.lastSeq = 41;
    const second = await device(anna, other);
    const report = await importChats(depsOf(second), asFile(await exportOf(party)));
    expect(report).toEqual({ chats: 2, added: 3, known: 1, refused: 0, files: 1 });
    expect((await shown(second, chat)).map(({ text }) => text)).toEqual([
      'Hello Ben',
      'as it is here',
      'See the plan',
      'only here',
    ]);
    const view = second.side.conversations.views().find(({ id }) => id === chat);
    expect(view).toMatchObject({ unread: 1, readUpTo: 40, last: { text: 'only here' } });
    // What arrives next stands behind it all.
    expect(second.desk.nextSeq()).toBe(42);
  });

  const tampered = async (
    change: (entries: Record<string, Uint8Array>) => void | Promise<void>,
  ): Promise<Blob> => {
    const { party } = await filled();
    const entries = unzipSync(new Uint8Array(await (await exportOf(party)).arrayBuffer()));
    await change(entries);
    const stored = Object.entries(entries).map(([name, bytes]) => [
      name,
      name.startsWith('files/') ? [bytes, { level: 0 }] : bytes,
    ]);
    return new Blob([zipSync(Object.fromEntries(stored) as Parameters<typeof zipSync>[0])]);
  };
  const edit = (
    entries: Record<string, Uint8Array>,
    name: string,
    change: (text: string) => string,
  ): void => {
    entries[name] = new TextEncoder().encode(change(new TextDecoder().decode(entries[name])));
  };
  const MANIFEST = 'porchlight-export.json';
  const sign = async (entries: Record<string, Uint8Array>): Promise<void> => {
    const signature = await anna.runner.sign(signedBytes(entries[MANIFEST] ?? new Uint8Array()));
    entries['porchlight-export.sig'] = new TextEncoder().encode(toBase64(signature));
  };

  it.each<[string, string, (entries: Record<string, Uint8Array>) => void | Promise<void>]>([
    ['a zip of something else', 'not-an-export', (entries) => void delete entries[MANIFEST]],
    ['no JSON', 'not-an-export', (entries) => edit(entries, MANIFEST, (text) => text.slice(1))],
    [
      'another format',
      'not-an-export',
      (entries) => edit(entries, MANIFEST, (text) => text.replace('porchlight-export', 'other')),
    ],
    [
      'a version of the future',
      'newer-version',
      (entries) => edit(entries, MANIFEST, (text) => text.replace('"version": 1', '"version": 2')),
    ],
    ['no signature', 'unproven', (entries) => void delete entries['porchlight-export.sig']],
    [
      'a signature that is none',
      'unproven',
      (entries) => edit(entries, 'porchlight-export.sig', () => 'c2ln'),
    ],
    [
      'another name for somebody',
      'unproven',
      (entries) => edit(entries, MANIFEST, (text) => text.replace('"lastSeq"', '"lastseq": 1, "lastSeq"')),
    ],
    [
      'other words',
      'damaged',
      (entries) => edit(entries, 'messages/0001-0001.json', (text) => text.replace('Hello', 'Hallo')),
    ],
    ['a part that is missing', 'damaged', (entries) => void delete entries['messages/0001-0001.json']],
  ])('with %s is refused: %s', async (_what, kind, change) => {
    const second = await device(anna);
    await expect(importChats(depsOf(second), asFile(await tampered(change)))).rejects.toMatchObject({ kind });
    expect(
      second.side.conversations.views().flatMap(({ last }) => (last === undefined ? [] : [last.text])),
    ).not.toContain('Hallo Ben');
  });

  it('of somebody else’s export is refused, and nothing of it is here', async () => {
    const { party } = await filled();
    const second = await device(ben);
    await expect(importChats(depsOf(second), asFile(await exportOf(party)))).rejects.toMatchObject({
      kind: 'another-identity',
    });
    expect(second.side.conversations.views()).toEqual([]);
  });

  it('lets a message come without its file where that was changed', async () => {
    const second = await device(anna);
    const zip = await tampered(
      (entries) => void (entries['files/00001-plan.txt'] = new Uint8Array([6, 6, 6])),
    );
    expect(await importChats(depsOf(second), asFile(zip))).toMatchObject({ added: 4, files: 0 });
    expect(await second.store.blobKeys()).toEqual([]);
  });

  it('takes of what its own key signed only what makes sense', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(-1, 1e300, 2 ** 60, '', 'me', '__proto__', 'x'.repeat(5000)),
    );
    const base = await filled();
    const whole = unzipSync(new Uint8Array(await (await exportOf(base.party)).arrayBuffer()));
    const part = JSON.parse(new TextDecoder().decode(whole['messages/0001-0001.json'])) as {
      messages: Record<string, unknown>[];
    };
    const names = [
      ...new Set(part.messages.flatMap((one) => Object.keys(one))),
      'reply',
      'edit',
      'mentions',
      'reactions',
      'notice',
      'deleted',
    ];
    const { BlockHash } = await import('../../../src/engine/archive/block-hash.ts');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...names), value), { minLength: 1, maxLength: 5 }),
        async (changes) => {
          const messages = part.messages.map((one) => ({ ...one }));
          for (const [at, name, odd] of changes) (messages[at] ?? {})[name] = odd;
          const bytes = new TextEncoder().encode(JSON.stringify({ messages }));
          const hash = new BlockHash();
          hash.add(bytes);
          const told = await hash.end();
          const entries: Record<string, Uint8Array> = { ...whole, 'messages/0001-0001.json': bytes };
          edit(entries, MANIFEST, (text) => {
            const manifest = JSON.parse(text) as {
              conversations: { parts: { entry: string; hash: string }[] }[];
            };
            for (const { parts } of manifest.conversations)
              for (const one of parts) if (one.entry === 'messages/0001-0001.json') one.hash = told;
            return JSON.stringify(manifest);
          });
          await sign(entries);
          const second = await device(anna);
          const zip = new Blob([
            zipSync(
              Object.fromEntries(
                Object.entries(entries).map(([name, some]) => [
                  name,
                  name.startsWith('files/') ? [some, { level: 0 }] : some,
                ]),
              ) as Parameters<typeof zipSync>[0],
            ),
          ]);
          const report = await importChats(depsOf(second), asFile(zip));
          expect(report.added + report.refused + report.known).toBe(4);
          // Whatever is shown can be shown.
          for (const { id } of second.side.conversations.views())
            for (const view of await shown(second, id)) {
              expect(typeof view.text).toBe('string');
              expect(Number.isNaN(new Date(view.at).getTime())).toBe(false);
            }
          // And exported again.
          expect((await exportOf(second)).size).toBeGreaterThan(100);
        },
      ),
      { numRuns: 150 },
    );
  });
});
