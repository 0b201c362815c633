// What the chats use of this device, how files go, and what goes by itself when the disk is full (R06).
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import { makeRoom } from '../../../src/engine/archive/space.ts';
import { clearFiles, storageReport } from '../../../src/engine/archive/storage.ts';
import { watchedStore } from '../../../src/engine/watched-store.ts';
import type { Changes } from '../../../src/store/changes.ts';
import { StoreError } from '../../../src/store/problem.ts';
import type { Store } from '../../../src/store/store.ts';
import { Disk } from '../../support/memory-store.ts';
import { fakeIdentity, type Identity, type Party } from '../../support/two-parties.ts';
import { depsOf, device, fill, shown } from './support.ts';

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

let disk: Disk;
let party: Party;
let chat: ConversationId;
let group: ConversationId;
/** Ben and Cleo have each sent two files of 100 bytes to the group, Anna one to Ben. */
beforeEach(async () => {
  disk = new Disk();
  const file = (author: number, name: string, at: number, length = 100) => ({
    author,
    text: '',
    at,
    gap: 1,
    state: 'accepted' as const,
    file: { name, bytes: new Uint8Array(length), isHere: true },
    isFirst: false,
  });
  const others = [ben.key.fingerprint, cleo.key.fingerprint];
  [chat, group] = (await fill(disk, anna.key.fingerprint, others, [
    [file(0, 'mine.txt', 1, 40)],
    [file(1, 'ben-1', 2), file(2, 'cleo-1', 3), file(1, 'ben-2', 4), file(2, 'cleo-2', 5)],
  ])) as [ConversationId, ConversationId];
  party = await device(anna, disk);
});
const here = async (id = group): Promise<readonly string[]> =>
  (await shown(party, id)).flatMap(({ file }) => (file?.state.kind === 'local' ? [file.name] : []));

describe('the report', () => {
  it('counts messages and bytes of each chat, and tells what the browser tells', async () => {
    const report = await storageReport(party.side, () => Promise.resolve({ usage: 5000, quota: 9000 }));
    expect(report).toMatchObject({ usage: 5000, quota: 9000, images: 0, files: 440 });
    expect([...report.chats].sort((a, b) => a.bytes - b.bytes)).toEqual([
      { id: chat, messages: 1, bytes: 40 },
      { id: group, messages: 4, bytes: 400 },
    ]);
    expect(await storageReport(party.side, undefined)).toMatchObject({ usage: undefined, quota: undefined });
  });
});

describe('clearing the files of a chat', () => {
  it('takes their bytes and leaves the messages, and all other chats', async () => {
    await clearFiles(depsOf(party), group);
    expect(await here()).toEqual([]);
    expect((await shown(party, group)).map(({ file }) => file?.state)).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'remote', confirm: 'none' })),
    );
    expect(await here(chat)).toEqual(['mine.txt']);
    expect([...disk.tables.blobs.keys()]).toHaveLength(1);
    expect(party.events.flatMap((event) => (event.type === 'messages' ? event.upsert : []))).toHaveLength(4);
  });

  it('leaves what is still on its way up', async () => {
    const id = await party.side.files.send(chat, new File(['new'], 'new.txt'));
    await clearFiles(depsOf(party), chat);
    expect([...disk.tables.blobs.keys()].filter((key) => key.startsWith('me|'))).toEqual([id]);
  });
});

describe('a full disk', () => {
  const LIMIT = 520;
  /** Holds so many bytes of files, and not one more. */
  const small = (store: Store): Store => ({
    ...store,
    commit(changes: Changes) {
      const gone = new Set(changes.remove?.blobs);
      const left = [...disk.tables.blobs.values()].filter(({ key }) => !gone.has(key));
      const bytes = [...left, ...(changes.put?.blobs ?? [])].reduce((sum, { blob }) => sum + blob.size, 0);
      return bytes > LIMIT ? Promise.reject(new StoreError('full')) : store.commit(changes);
    },
  });
  const accept = (person: Fingerprint): void =>
    party.people.stored([
      {
        fingerprint: person,
        pem: '',
        petname: 'Ben',
        claimed: '',
        firstSeen: 0,
        lastSeen: 0,
        accepted: true,
        saidHello: false,
        xSeenAt: 0,
        caps: [],
      },
    ]);
  const put = (size: number): Changes => ({
    put: { blobs: [{ key: 'me|new', blob: new Blob([new Uint8Array(size)]) }] },
  });

  it('lets go of what strangers sent, the oldest first and no more than it must, and keeps what was to be kept', async () => {
    accept(ben.key.fingerprint);
    const problems: unknown[] = [];
    const deps = depsOf(party);
    const store: Store = watchedStore(
      small(party.store),
      (problem) => problems.push(problem),
      (changes) => {
        // As in life, and without the pause for the browser.
        const clock = {
          ...deps.ground.clock,
          after: (_ms: number, run: () => void) => (run(), () => undefined),
        };
        return makeRoom({ ...deps, ground: { ...deps.ground, store, clock } }, changes);
      },
    );
    expect(await store.commit(put(100))).toBe('done');
    expect(await here()).toEqual(['ben-1', 'ben-2']);
    expect(await here(chat)).toEqual(['mine.txt']);
    expect(disk.tables.blobs.get('me|new')?.blob.size).toBe(100);
    expect(problems).toEqual([]);
    expect(party.events).toContainEqual({ type: 'notice', notice: { kind: 'made-room', files: 2 } });
    // Those that were let go can be fetched again.
    expect((await shown(party, group))[1]?.file?.state).toEqual({ kind: 'remote', confirm: 'none' });
    // Now nothing is left that may go.
    await expect(store.commit(put(500))).rejects.toMatchObject({ kind: 'full' });
    expect(problems).toEqual(['full']);
    expect(await here()).toEqual(['ben-1', 'ben-2']);
    expect(await store.commit(put(10))).toBe('done');
    expect(problems).toEqual(['full', undefined]);
  });

  it('does not let go of what the waiting change itself speaks of', async () => {
    const rows = [...disk.tables.messages.values()].filter(({ file }) => file?.name !== 'ben-2');
    const deps = depsOf(party);
    const clock = { ...deps.ground.clock, after: (_ms: number, run: () => void) => (run(), () => undefined) };
    expect(await makeRoom({ ...deps, ground: { ...deps.ground, clock } }, { put: { messages: rows } })).toBe(
      true,
    );
    expect(await here()).toEqual(['ben-1', 'cleo-1', 'cleo-2']);
  });
});
