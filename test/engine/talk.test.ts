// A conversation as a whole, between two and three Porchlights: title, timer, writing.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import { clearConversation } from '../../src/engine/keeping.ts';
import { setTimer, setTitle, writing } from '../../src/engine/talk-work.ts';
import type { ConversationView, NoticeView } from '../../src/engine/port/messages.ts';
import type { WritingEvent } from '../../src/engine/port/talk.ts';
import type { Act } from '../../src/protocol/acts.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { give } from '../support/company.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { letter } from '../support/plain-program.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

let identities: readonly Identity[];
let clock: FakeClock;
let hall: Hall;
let all: Party[];
let disks: Disk[];
let anna: Party;
let ben: Party;
let cem: Party;

beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben', 'cem'].map(fakeIdentity));
});
async function start(index: number, disk = new Disk()): Promise<Party> {
  const identity = identities[index] as Identity;
  const party = await Party.start({ identity, clock, hall, store: memoryStore(disk) });
  await party.side.load();
  disks[index] = disk;
  all[index] = party;
  return party;
}
const settle = () => settleAll(all, hall);
const wait = (ms: number) => pass(ms, clock, all, hall);
const view = (party: Party, id: ConversationId): ConversationView | undefined =>
  party.side.conversations.views().find((one) => one.id === id);
const texts = async (party: Party, id: ConversationId): Promise<string[]> =>
  (await party.messages(id)).map(({ text }) => text);
const notices = async (party: Party, id: ConversationId): Promise<NoticeView[]> =>
  (await party.messages(id)).flatMap(({ notice }) => notice ?? []);
const say = async (party: Party, id: ConversationId, text: string): Promise<void> => {
  await party.side.outbox.sendText(id, text);
  await settle();
};
const read = async (party: Party, id: ConversationId): Promise<void> => {
  await party.side.conversations.markRead(id, Infinity);
  await settle();
};
/** What lies on the disk, as text. */
const onDisk = (index: number): string =>
  JSON.stringify(
    Object.values(disks[index]!.tables).map((table) => [...(table as Map<string, unknown>).values()]),
  );

/** A group in which all three have spoken, so that all know each other for Porchlights and contacts. */
let group: ConversationId;
beforeEach(async () => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
  hall = new Hall();
  [all, disks] = [[], []];
  [anna, ben, cem] = [await start(0), await start(1), await start(2)];
  for (const party of all) party.connect();
  await settle();
  for (const party of all) for (const other of all) party.directory.learn(other.identity.key);
  group = await anna.side.conversations.openGroup([ben.me, cem.me]);
  await say(anna, group, 'anna');
  await say(ben, group, 'ben');
  await say(cem, group, 'cem');
  await wait(2000);
  for (const party of all) await read(party, group);
});

