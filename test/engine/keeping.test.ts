// How conversations are kept on this device: pinned, archived, muted, emptied; and what disappears by its time.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import { clearConversation, setConversation } from '../../src/engine/keeping.ts';
import type { ConversationView } from '../../src/engine/port/messages.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

let identities: readonly Identity[];
let clock: FakeClock;
let hall: Hall;
let all: Party[];
let anna: Party;
let ben: Party;
let disk: Disk;
let chat: ConversationId;

beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben'].map(fakeIdentity));
});
const start = async (index: number, on = new Disk()): Promise<Party> => {
  const identity = identities[index] as Identity;
  const party = await Party.start({ identity, clock, hall, store: memoryStore(on) });
  await party.side.load();
  all[index] = party;
  return party;
};
const settle = () => settleAll(all, hall);
const wait = (ms: number) => pass(ms, clock, all, hall);
const view = (party: Party, id = chat): ConversationView | undefined =>
  party.side.conversations.views().find((one) => one.id === id);
const told = (party: Party): ConversationView | undefined =>
  party.events
    .flatMap((event) => (event.type === 'conversations' ? event.upsert : []))
    .findLast((one) => one.id === chat);

beforeEach(async () => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
  hall = new Hall();
  all = [];
  disk = new Disk();
  anna = await start(0, disk);
  ben = await start(1);
  anna.connect();
  ben.connect();
  await settle();
  await ben.say(anna, 'hello');
  await settle();
  chat = await anna.openDirect(ben);
});

describe('a conversation', () => {
  it('is pinned with its time, once, and let go', async () => {
    await setConversation(anna.side, chat, { pinned: true });
    const at = clock.now();
    expect(told(anna)?.pinned).toBe(at);
    clock.advance(5000);
    await setConversation(anna.side, chat, { pinned: true });
    expect(view(anna)?.pinned).toBe(at);
    const again = await start(0, disk);
    expect(view(again)?.pinned).toBe(at);
    await setConversation(again.side, chat, { pinned: false });
    expect(view(again)?.pinned).toBeUndefined();
  });

  it('comes out of the archive by a message, unless it is muted', async () => {
    await setConversation(anna.side, chat, { archived: true });
    expect(told(anna)?.archived).toBe(true);
    await ben.say(anna, 'one');
    await settle();
    expect(view(anna)).toMatchObject({ archived: false, unread: 2 });
    await setConversation(anna.side, chat, { archived: true, mutedUntil: Infinity });
    await ben.say(anna, 'two');
    await settle();
    expect(view(anna)).toMatchObject({ archived: true, unread: 3, mutedUntil: Infinity });
  });

  it('is loud again when its time is over, and the pages hear of it', async () => {
    await setConversation(anna.side, chat, { mutedUntil: clock.now() + 3_600_000 });
    await wait(3_599_000);
    expect(told(anna)?.mutedUntil).toBeDefined();
    await wait(1250);
    expect(told(anna)?.mutedUntil).toBeUndefined();
    expect(disk.tables.conversations.get(chat)).not.toHaveProperty('mutedUntil');
  });

  it('stays muted over a restart, and is loud where its time ended meanwhile', async () => {
    await setConversation(anna.side, chat, { mutedUntil: clock.now() + 60_000 });
    expect(view(await start(0, disk))?.mutedUntil).toBeDefined();
    clock.sleep(61_000);
    const again = await start(0, disk);
    await settle();
    expect(view(again)?.mutedUntil).toBeUndefined();
  });

  it('that is empty and was put away is in the list again when it is opened', async () => {
    await clearConversation(anna.side, chat);
    await setConversation(anna.side, chat, { archived: true });
    await anna.openDirect(ben);
    expect(told(anna)?.archived).toBe(false);
  });

  it('is refused where there is none', async () => {
    await expect(
      setConversation(anna.side, `d:${'B'.repeat(43)}=` as ConversationId, { pinned: true }),
    ).rejects.toMatchObject({ kind: 'unknown-conversation' });
  });
});

describe('clearing', () => {
  it('takes all of it off this device, on the disk as well, and nothing off the other', async () => {
    await anna.say(ben, 'my words');
    await settle();
    await setConversation(anna.side, chat, { pinned: true });
    await clearConversation(anna.side, chat);
    expect(await anna.messages(chat)).toEqual([]);
    expect(told(anna)).toMatchObject({ unread: 0, last: undefined });
    expect(told(anna)?.pinned).toBeDefined();
    expect(JSON.stringify([...disk.tables.messages.values()])).not.toContain('my words');
    expect((await ben.chatWith(anna)).map(({ text }) => text)).toEqual(['hello', 'my words']);
    await wait(40_000); // nobody seals it again
    expect(await anna.messages(chat)).toEqual([]);
  });

  it('keeps what comes meanwhile, and stops what has not left', async () => {
    ben.disconnect();
    await settle();
    await anna.say(ben, 'not yet out');
    await settle();
    await clearConversation(anna.side, chat);
    ben.connect();
    await settle();
    await ben.say(anna, 'back');
    await settle();
    expect((await ben.chatWith(anna)).map(({ text }) => text)).toEqual(['hello', 'back']);
    expect((await anna.messages(chat)).map(({ text }) => text)).toEqual(['back']);
  });

  it('drops what waits for a message of it', async () => {
    const waits = { key: 'x', target: 'y', by: ben.me, counter: 9, text: '👍', at: clock.now() };
    disk.tables.pending.set('x', { ...waits, conversation: chat, act: { kind: 'timer', seconds: 0 } });
    disk.tables.pending.set('old', { ...disk.tables.pending.get('x')!, key: 'old', at: 0 });
    const again = await start(0, disk);
    await settle();
    expect([...disk.tables.pending.keys()]).toEqual(['x']); // the other has waited for too long
    await clearConversation(again.side, chat);
    expect(disk.tables.pending.size).toBe(0);
  });

  it('drops what is held back', async () => {
    const held = { heldAt: 0, message: (await anna.store.messagesBefore(chat, undefined, 1))[0]! };
    disk.tables.held.set('x', { ...held, key: 'x' });
    disk.tables.conversations.set(chat, { ...disk.tables.conversations.get(chat)!, held: 1 });
    const again = await start(0, disk);
    await clearConversation(again.side, chat);
    expect(disk.tables.held.size).toBe(0);
    expect(view(again)?.held).toBe(0);
  });
});
