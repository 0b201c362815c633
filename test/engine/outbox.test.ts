// What a sender and a receiver notice of the outbox: states, order, resending, receipts.
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SQUARE } from '../../src/domain/conversation.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

let identities: readonly Identity[];
let clock: FakeClock;
let hall: Hall;
let all: Party[];

beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben', 'cem'].map(fakeIdentity));
});
beforeEach(() => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
  hall = new Hall();
  all = [];
});

async function start(index: number, disk = new Disk()): Promise<Party> {
  const identity = identities[index] as Identity;
  const party = await Party.start({ identity, clock, hall, store: memoryStore(disk) });
  all.push(party);
  return party;
}
async function together(count: number): Promise<[Party, Party, Party]> {
  for (let index = 0; index < count; index += 1) (await start(index)).connect();
  await settle();
  return all as [Party, Party, Party];
}
const settle = () => settleAll(all, hall);
const wait = (ms: number) => pass(ms, clock, all, hall);
const texts = async (party: Party, other: Party) => (await party.chatWith(other)).map((one) => one.text);
const states = async (party: Party, other: Party) =>
  (await party.chatWith(other)).map((one) => one.state?.kind);
/** Both have written to each other, so each knows the other for a Porchlight and a contact. */
async function acquaint(a: Party, b: Party): Promise<void> {
  await a.say(b, 'hello');
  await settle();
  await b.say(a, 'hello back');
  await settle();
  await wait(2000);
}