describe('the title of a group', () => {
  it('is seen by all, with a line that says who gave it and is nothing to be read', async () => {
    await setTitle(anna.side, group, '  Gar\u202Eden “x” ✓ ');
    await settle();
    for (const party of all) {
      expect(view(party, group)).toMatchObject({ title: 'Garden x', unread: 0 });
      expect(view(party, group)?.last).toMatchObject({ what: 'text', text: 'cem' });
      expect(await notices(party, group)).toEqual([{ kind: 'title', title: 'Garden x' }]);
    }
    expect((await ben.messages(group)).at(-1)).toMatchObject({ author: anna.me, text: '', state: undefined });
    await setTitle(ben.side, group, '');
    await settle();
    for (const party of all) expect(view(party, group)?.title).toBeUndefined();
    expect(await notices(cem, group)).toHaveLength(2);
  });

  it('is told once: the same again makes no frame and no line', async () => {
    await setTitle(anna.side, group, 'Garden');
    await settle();
    const frames = hall.taken.length;
    await setTitle(anna.side, group, 'Garden');
    await settle();
    expect(hall.taken.length).toBe(frames);
    expect(await notices(anna, group)).toHaveLength(1);
  });

  it('is changed by whoever sees it, however far ahead the counters of the one before are', async () => {
    for (let i = 0; i < 30; i += 1) await anna.side.outbox.sendText(group, `number ${i}`);
    await settle();
    await setTitle(anna.side, group, 'Garden');
    await settle();
    await setTitle(ben.side, group, 'Kitchen');
    await settle();
    for (const party of all) expect(view(party, group)?.title).toBe('Kitchen');
  });

  it('is the same everywhere when two give one at once, whichever comes first', async () => {
    await Promise.all([setTitle(anna.side, group, 'Garden'), setTitle(ben.side, group, 'Kitchen')]);
    await settle();
    const titles = all.map((party) => view(party, group)?.title);
    expect(new Set(titles).size).toBe(1);
    expect(['Garden', 'Kitchen']).toContain(titles[0]);
  });

  it('comes to who was away, and loses there against a later one', async () => {
    cem.disconnect();
    await settle();
    await setTitle(anna.side, group, 'Garden');
    await settle();
    await wait(60_000);
    await setTitle(cem.side, group, 'Kitchen');
    cem.connect();
    await wait(3000);
    for (const party of all) expect(view(party, group)?.title).toBe('Kitchen');
  });

  it('of a stranger leaves one line, however often it is changed', async () => {
    anna.people.stored([{ ...anna.people.row(ben.me)!, accepted: false }]);
    for (const title of ['one', 'two', 'three']) {
      await setTitle(ben.side, group, title);
      await settle();
    }
    expect(view(anna, group)?.title).toBe('three');
    expect(await notices(anna, group)).toEqual([{ kind: 'title', title: 'three' }]);
    expect(await notices(cem, group)).toHaveLength(3);
  });

  it('is not set for ever: a counter that nobody could follow is not believed', async () => {
    await setTitle(anna.side, group, 'Garden');
    await settle();
    const title: Act = { kind: 'title', title: 'For ever' };
    const [a, b, c] = identities as [Identity, Identity, Identity];
    const x = { v: 1, id: 'A'.repeat(22), more: { act: title } } as const;
    give(anna, await letter({ by: b, to: [a, c], counter: 2 ** 52, message: 'x', x }));
    await settle();
    expect(view(anna, group)?.title).toBe('Garden');
  });

  it('is refused for two, and kept over a restart', async () => {
    await expect(setTitle(anna.side, await anna.openDirect(ben), 'Us')).rejects.toMatchObject({
      kind: 'no-group',
    });
    await setTitle(anna.side, group, 'Garden');
    await settle();
    const again = await start(1, disks[1]);
    expect(view(again, group)?.title).toBe('Garden');
    await clearConversation(again.side, group);
    expect(view(again, group)).toMatchObject({ title: 'Garden', last: undefined });
  });
});

