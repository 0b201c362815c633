// Parts that load later: a part that does not come is a refusal in words, and the next try loads it again.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageId } from '../../src/domain/message.ts';
import { readX } from '../../src/protocol/x.ts';
import type { HttpTransport } from '../../src/wire/http.ts';
import { nodePlatform, startRig } from '../support/engine-rig.ts';
import { readRecording } from '../support/recordings.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { Hall, HALL } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, settleAll } from '../support/two-parties.ts';

const MAKING = '../../src/engine/identity-making.ts';
const CONNECTING = '../../src/engine/connecting.ts';
const PROBE = '../../src/wire/probe.ts';
const DIALECTS = '../../src/engine/other-dialects.ts';
const TRUST = '../../src/engine/file-trust.ts';
const ACTS = '../../src/engine/acts.ts';
const absent = (): never => {
  throw new TypeError('Failed to fetch dynamically imported module');
};

afterEach(() => {
  for (const part of [MAKING, CONNECTING, PROBE, DIALECTS, TRUST, ACTS]) vi.doUnmock(part);
  vi.resetModules();
});

describe('a part that does not load', () => {
  it('refuses the making of an identity, leaves everything as it was, and is tried again', async () => {
    vi.doMock(MAKING, absent);
    const { engine } = await startRig(nodePlatform());
    const before = (await engine.start()).identity;
    await expect(engine.createIdentity('Anna')).rejects.toMatchObject({ kind: 'part-missing' });
    expect((await engine.start()).identity).toEqual(before);
    vi.doUnmock(MAKING);
    vi.resetModules();
    await engine.createIdentity('Anna');
    expect((await engine.start()).identity.phase).toBe('fresh');
    await engine.close();
  });

  it('refuses an address that cannot be read without it', async () => {
    vi.doMock(CONNECTING, absent);
    const { engine } = await startRig(nodePlatform());
    await expect(engine.readAddress('chat.example', true)).rejects.toMatchObject({ kind: 'part-missing' });
    await engine.close();
  });

  it('leaves a message of another program unread, until it comes again', async () => {
    vi.doMock(DIALECTS, absent);
    const { Receiver, receiverIdentity } = await import('../support/receiver.ts');
    const recording = readRecording(new URL('../vectors/kat.json', import.meta.url).pathname);
    const listed = Object.values(recording.identities).map(({ publicKeyPem }) => publicKeyPem);
    const bob = await Receiver.start(await receiverIdentity('bob', recording), listed);
    const raw = recording.frames.find(({ id }) => id === 'kat-dm-1-relayed')?.raw ?? '';
    expect(await bob.take(raw)).toEqual([]);
    expect(bob.side.tally.counts()).toMatchObject({ unproven: 1, malformed: 0 });
    vi.doUnmock(DIALECTS);
    vi.resetModules();
    expect(await bob.take(raw)).toMatchObject([{ text: 'private hello bob' }]);
  });

  it('leaves a failure unexplained', async () => {
    vi.doMock(PROBE, absent);
    const { explain } = await import('../../src/engine/later.ts');
    expect(await explain({ address: 'chat.example', scheme: 'ws' }, true)).toBe('unreachable');
  });

  it('costs no message that carries a file: its text stands for it', async () => {
    vi.doMock(TRUST, absent);
    const [clock, hall] = [createFakeClock(Date.UTC(2026, 10, 23)), new Hall()];
    const text = JSON.stringify({ file_url: `http://${HALL}/files/0123456789abcdef` });
    const transport: HttpTransport = { post: () => Promise.resolve({ kind: 'answer', status: 200, text }) };
    const start = async (name: string): Promise<Party> => {
      const identity = await fakeIdentity(name);
      return Party.start({ identity, clock, hall, transport, store: memoryStore(new Disk()) });
    };
    const [anna, ben] = [await start('anna'), await start('ben')];
    const settle = async (): Promise<void> => {
      for (let round = 0; round < 10; round += 1) {
        await settleAll([anna, ben], hall);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    anna.connect();
    ben.connect();
    await settle();
    await anna.side.files.send(await anna.openDirect(ben), new File(['menu'], 'menu.txt'));
    await settle();
    const [received] = await ben.chatWith(anna);
    expect(received?.text).toContain('📎 menu.txt');
    expect(received?.file).toBeUndefined();
  });

  it('leaves a message unread, and its sender unanswered, whose file came inside it, until it comes again', async () => {
    vi.resetModules();
    vi.doMock(TRUST, absent);
    const parties = await import('../support/two-parties.ts');
    const [clock, hall] = [createFakeClock(), new Hall()];
    const start = async (name: string): Promise<Party> => {
      const identity = await parties.fakeIdentity(name);
      return parties.Party.start({ identity, clock, hall, store: memoryStore(new Disk()) });
    };
    const [anna, ben] = [await start('anna'), await start('ben')];
    const settle = async (): Promise<void> => {
      await parties.settleAll([anna, ben], hall);
      await parties.pass(1000, clock, [anna, ben], hall);
    };
    anna.connect();
    ben.connect();
    await settle();
    await ben.say(anna, 'send me the menu'); // or Ben would owe a stranger nothing
    await settle();
    const last = async (one: Party, other: Party) => (await one.chatWith(other)).at(-1);
    const file = { name: 'a.txt', size: 4, type: 'text/plain', url: '', data: btoa('soup') };
    const chat = await anna.openDirect(ben);
    await anna.desk.edit((draft) => {
      const key = anna.side.outbox.queue(draft, chat, { text: '📎 a.txt' });
      const row = draft.outbox.puts.get(key);
      if (row !== undefined) draft.outbox.put(key, { ...row, x: { ...readX(row.x), v: 1, file } });
    });
    anna.side.outbox.go();
    await settle();
    expect(await ben.chatWith(anna)).toHaveLength(1);
    expect(ben.side.tally.counts()).toMatchObject({ unproven: 1, malformed: 0 });
    expect(await last(anna, ben)).toMatchObject({ text: '📎 a.txt', state: { kind: 'accepted' } });
    vi.doUnmock(TRUST);
    vi.resetModules();
    // Without a receipt, Anna seals it again after a while.
    for (let turn = 0; turn < 40; turn += 1) await settle();
    expect(await last(ben, anna)).toMatchObject({
      text: '📎 a.txt',
      file: { name: 'a.txt', state: { kind: 'local' } },
    });
    expect(await last(anna, ben)).toMatchObject({ state: { kind: 'delivered' } });
  });

  it('leaves an answer and an act undone, and their sender unanswered, until they come again', async () => {
    vi.resetModules();
    const parties = await import('../support/two-parties.ts');
    const [clock, hall] = [createFakeClock(), new Hall()];
    const start = async (name: string): Promise<Party> => {
      const identity = await parties.fakeIdentity(name);
      return parties.Party.start({ identity, clock, hall, store: memoryStore(new Disk()) });
    };
    const [anna, ben] = [await start('anna'), await start('ben')];
    const settle = async (): Promise<void> => {
      await parties.settleAll([anna, ben], hall);
      await parties.pass(1000, clock, [anna, ben], hall);
    };
    anna.connect();
    ben.connect();
    await settle();
    await ben.say(anna, 'who comes?');
    await settle();
    await anna.say(ben, 'let me see');
    await settle();
    await anna.side.acts(); // hers is here
    vi.doMock(ACTS, absent);
    vi.resetModules();
    const chat = await anna.openDirect(ben);
    const [asked] = await anna.chatWith(ben);
    const id = asked?.id ?? pageId(`me|${'x'.repeat(22)}`);
    await anna.side.sendText(chat, 'I do', { replyTo: id });
    await (await anna.side.acts()).work.react(id, '🙋');
    await settle();
    expect(await ben.chatWith(anna)).toHaveLength(2);
    expect(ben.side.tally.counts()).toMatchObject({ unproven: 2, malformed: 0 });
    await expect(ben.side.acts()).rejects.toMatchObject({ kind: 'part-missing' });
    vi.doUnmock(ACTS);
    vi.resetModules();
    for (let turn = 0; turn < 40; turn += 1) await settle();
    const [first, , answer] = await ben.chatWith(anna);
    expect(first).toMatchObject({ text: 'who comes?', reactions: [{ emoji: '🙋', who: [anna.me] }] });
    expect(answer).toMatchObject({ text: 'I do', reply: { message: first?.id } });
    expect((await anna.store.load()).outbox).toEqual([]);
  });

  it('that is slow to come keeps nobody else from writing', async () => {
    let come: () => void = () => undefined;
    const gate = new Promise<void>((go) => (come = go));
    vi.resetModules();
    vi.doMock(TRUST, async (original) => {
      await gate;
      return original();
    });
    const parties = await import('../support/two-parties.ts');
    const [clock, hall] = [createFakeClock(), new Hall()];
    const people = await Promise.all(['anna', 'ben'].map(parties.fakeIdentity));
    const all = await Promise.all(
      people.map((identity) =>
        parties.Party.start({ identity, clock, hall, store: memoryStore(new Disk()) }),
      ),
    );
    const [anna, ben] = all;
    if (anna === undefined || ben === undefined) throw new Error('nobody');
    for (const one of all) one.connect();
    await parties.settleAll(all, hall);
    const file = { name: 'a.txt', size: 3, type: 'text/plain', url: `http://${HALL}/files/a` };
    const chat = await anna.openDirect(ben);
    await anna.desk.edit((draft) => {
      const key = anna.side.outbox.queue(draft, chat, { text: 'with a file' });
      const row = draft.outbox.puts.get(key);
      if (row !== undefined) draft.outbox.put(key, { ...row, x: { ...readX(row.x), v: 1, file } });
    });
    anna.side.outbox.go();
    for (let turn = 0; turn < 200; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      for (const one of all) one.flushUp();
      for (const { line } of all) {
        if (line === undefined) continue;
        hall.takeUp(line);
        hall.takeDown(line);
      }
    }
    expect(ben.side.inbox.size).toBe(1); // it waits for the part
    await ben.say(anna, 'meanwhile');
    expect((await ben.chatWith(anna)).map(({ text }) => text)).toEqual(['meanwhile']);
    come();
    await parties.settleAll(all, hall);
    expect((await ben.chatWith(anna)).map(({ text }) => text)).toEqual(['meanwhile', 'with a file']);
  });
});