describe('sending', () => {
  it('reaches the other and is accepted by the echo', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'See you at six');
    expect(await states(anna, ben)).toEqual(['queued']);
    await settle();
    expect(await texts(ben, anna)).toEqual(['See you at six']);
    expect((await ben.chatWith(anna))[0]).toMatchObject({ author: anna.me, firstFromKey: true });
    expect(await states(anna, ben)).toEqual(['accepted']);
  });

  it('keeps the order of a burst', async () => {
    const [anna, ben] = await together(2);
    const said = Array.from({ length: 60 }, (_, index) => `number ${index}`);
    for (const text of said) await anna.say(ben, text);
    await settle();
    expect(await texts(ben, anna)).toEqual(said);
    expect(new Set(await states(anna, ben))).toEqual(new Set(['accepted']));
  });

  it('goes on after a fault that nobody thought of', async () => {
    const [anna, ben] = await together(2);
    const { runner } = anna.identity;
    const sign = vi.spyOn(runner, 'sign').mockRejectedValueOnce(new TypeError('nobody thought of this'));
    await anna.say(ben, 'See you at six');
    await settle();
    await wait(6000);
    expect(await texts(ben, anna)).toEqual(['See you at six']);
    sign.mockRestore();
  });

  it('waits for a light to come on, and blocks nobody else meanwhile', async () => {
    const [anna, ben, cem] = await together(3);
    await acquaint(anna, ben);
    ben.disconnect();
    await settle();
    await anna.say(ben, 'when you are back');
    await anna.say(cem, 'now');
    await settle();
    expect((await states(anna, ben)).at(-1)).toBe('queued');
    expect(await texts(cem, anna)).toEqual(['now']);
    ben.connect();
    await settle();
    expect((await texts(ben, anna)).at(-1)).toBe('when you are back');
  });

  it('goes to a group, and later to those who were away', async () => {
    const [anna, ben, cem] = await together(3);
    await acquaint(anna, cem);
    cem.disconnect();
    await settle();
    const group = await anna.side.conversations.openGroup([ben.me, cem.me]);
    await anna.side.outbox.sendText(group, 'all of you');
    await settle();
    expect((await ben.messages(group)).map((one) => one.text)).toEqual(['all of you']);
    expect((await anna.messages(group))[0]?.state?.kind).toBe('accepted');
    cem.connect();
    await settle();
    expect((await cem.messages(group)).map((one) => one.text)).toEqual(['all of you']);
    expect((await ben.messages(group)).length).toBe(1);
  });

  it('says for whom of a group a message still waits, also after a restart, until it has gone to them', async () => {
    const disk = new Disk();
    const anna = await start(0, disk);
    anna.connect();
    const [ben, cem] = [await start(1), await start(2)];
    for (const one of [ben, cem]) one.connect();
    await settle();
    await acquaint(anna, ben);
    await acquaint(anna, cem);
    cem.disconnect();
    await settle();
    const group = await anna.side.conversations.openGroup([ben.me, cem.me]);
    await anna.side.outbox.sendText(group, 'all of you');
    await settle();
    const waits = async (party: Party) => (await party.messages(group))[0]?.waitsFor;
    expect(await waits(anna)).toEqual([cem.me]);
    (anna.store as ReturnType<typeof memoryStore>).kill();
    anna.disconnect();
    all.splice(all.indexOf(anna), 1);
    await settle();
    const again = await start(0, disk);
    again.connect();
    await settle();
    expect(await waits(again)).toEqual([cem.me]);
    again.events.length = 0;
    cem.connect();
    await settle();
    expect(await texts(cem, again)).toHaveLength(2);
    expect((await cem.messages(group)).map((one) => one.text)).toEqual(['all of you']);
    expect(await waits(again)).toBe(undefined);
    // The page hears of it without asking.
    const told = again.events.flatMap((event) => (event.type === 'messages' ? event.upsert : []));
    expect(told.filter(({ conversation }) => conversation === group).at(-1)).not.toHaveProperty('waitsFor');
  });

  it('waits seven days for a light, then says so; tried again, it waits anew', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    ben.disconnect();
    await settle();
    await anna.say(ben, 'come home');
    const last = async () => (await anna.chatWith(ben)).at(-1);
    clock.jump(400 * 86_400_000); // a clock that is set wrong makes nobody wait longer or shorter
    await wait(10_000);
    expect((await last())?.state).toEqual({ kind: 'queued' });
    clock.jump(-400 * 86_400_000);
    clock.sleep(7 * 86_400_000 - 60_000);
    await wait(10_000);
    expect((await last())?.state).toEqual({ kind: 'queued' });
    clock.sleep(120_000);
    await wait(10_000);
    expect((await last())?.state).toEqual({ kind: 'failed', cause: 'waited' });
    ben.connect();
    await settle();
    expect(await texts(ben, anna)).not.toContain('come home');
    ben.disconnect();
    await settle();
    await anna.side.retry((await last())?.id as never);
    await wait(10_000);
    expect((await last())?.state).toEqual({ kind: 'queued' });
    ben.connect();
    await settle();
    expect((await texts(ben, anna)).filter((text) => text === 'come home')).toHaveLength(1);
  });

  it('does not send what was cancelled while it waited', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    ben.disconnect();
    await settle();
    await anna.say(ben, 'never mind');
    const waiting = (await anna.chatWith(ben)).at(-1);
    await anna.side.remove(waiting?.id as never);
    ben.connect();
    await settle();
    await wait(40_000);
    expect(await texts(ben, anna)).not.toContain('never mind');
    expect(await texts(anna, ben)).not.toContain('never mind');
  });

  it('says in the square what everybody may read', async () => {
    const [anna, ben] = await together(2);
    await anna.side.outbox.sendText(SQUARE, 'Good evening');
    await settle();
    expect(await ben.messages(SQUARE)).toMatchObject([{ text: 'Good evening', author: anna.me }]);
    expect(await anna.messages(SQUARE)).toMatchObject([{ author: 'me', state: { kind: 'accepted' } }]);
    expect(ben.people.row(anna.me)?.saidHello).toBe(true);
  });

  it('keeps a note to oneself', async () => {
    const [anna] = await together(1);
    await anna.say(anna, 'buy bread');
    await settle();
    expect(await anna.chatWith(anna)).toMatchObject([
      { text: 'buy bread', author: 'me', state: { kind: 'accepted' } },
    ]);
  });

  it('fails a text above 16 KiB, and sends one of exactly 16 KiB', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'a'.repeat(16 * 1024));
    await anna.say(ben, 'a'.repeat(16 * 1024 + 1));
    await settle();
    expect((await anna.chatWith(ben)).map((one) => one.state)).toEqual([
      { kind: 'accepted' },
      { kind: 'failed', cause: 'too-long' },
    ]);
    expect((await ben.chatWith(anna)).length).toBe(1);
  });

  it('waits while the socket is full and goes on when it drains', async () => {
    const [anna, ben] = await together(2);
    anna.link.isFull = true;
    await anna.say(ben, 'one');
    await anna.say(ben, 'two');
    await settle();
    expect(await texts(ben, anna)).toEqual([]);
    anna.link.drained();
    await settle();
    expect(await texts(ben, anna)).toEqual(['one', 'two']);
  });

  it('keeps the order of many texts at once over a socket that fills up again and again', async () => {
    const [anna, ben] = await together(2);
    const { link } = anna;
    const counters: number[] = [];
    const write = link.write.bind(link);
    let tries = 0;
    link.write = (text) => {
      tries += 1;
      const isFull = tries % 23 === 0; // and drains at once
      if (isFull) setImmediate(() => link.drained());
      const isWritten = !isFull && write(text);
      const frame = parseFrame(text, LIMITS.inboundFrame);
      if (isWritten && frame.type === 'signed_data') counters.push(frame.counter);
      return isWritten;
    };
    const all300 = Array.from({ length: 300 }, (_, at) => `text ${at}`);
    await Promise.all(all300.map((text) => anna.say(ben, text)));
    await settle();
    expect(await texts(ben, anna)).toEqual(all300.slice(-200));
    expect(counters).toEqual([...new Set(counters)].toSorted((a, b) => a - b));
    expect(counters).toHaveLength(300);
    expect(new Set(await states(anna, ben))).toEqual(new Set(['accepted']));
  });
});