describe('the timer', () => {
  it('takes what was sent and what was read away on all sides, with nothing left on any disk', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    for (const party of all) expect(view(party, group)?.timer).toBe(60);
    expect(await notices(ben, group)).toEqual([{ kind: 'timer', seconds: 60 }]);
    await say(anna, group, 'burn after reading');
    await read(ben, group);
    expect((await anna.messages(group)).at(-1)).toMatchObject({ ttl: 60, expiresAt: clock.now() + 60_000 });
    await wait(59_000);
    expect(await texts(anna, group)).toContain('burn after reading');
    expect(await texts(ben, group)).toContain('burn after reading');
    await wait(1500);
    expect(await texts(anna, group)).not.toContain('burn after reading');
    expect(await texts(ben, group)).not.toContain('burn after reading');
    expect(onDisk(0)).not.toContain('burn after');
    expect(onDisk(1)).not.toContain('burn after');
    expect(view(ben, group)?.last).toMatchObject({ text: 'cem' });
    // Cem has not read it yet.
    expect(await texts(cem, group)).toContain('burn after reading');
    expect(view(cem, group)?.unread).toBe(1);
    await wait(120_000);
    expect(await texts(cem, group)).toContain('burn after reading');
    await read(cem, group);
    await wait(61_000);
    expect(onDisk(2)).not.toContain('burn after');
    expect(cem.events.some((event) => event.type === 'messages' && event.removed.length > 0)).toBe(true);
  });

  it('takes files with their bytes', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    await anna.side.files.send(group, new File(['beans'], 'plan.txt'));
    await settle();
    const [sent, got] = await Promise.all(
      [anna, ben].map(async (party) => (await party.messages(group)).at(-1)),
    );
    expect(sent?.file?.name).toBe('plan.txt');
    expect(got).toMatchObject({ ttl: 60, file: { name: 'plan.txt' } });
    await read(ben, group);
    expect(disks[0]!.tables.blobs.size).toBe(1);
    await wait(61_000);
    for (const index of [0, 1]) {
      expect(onDisk(index)).not.toContain('plan.txt');
      expect(disks[index]!.tables.blobs.size).toBe(0);
    }
  });

  it('takes other words with it that still wait for somebody', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    cem.disconnect();
    await settle();
    await say(anna, group, 'first words');
    const { id } = (await anna.messages(group)).at(-1)!;
    await (await anna.side.acts()).work.edit(id, 'other words');
    await settle();
    expect(onDisk(0)).toContain('other words');
    await wait(61_000);
    expect(onDisk(0)).not.toMatch(/first words|other words/);
  });

  it('leaves what was said before it, and what is said when it is off again', async () => {
    await setTimer(anna.side, group, 10);
    await settle();
    await setTimer(ben.side, group, 0);
    await settle();
    await say(cem, group, 'stays');
    for (const party of all) await read(party, group);
    await wait(20_000);
    for (const party of all)
      expect(await texts(party, group)).toEqual(expect.arrayContaining(['anna', 'stays']));
  });

  it('begins for those who get it late when they read it, and for mine when it is sent', async () => {
    const chat = await anna.openDirect(ben);
    await say(anna, chat, 'hello');
    await setTimer(anna.side, chat, 10);
    await settle();
    ben.disconnect();
    await settle();
    await say(anna, chat, 'for later');
    await wait(60_000);
    expect(await texts(anna, chat)).toContain('for later');
    ben.connect();
    await settle();
    await wait(11_000);
    expect(await texts(anna, chat)).not.toContain('for later');
    expect(await texts(ben, await ben.openDirect(anna))).toContain('for later');
  });

  it('ends over a restart, while the app was closed', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    await say(anna, group, 'secret');
    anna.disconnect();
    await settle();
    clock.sleep(61_000);
    const again = await start(0, disks[0]);
    await settle();
    expect(await texts(again, group)).not.toContain('secret');
    expect(onDisk(0)).not.toContain('secret');
  });

  it('never ends too early in a run, whatever the wall clock does, and is kept by none for ever', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    await say(anna, group, 'forward');
    clock.jump(3_600_000);
    await wait(30_000);
    expect(await texts(anna, group)).toContain('forward');
    await wait(31_000);
    expect(await texts(anna, group)).not.toContain('forward');
    await say(anna, group, 'back');
    clock.jump(-365 * 86_400_000);
    await wait(59_000);
    expect(await texts(anna, group)).toContain('back');
    await wait(2000);
    expect(await texts(anna, group)).not.toContain('back');
  });

  it('is right again after a start with a clock that was put back', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    await say(anna, group, 'secret');
    anna.disconnect();
    await settle();
    clock.jump(-365 * 86_400_000);
    const again = await start(0, disks[0]);
    await wait(30_000);
    expect(await texts(again, group)).toContain('secret');
    await wait(31_000);
    expect(await texts(again, group)).not.toContain('secret');
  });

  it('does not bring back what a server hands out again', async () => {
    await setTimer(anna.side, group, 60);
    await settle();
    await anna.side.outbox.sendText(group, 'once');
    await settleAll(all, hall, { lines: false });
    const frame = [...anna.side.book.rows.values()].at(-1)?.frames[0]?.text ?? '';
    await settle();
    await read(ben, group);
    await wait(61_000);
    expect(await texts(ben, group)).not.toContain('once');
    ben.disconnect();
    const again = await start(1, disks[1]);
    again.connect();
    await settle();
    again.link.frame(parseFrame(frame, LIMITS.inboundFrame), frame);
    await settle();
    expect(view(again, group)?.held).toBe(0);
    expect(onDisk(1)).not.toContain('once');
  });
});