describe('evidence', () => {
  it('takes a list after the barrier and ten stable seconds where nothing is echoed', async () => {
    hall.echoes = false;
    const [anna, ben] = await together(2);
    await anna.say(ben, 'hi');
    await wait(9000);
    expect(await states(anna, ben)).not.toContain('accepted');
    await wait(4000);
    expect(await states(anna, ben)).toEqual(['accepted']);
  });

  it('holds after ten seconds what a silent server swallows, and never calls it sent (R21)', async () => {
    const [anna, ben] = await together(2);
    hall.takesFrames = false;
    hall.answersLists = false;
    await anna.say(ben, 'hello?');
    await wait(20_000);
    expect(await states(anna, ben)).toEqual(['held']);
  });

  it('confirms by one echo everything written before it', async () => {
    const [anna, ben] = await together(2);
    for (const text of ['one', 'two', 'three']) await anna.say(ben, text);
    await settleAll(all, hall, { lines: false });
    const line = anna.line;
    if (line === undefined) throw new Error('no line');
    while (hall.takeUp(line));
    line.down.splice(0, line.down.length - 1); // only the last echo arrives
    hall.takeDown(line);
    await settleAll(all, hall, { lines: false });
    expect(await states(anna, ben)).toEqual(['accepted', 'accepted', 'accepted']);
  });
});

describe('receipts', () => {
  it('tell delivered, then read, to contacts only', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'hello');
    await wait(3000);
    expect(await states(anna, ben)).toEqual(['accepted']); // to Ben, Anna is a stranger still
    await ben.say(anna, 'hello back');
    await wait(3000);
    expect((await anna.chatWith(ben))[0]?.state?.kind).toBe('delivered');
    const last = (await ben.chatWith(anna)).at(-1);
    await ben.side.conversations.markRead(await ben.openDirect(anna), last?.seq ?? 0);
    await wait(3000);
    expect((await anna.chatWith(ben))[0]?.state?.kind).toBe('read');
  });

  it('are not sent for reading, nor shown, where that is turned off', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    ben.preferences = { ...ben.preferences, receipts: false };
    await anna.say(ben, 'secret reader');
    await wait(3000);
    await ben.side.conversations.markRead(await ben.openDirect(anna), 1000);
    await wait(3000);
    expect((await states(anna, ben)).at(-1)).toBe('delivered');
    anna.preferences = { ...anna.preferences, receipts: false };
    expect((await states(anna, ben)).at(-1)).toBe('accepted');
  });

  it('come in batches: one frame for a burst', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    const before = hall.taken.length;
    for (let index = 0; index < 30; index += 1) await anna.say(ben, `number ${index}`);
    await settle();
    await wait(3000);
    const receipts = hall.taken.slice(before).filter(({ name }) => name === ben.me);
    expect(receipts.length).toBeLessThanOrEqual(3);
    expect(new Set((await states(anna, ben)).slice(2))).toEqual(new Set(['delivered']));
  });
});