describe('writing', () => {
  const show = (...parties: readonly Party[]): void => {
    for (const party of parties) party.preferences = { ...party.preferences, typing: true };
  };
  const seen = (party: Party): readonly WritingEvent['who'][] =>
    party.events.flatMap((event) => (event.type === 'writing' ? [event.who] : []));
  const lastFrame = (index: number): number => disks[index]!.ledger?.lastFrame ?? 0;

  it('is seen by those who show it themselves, for eight seconds', async () => {
    show(anna, ben);
    await writing(anna.side, group, true);
    await settle();
    expect(seen(ben)).toEqual([[anna.me]]);
    expect(seen(cem)).toEqual([]);
    await wait(7500);
    expect(seen(ben)).toHaveLength(1);
    await wait(750);
    expect(seen(ben).at(-1)).toEqual([]);
    for (const index of [0, 1])
      expect(disks[index]!.tables.outbox.size + disks[index]!.tables.pending.size).toBe(0);
    expect(anna.events.some((event) => event.type === 'notice')).toBe(false);
  });

  it('is told by nobody who does not show it', async () => {
    show(ben);
    const frames = hall.taken.length;
    await writing(anna.side, group, true);
    await settle();
    expect(hall.taken.length).toBe(frames);
  });

  it('ends with the word for it, and with the message', async () => {
    show(anna, ben);
    await writing(anna.side, group, true);
    await settle();
    await writing(anna.side, group, false);
    await settle();
    expect(seen(ben)).toEqual([[anna.me], []]);
    await wait(5000);
    await writing(anna.side, group, true);
    await settle();
    await say(anna, group, 'there');
    expect(seen(ben)).toEqual([[anna.me], [], [anna.me], []]);
  });

  it('is told once in five seconds', async () => {
    show(anna, ben);
    const frames = hall.taken.length;
    for (let i = 0; i < 18; i += 1) {
      await writing(anna.side, group, true);
      await wait(500);
    }
    expect(hall.taken.length - frames).toBe(2);
  });

  it('has its number stored before it is out, and the next message has a higher one', async () => {
    show(anna, ben);
    const before = lastFrame(0);
    await writing(anna.side, group, true);
    await settle();
    const after = lastFrame(0);
    expect(after).toBeGreaterThan(before);
    await say(anna, group, 'next');
    expect((await anna.store.messagesBefore(group, undefined, 1))[0]?.counter).toBeGreaterThan(after);
    expect(await texts(ben, group)).toContain('next');
  });

  it('lets a new line say hello above it', async () => {
    show(anna, ben);
    await writing(anna.side, group, true);
    await settle();
    anna.disconnect();
    await settle();
    anna.connect();
    await settle();
    expect(anna.link.joined).toBe(true);
    await say(anna, group, 'back');
    expect(await texts(ben, group)).toContain('back');
  });

  it('makes no uncertain frame stale: it is not written while one is', async () => {
    show(anna, ben);
    // Written, and lost with the line before the server took it.
    await anna.side.outbox.sendText(group, 'uncertain');
    await settleAll(all, hall, { lines: false });
    const signature = [...anna.side.book.rows.values()].at(-1)?.frames[0]?.signature;
    expect(signature).toBeDefined();
    const number = anna.ledger.row().lastFrame;
    await writing(anna.side, group, true);
    await settleAll(all, hall, { lines: false });
    expect(anna.ledger.row().lastFrame).toBe(number);
    anna.disconnect();
    anna.connect();
    await writing(anna.side, group, true);
    await settle();
    await wait(3000);
    expect(hall.taken.filter(({ frame }) => frame.signatureText === signature)).toHaveLength(1);
    expect((await texts(ben, group)).filter((text) => text === 'uncertain')).toHaveLength(1);
  });

  it('is no sign of another device when its echo comes', async () => {
    show(anna, ben);
    await writing(anna.side, group, true);
    await wait(3000);
    expect(anna.events.filter((event) => event.type === 'notice')).toEqual([]);
  });
});