describe('after a reconnect', () => {
  it('sends the identical bytes of what is uncertain, and it is shown once', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    await anna.say(ben, 'was it taken?');
    await settleAll(all, hall, { lines: false });
    const line = anna.line;
    if (line === undefined) throw new Error('no line');
    const sent = line.up.at(-1);
    while (hall.takeUp(line)); // the server has it, the echo is lost
    anna.disconnect();
    await settle();
    anna.connect();
    await settleAll(all, hall, { lines: false });
    while (anna.line !== undefined && (hall.takeUp(anna.line) || hall.takeDown(anna.line)));
    await settleAll(all, hall, { lines: false });
    expect(anna.line?.up).toContainEqual(sent);
    await settle();
    await wait(2000);
    expect((await texts(ben, anna)).filter((text) => text === 'was it taken?')).toHaveLength(1);
    expect((await states(anna, ben)).at(-1)).toBe('delivered');
    expect(hall.taken.filter(({ name }) => name === anna.me).length).toBeGreaterThan(1);
  });

  it('puts uncertain frames before new ones to the same person', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    await anna.say(ben, 'first');
    await settleAll(all, hall, { lines: false });
    anna.disconnect(); // never left the socket
    await anna.say(ben, 'second');
    anna.connect();
    await settle();
    expect((await texts(ben, anna)).slice(-2)).toEqual(['first', 'second']);
  });

  it('resends in the order of writing, also to strangers, who then have it all, once', async () => {
    const [anna, ben] = await together(2);
    for (const text of ['one', 'two', 'three']) await anna.say(ben, text);
    await settleAll(all, hall, { lines: false });
    anna.disconnect(); // nothing got through
    anna.connect();
    await settle();
    expect(await texts(ben, anna)).toEqual(['one', 'two', 'three']);
    expect(await states(anna, ben)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(hall.taken).toHaveLength(3); // identical bytes, no new counters
  });

  it('does not let a frame that was being sealed meanwhile overtake an uncertain one', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'one');
    await settleAll(all, hall, { lines: false });
    await anna.say(ben, 'two'); // is being sealed now
    anna.disconnect();
    anna.connect();
    const line = anna.line;
    if (line === undefined) throw new Error('no line');
    while (hall.takeUp(line) || hall.takeDown(line)); // joined again before the seal is dry
    expect(anna.link.joined).toBe(true);
    await settle();
    expect(await texts(ben, anna)).toEqual(['one', 'two']);
    expect(await states(anna, ben)).toEqual(['accepted', 'accepted']);
  });

  it('gives people a moment to come back before a higher counter makes their frames worthless', async () => {
    const [anna, ben, cem] = await together(3);
    await anna.say(ben, 'to Ben');
    await settleAll(all, hall, { lines: false });
    for (const party of [anna, ben]) party.disconnect(); // the server restarts, say
    await anna.say(cem, 'to Cem');
    anna.connect();
    await wait(1000);
    ben.connect();
    await wait(3000);
    expect(await texts(ben, anna)).toEqual(['to Ben']);
    expect(await texts(cem, anna)).toEqual(['to Cem']);
    expect(await states(anna, ben)).toEqual(['accepted']);
  });

  it('never calls accepted what was passed over, even when a later echo comes', async () => {
    const [anna, ben, cem] = await together(3);
    await anna.say(ben, 'to Ben');
    await settleAll(all, hall, { lines: false });
    for (const party of [anna, ben]) party.disconnect();
    anna.connect();
    await wait(3000);
    await anna.say(cem, 'to Cem');
    await settleAll(all, hall, { lines: false });
    if (anna.line !== undefined) while (hall.takeUp(anna.line)); // taken, but the echo is lost
    anna.disconnect();
    ben.connect();
    anna.connect();
    await wait(15_000);
    expect(await texts(ben, anna)).toEqual([]);
    expect(await states(anna, cem)).toEqual(['accepted']);
    expect(await states(anna, ben)).toEqual(['held']);
  });

  it('gives a Porchlight that comes back at once what it may have missed, before anything new', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    await anna.say(ben, 'missed');
    await settleAll(all, hall, { lines: false });
    if (anna.line !== undefined) while (hall.takeUp(anna.line)); // lies in Ben's line
    ben.disconnect();
    await settle();
    await anna.say(ben, 'new');
    ben.connect();
    await settle();
    expect((await texts(ben, anna)).slice(-2)).toEqual(['missed', 'new']);
  });

  it('is not confirmed by our signature on other words', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'mine');
    await settleAll(all, hall, { lines: false });
    const up = anna.line?.up.at(-1);
    if (up?.kind !== 'frame') throw new Error('no frame');
    const sent = parseFrame(up.text, LIMITS.inboundFrame);
    if (sent.type !== 'signed_data') throw new Error('no frame');
    anna.link.frame({ ...sent, dataText: sent.dataText.replace('{', '{ ') });
    await settleAll(all, hall, { lines: false });
    expect(await states(anna, ben)).toEqual(['queued'].map(() => 'sealed'));
    expect(await ben.chatWith(anna)).toEqual([]);
  });

  it('holds a group message for a stranger who may have missed it, and sends it again to nobody else', async () => {
    const [anna, ben, cem] = await together(3);
    await acquaint(anna, ben);
    await cem.openDirect(anna);
    const group = await anna.side.conversations.openGroup([ben.me, cem.me]);
    await anna.side.outbox.sendText(group, 'to both');
    await settleAll(all, hall, { lines: false });
    anna.disconnect();
    for (let tries = 0; tries < 3; tries += 1) anna.ledger.freshHello();
    anna.connect();
    await wait(15_000);
    expect(await ben.messages(group)).toHaveLength(1); // a Porchlight: sealed again
    expect(await cem.messages(group)).toHaveLength(0);
    const [message] = await anna.messages(group);
    expect(message?.state?.kind).toBe('held');
    const before = hall.taken.length;
    if (message !== undefined) await anna.side.retry(message.id);
    await settle();
    expect(await cem.messages(group)).toHaveLength(1);
    const sent = hall.taken.slice(before).map(({ frame }) => frame.data);
    expect(sent.map((data) => (data.type === 'chat' ? data.symmKeys.length : 0))).toEqual([1]);
    expect((await anna.messages(group))[0]?.state?.kind).toBe('delivered'); // Ben, the only Porchlight, has it
  });

  it('does not call a group message passed on when a stranger who came later may have missed it', async () => {
    const [anna, ben, cem] = await together(3);
    await acquaint(anna, ben);
    await cem.openDirect(anna);
    cem.disconnect();
    await settle();
    const group = await anna.side.conversations.openGroup([ben.me, cem.me]);
    await anna.side.outbox.sendText(group, 'to both');
    await wait(3000);
    expect((await anna.messages(group))[0]?.state?.kind).toBe('delivered');
    cem.connect();
    while (cem.line !== undefined && hall.takeUp(cem.line));
    while (anna.line !== undefined && hall.takeDown(anna.line)); // Anna sees Cem's light, and seals for Cem
    await settleAll(all, hall, { lines: false });
    anna.disconnect();
    for (let tries = 0; tries < 3; tries += 1) anna.ledger.freshHello();
    anna.connect();
    await wait(16_000);
    expect(await cem.messages(group)).toHaveLength(0);
    const [message] = await anna.messages(group);
    expect(message?.state?.kind).toBe('held');
    if (message !== undefined) await anna.side.retry(message.id);
    await wait(2000);
    expect(await cem.messages(group)).toHaveLength(1);
    expect(await ben.messages(group)).toHaveLength(1);
    expect((await anna.messages(group))[0]?.state?.kind).toBe('delivered');
  });

  it('says hello below what is uncertain for fifteen tries, then afresh: held, and sealed again for a Porchlight', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    await anna.say(ben, 'one');
    await settle();
    await anna.say(ben, 'lost on the way');
    await settleAll(all, hall, { lines: false });
    anna.disconnect();
    const lowest = anna.side.lowestUncertain() ?? 0;
    ben.disconnect(); // so that it cannot be resent meanwhile
    await settle();
    const hellos: number[] = [];
    for (let tries = 0; tries < 20; tries += 1) {
      anna.connect();
      await settle();
      hellos.push(anna.ledger.row().lastHello);
      anna.disconnect();
      await settle();
    }
    expect(hellos.filter((hello) => hello < lowest).length).toBeGreaterThanOrEqual(13);
    expect(hellos.at(-1)).toBeGreaterThan(lowest);
    await wait(15_000);
    expect((await states(anna, ben)).at(-1)).toBe('held');
    anna.connect();
    ben.connect();
    await wait(3000);
    expect((await texts(ben, anna)).filter((text) => text === 'lost on the way')).toHaveLength(1);
    expect((await states(anna, ben)).at(-1)).toBe('delivered');
  });

  it('keeps held what a stranger may have got, until "Send again"', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'maybe');
    await settleAll(all, hall, { lines: false });
    anna.disconnect();
    for (let tries = 0; tries < 3; tries += 1) anna.ledger.freshHello();
    ben.disconnect();
    await settle();
    anna.connect();
    ben.connect();
    await wait(20_000);
    expect(await states(anna, ben)).toEqual(['held']);
    expect(await texts(ben, anna)).toEqual([]);
    const [message] = await anna.chatWith(ben);
    if (message !== undefined) await anna.side.retry(message.id);
    await settle();
    expect(await texts(ben, anna)).toEqual(['maybe']);
    expect(await states(anna, ben)).toEqual(['accepted']);
  });

  it('sends again after thirty seconds what a Porchlight gave no receipt for, and it is shown once', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    await anna.say(ben, 'did you get this?');
    await settleAll(all, hall, { lines: false });
    const [up, down] = [anna.line, ben.line];
    if (up === undefined || down === undefined) throw new Error('no line');
    while (hall.takeUp(up));
    down.down.length = 0; // lost between server and Ben, whose light stays on
    await wait(5000);
    expect((await states(anna, ben)).at(-1)).toBe('accepted');
    expect(await texts(ben, anna)).not.toContain('did you get this?');
    await wait(35_000);
    expect((await texts(ben, anna)).filter((text) => text === 'did you get this?')).toHaveLength(1);
    expect((await states(anna, ben)).at(-1)).toBe('delivered');
  });

  it('does not bring back what the other has taken off their device before their receipt went out', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    await anna.say(ben, 'read and hidden');
    await settleAll(all, hall, { lines: false });
    if (anna.line !== undefined) while (hall.takeUp(anna.line));
    if (ben.line !== undefined) while (hall.takeDown(ben.line));
    await settleAll(all, hall, { lines: false });
    const got = (await ben.chatWith(anna)).at(-1);
    expect(got?.text).toBe('read and hidden');
    ben.disconnect();
    ben.events.length = 0;
    await ben.side.remove(got?.id as never);
    expect(ben.events).toContainEqual({ type: 'messages', upsert: [], removed: [got?.id] });
    ben.connect();
    await settle();
    await wait(120_000);
    expect(await texts(ben, anna)).not.toContain('read and hidden');
    expect((await states(anna, ben)).at(-1)).toBe('delivered'); // it did arrive
    const frames = hall.taken.length;
    await wait(300_000);
    expect(hall.taken.slice(frames).filter(({ name }) => name === anna.me)).toEqual([]);
  });

  it('goes on after a crash with what was stored, and never uses a counter twice', async () => {
    const disk = new Disk();
    const first = await start(0, disk);
    const ben = await start(1);
    first.connect();
    ben.connect();
    await settle();
    await acquaint(first, ben);
    await first.say(ben, 'before the crash');
    await settleAll(all, hall, { lines: false });
    (first.store as ReturnType<typeof memoryStore>).kill();
    first.disconnect();
    all.splice(all.indexOf(first), 1);
    const again = await start(0, disk);
    again.connect();
    await settle();
    await again.say(ben, 'after it');
    await wait(3000);
    expect((await texts(ben, again)).slice(-2)).toEqual(['before the crash', 'after it']);
    const counters = hall.taken.filter(({ name }) => name === again.me).map(({ frame }) => frame.counter);
    expect(new Set(counters).size).toBe(counters.length);
  });

  it('waits seven days for a receipt and no longer; but a clock that has just changed, or is new, says nothing (R10)', async () => {
    const [disk, week] = [new Disk(), 8 * 86_400_000];
    const first = await start(0, disk);
    const ben = await start(1);
    for (const one of all) one.connect();
    await settle();
    await acquaint(first, ben);
    await first.say(ben, 'are you there?');
    await settleAll(all, hall, { lines: false });
    if (first.line !== undefined) while (hall.takeUp(first.line)); // it lies in Ben's line, and is lost there
    ben.disconnect();
    await settle();
    clock.jump(week);
    await wait(10_000);
    expect(disk.tables.outbox.size).toBe(1);
    (first.store as ReturnType<typeof memoryStore>).kill();
    first.disconnect();
    all.splice(all.indexOf(first), 1);
    await start(0, disk);
    await wait(10_000);
    expect(disk.tables.outbox.size).toBe(1);
    clock.advance(3_600_000);
    await settle();
    await wait(6000);
    expect(disk.tables.outbox.size).toBe(0);
  });

  it('keeps trying when the store fails for a while', async () => {
    const [anna, ben] = await together(2);
    await acquaint(anna, ben);
    (ben.store as ReturnType<typeof memoryStore>).failNext = 2;
    await anna.say(ben, 'patience');
    await settleAll(all, hall, { lines: false });
    for (const line of [anna.line, ben.line])
      if (line !== undefined) while (hall.takeUp(line) || hall.takeDown(line));
    await vi.waitFor(() => expect(ben.link.isPaused).toBe(true));
    await vi.waitFor(() => {
      clock.advance(2500);
      expect(ben.link.isPaused).toBe(false);
    });
    await settle();
    expect(ben.link.isPaused).toBe(false);
    expect((await texts(ben, anna)).filter((text) => text === 'patience')).toHaveLength(1);
  });
});
