// Richer messages between Porchlights: what is done on one shows on the others, and nothing of it on any other program.
import { beforeEach, describe, expect, it } from 'vitest';
import { directId, SQUARE } from '../../src/domain/conversation.ts';
import type { ConversationId, MessageId } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/engine/port/messages.ts';
import { pageId } from '../../src/domain/message.ts';
import { readAs } from '../support/plain-program.ts';
import { Company, find, framesOf, give, sayIn, workOf, groupOf, rowOf } from '../support/company.ts';
import { fakeIdentities, type Party } from '../support/two-parties.ts';

const [anna, ben, cem, dora] = await fakeIdentities('anna', 'ben', 'cem', 'dora');
let company: Company;

beforeEach(() => {
  company = new Company();
});

const react = async (party: Party, { id }: MessageView, emoji: string) => {
  await (await workOf(party)).react(id, emoji);
  await company.settle();
};
const edit = async (party: Party, { id }: MessageView, text: string) => {
  await (await workOf(party)).edit(id, text);
  await company.settle();
};
const erase = async (party: Party, ...messages: readonly MessageView[]) => {
  await (await workOf(party)).deleteForAll(messages.map(({ id }) => id));
  await company.settle();
};
const last = async (party: Party, chat: ConversationId) => (await party.messages(chat)).at(-1);
const texts = async (party: Party, chat: ConversationId) =>
  (await party.messages(chat)).map(({ text }) => text);

/** Two who talk, and what the first has just said to the second. */
async function pair(text = 'See you at six') {
  const [a, b] = await company.meet(anna, ben);
  const [toB, toA] = [directId(b.me), directId(a.me)];
  await sayIn(a, toB, text);
  await company.settle();
  const [here, there] = [await find(a, toB, text), await find(b, toA, text)];
  return { a, b, toA, toB, here, there };
}
const group = (text?: string) => groupOf(company, [anna, ben, cem, dora], text);

describe('a reaction', () => {
  it('shows on both sides, changes, and can be taken back', async () => {
    const { a, b, toA, toB, here, there } = await pair();
    await react(b, there, '👍');
    expect((await last(b, toA))?.reactions).toEqual([{ emoji: '👍', who: ['me'] }]);
    expect((await last(a, toB))?.reactions).toEqual([{ emoji: '👍', who: [b.me] }]);
    await react(a, here, '👍');
    expect((await last(b, toA))?.reactions).toEqual([{ emoji: '👍', who: ['me', a.me] }]);
    await react(b, there, '❤️');
    expect((await last(a, toB))?.reactions).toEqual([
      { emoji: '👍', who: ['me'] },
      { emoji: '❤️', who: [b.me] },
    ]);
    await react(b, there, '');
    await react(a, here, '');
    expect((await last(a, toB))?.reactions).toBeUndefined();
    expect((await last(b, toA))?.reactions).toBeUndefined();
  });

  it('is no message: nothing is unread by it, nothing stands last, and no chat moves', async () => {
    const { a, b, toB, toA, there } = await pair();
    const before = [rowOf(a, toB), rowOf(b, toA)];
    await react(b, there, '👍');
    expect([rowOf(a, toB), rowOf(b, toA)]).toEqual(before);
    expect(await a.messages(toB)).toHaveLength(3);
  });

  it('is told to the page as it comes', async () => {
    const { a, b, there } = await pair();
    a.events.length = 0;
    await react(b, there, '👍');
    const told = a.events.flatMap((event) => (event.type === 'messages' ? event.upsert : []));
    expect(told.map(({ reactions }) => reactions)).toEqual([[{ emoji: '👍', who: [b.me] }]]);
  });

  it('leaves the outbox when the other has it, and only then', async () => {
    const { a, b, there } = await pair();
    a.disconnect();
    await company.settle();
    await react(b, there, '👍');
    expect((await b.store.load()).outbox).toHaveLength(1);
    a.connect();
    await company.settle();
    await company.wait(3000);
    expect((await b.store.load()).outbox).toHaveLength(0);
  });

  it('that stands already is not sent again', async () => {
    const { b, there } = await pair();
    await react(b, there, '👍');
    const before = framesOf(company.hall, b.me).length;
    await react(b, there, '👍');
    expect(framesOf(company.hall, b.me)).toHaveLength(before);
  });

  it('must be one picture, of a message that is here and was not taken back', async () => {
    const { a, b, here, there } = await pair();
    const work = await workOf(b);
    await expect(work.react(there.id, 'ok')).rejects.toMatchObject({ kind: 'bad-emoji' });
    const nobody = pageId(`me|${'x'.repeat(22)}`);
    await expect(work.react(nobody, '👍')).rejects.toMatchObject({ kind: 'unknown-message' });
    await erase(a, here);
    await expect(work.react(there.id, '👍')).rejects.toMatchObject({ kind: 'unknown-message' });
  });

  it('to a message of a program without x goes by its counter to the Porchlights in the group', async () => {
    const { a, b, c, program, chat } = await group();
    await program.say([anna, ben, cem], 'from elsewhere');
    await company.settle();
    await react(b, await find(b, chat, 'from elsewhere'), '👋');
    for (const [party, who] of [
      [a, b.me],
      [b, 'me'],
      [c, b.me],
    ] as const)
      expect((await find(party, chat, 'from elsewhere')).reactions).toEqual([{ emoji: '👋', who: [who] }]);
  });

  it('is refused where nobody would understand it', async () => {
    const program = await company.addProgram(dora);
    const [a] = await company.meet(anna);
    await program.say([anna], 'hello from elsewhere');
    await company.settle();
    const work = await workOf(a);
    const message = await find(a, directId(program.me), 'hello from elsewhere');
    await expect(work.react(message.id, '👍')).rejects.toMatchObject({ kind: 'nobody-understands' });
    await sayIn(a, SQUARE, 'Good evening');
    await company.settle();
    const said = await find(a, SQUARE, 'Good evening');
    await expect(work.react(said.id, '👍')).rejects.toMatchObject({ kind: 'nobody-understands' });
    expect(program.shown).toEqual([]);
  });
});

describe('other words', () => {
  it('stand on both sides, and say that they are others', async () => {
    const { a, b, toA, toB, here } = await pair('See you at sex');
    await edit(a, here, 'See you at six');
    for (const one of [await last(a, toB), await last(b, toA)])
      expect(one).toMatchObject({ text: 'See you at six', edited: true });
    expect(rowOf(b, toA)?.lastLine?.text).toBe('See you at six');
    expect(rowOf(a, toB)?.lastLine?.text).toBe('See you at six');
    expect(rowOf(b, toA)).toMatchObject({ unread: 2 });
    await edit(a, here, 'See you at seven');
    expect(await last(b, toA)).toMatchObject({ text: 'See you at seven' });
    expect(await a.messages(toB)).toHaveLength(3);
  });

  it('keep the words that were signed', async () => {
    const { a, b, toA, here, there } = await pair();
    await edit(a, here, 'See you at seven');
    expect(await b.store.message(there.id)).toMatchObject({
      text: 'See you at six',
      edit: { text: 'See you at seven' },
    });
    expect(await texts(b, toA)).not.toContain('See you at six');
  });

  it('of a message that never left are the only ones that go out', async () => {
    const program = await company.addProgram(dora);
    const [a] = await company.meet(anna);
    const chat = await a.openDirectWith(program.identity);
    a.disconnect();
    const id = await sayIn(a, chat, 'See you at sex');
    await (await workOf(a)).edit(id, 'See you at six');
    expect(await last(a, chat)).toMatchObject({ text: 'See you at six' });
    expect((await last(a, chat))?.edited).toBeUndefined();
    a.connect();
    await company.settle();
    expect(program.shown).toEqual(['See you at six']);
  });

  it('come in time even when the message is just being sealed', async () => {
    const { a, b, toA, toB } = await pair();
    const id = await sayIn(a, toB, 'first words'); // the postman has it in hand
    await (await workOf(a)).edit(id, 'second words');
    await company.settle();
    expect(await last(a, toB)).toMatchObject({ text: 'second words' });
    expect(await last(b, toA)).toMatchObject({ text: 'second words' });
  });

  it('are what somebody gets who was away when the first went out', async () => {
    const { a, b, c, chat } = await group('hello all');
    c.disconnect();
    await company.settle();
    await sayIn(a, chat, 'See you at sex');
    await company.settle();
    await edit(a, await find(a, chat, 'See you at sex'), 'See you at six');
    const before = company.hall.taken.length;
    c.connect();
    await company.settle();
    await company.wait(40_000);
    const later = company.hall.taken.slice(before).map(({ text }) => readAs(cem, text));
    expect(JSON.stringify(await Promise.all(later))).not.toContain('sex');
    for (const party of [a, b, c]) {
      expect(await texts(party, chat)).toEqual(['hello all', 'See you at six']);
      expect(await last(party, chat)).toMatchObject({ edited: true });
    }
  });

  it('are for own texts only', async () => {
    const { a, b, here, there } = await pair();
    const work = await workOf(b);
    await expect(work.edit(there.id, 'mine now')).rejects.toMatchObject({ kind: 'not-mine' });
    const mine = await workOf(a);
    await expect(mine.edit(here.id, ' ')).rejects.toMatchObject({ kind: 'empty' });
    await expect(mine.edit(here.id, 'a'.repeat(16 * 1024 + 1))).rejects.toMatchObject({ kind: 'too-long' });
    const file = await a.side.files.send(here.conversation, new File(['menu'], 'menu.txt'));
    await expect(mine.edit(file, 'x')).rejects.toMatchObject({ kind: 'not-mine' });
  });

  it('are refused once others have the first and would not understand', async () => {
    const program = await company.addProgram(dora);
    const [a] = await company.meet(anna);
    const chat = await a.openDirectWith(program.identity);
    await sayIn(a, chat, 'See you at six');
    await company.settle();
    const { id } = await find(a, chat, 'See you at six');
    const work = await workOf(a);
    await expect(work.edit(id, 'at seven')).rejects.toMatchObject({ kind: 'nobody-understands' });
    expect(await texts(a, chat)).toEqual(['See you at six']);
  });
});

describe('taking back', () => {
  it('leaves nothing of a message anywhere but that there was one', async () => {
    const { a, b, toA, toB, here, there } = await pair();
    await react(b, there, '👍');
    await edit(a, here, 'See you at seven');
    await erase(a, here);
    for (const [party, chat, id] of [
      [a, toB, here.id],
      [b, toA, there.id],
    ] as const) {
      const shown = await last(party, chat);
      expect(shown).toMatchObject({ text: '', deleted: true });
      expect(shown).not.toHaveProperty('reactions');
      expect(shown).not.toHaveProperty('edited');
      expect(rowOf(party, chat)?.lastLine).toMatchObject({ text: '', what: 'deleted' });
      expect(JSON.stringify(await party.store.message(id))).not.toMatch(/six|seven|👍/);
      expect(await party.messages(chat)).toHaveLength(3);
    }
  });

  it('takes it off what is to be read, and off what is held back', async () => {
    const { a, b, toA, here } = await pair();
    const before = rowOf(b, toA)?.unread ?? 0;
    const [message] = await b.store.messagesBefore(toA, undefined, 1);
    await b.desk.edit((draft) => {
      const row = rowOf(b, toA);
      if (message === undefined || row === undefined) throw new Error('there is none');
      draft.held.put('copy', { key: 'copy', heldAt: 0, message });
      draft.conversations.put(toA, { ...row, held: 1 });
    });
    await erase(a, here);
    expect(rowOf(b, toA)).toMatchObject({ unread: before - 1, held: 0 });
    expect(await b.store.held(toA)).toEqual([]);
  });

  it('takes its line from answers that still wait for somebody', async () => {
    const { a, b, c, chat } = await group('the zanzibar secret');
    c.disconnect();
    await company.settle();
    const asked = await find(b, chat, 'the zanzibar secret');
    await sayIn(b, chat, 'oh', { replyTo: asked.id });
    await company.settle();
    const waiting = async () => JSON.stringify((await b.store.load()).outbox);
    expect(await waiting()).toContain('zanzibar');
    await erase(a, await find(a, chat, 'the zanzibar secret'));
    expect(await waiting()).not.toContain('zanzibar');
    c.connect();
    await company.settle();
    expect((await find(c, chat, 'oh')).reply).toMatchObject({ what: 'deleted' });
  });

  it('takes the file along', async () => {
    const { a, b, toA, toB } = await pair();
    const file = { name: 'a.txt', size: 4, type: 'text/plain', url: '', data: btoa('soup') };
    await a.desk.edit((draft) => {
      const key = a.side.outbox.queue(draft, toB, { text: '📎 a.txt' });
      const row = draft.outbox.puts.get(key);
      if (row !== undefined) draft.outbox.put(key, { ...row, x: { ...Object(row.x), file } });
    });
    a.side.outbox.go();
    await company.settle();
    expect((await last(b, toA))?.file?.name).toBe('a.txt');
    expect(await b.store.blobKeys()).toHaveLength(1);
    const sent = await last(a, toB);
    if (sent !== undefined) await erase(a, sent);
    expect(await last(b, toA)).toMatchObject({ deleted: true, file: undefined });
    expect(await b.store.blobKeys()).toEqual([]);
  });

  it('of what never left sends nothing at all, and leaves no trace', async () => {
    const { a, b, toA, toB } = await pair();
    b.disconnect();
    await company.settle();
    const ids: MessageId[] = [];
    for (const text of ['one', 'two', 'three']) ids.push(await sayIn(a, toB, text));
    for (const id of ids) await (await workOf(a)).react(id, '👍');
    await (await workOf(a)).deleteForAll(ids.slice(1));
    expect(await texts(a, toB)).toEqual(['hello', 'hello', 'See you at six', 'one']);
    expect(rowOf(a, toB)?.lastLine?.text).toBe('one');
    await (await workOf(a)).deleteForAll(ids.slice(0, 1));
    expect(rowOf(a, toB)?.lastLine?.text).toBe('See you at six');
    b.connect();
    await company.settle();
    expect(await b.messages(toA)).toHaveLength(3);
    expect((await a.store.load()).outbox.filter(({ kind }) => kind === 'act')).toEqual([]);
  });

  it('on this device alone stays so, whatever copies of an own one the server sends', async () => {
    const { a } = await pair();
    const notes = await a.openDirect(a);
    const id = await sayIn(a, notes, 'buy bread');
    await company.settle();
    const copies = framesOf(company.hall, a.me);
    await a.side.remove(id);
    const again = await company.restart(a);
    for (const raw of copies) give(again, raw);
    await company.settle();
    expect(await again.messages(notes)).toEqual([]);
  });

  it('stays, whatever copies come', async () => {
    const { a, b, toA, here } = await pair();
    const copies = framesOf(company.hall, a.me);
    await erase(a, here);
    const again = await company.restart(b); // forgets which frames it has seen
    for (const raw of copies) give(again, raw);
    await company.settle();
    expect(await last(again, toA)).toMatchObject({ text: '', deleted: true });
    expect(await again.messages(toA)).toHaveLength(3);
    expect(again.side.tally.counts()).toMatchObject({ held: 0 });
  });

  it('is for own messages only, and refuses as a whole', async () => {
    const { a, b, toA, toB, here, there } = await pair();
    await sayIn(b, toA, 'my own');
    await company.settle();
    const own = await find(b, toA, 'my own');
    const work = await workOf(b);
    await expect(work.deleteForAll([own.id, there.id])).rejects.toMatchObject({ kind: 'not-mine' });
    await company.settle();
    expect(await texts(a, toB)).toEqual(['hello', 'hello', 'See you at six', 'my own']);
    await expect((await workOf(a)).deleteForAll([here.id, here.id])).resolves.toBeUndefined();
  });

  it('erases here where nobody would understand, and in the square', async () => {
    const program = await company.addProgram(dora);
    const [a, b] = await company.meet(anna, ben);
    const chat = await a.openDirectWith(program.identity);
    await sayIn(a, chat, 'to you');
    await sayIn(a, SQUARE, 'to all');
    await company.settle();
    await erase(a, await find(a, chat, 'to you'), await find(a, SQUARE, 'to all'));
    expect(await a.messages(chat)).toMatchObject([{ text: '', deleted: true }]);
    expect(await a.messages(SQUARE)).toMatchObject([{ text: '', deleted: true }]);
    expect(program.shown).toEqual(['to you']);
    expect(await texts(b, SQUARE)).toEqual(['to all']);
    const again = await company.restart(a);
    for (const { text } of company.hall.taken) give(again, text);
    await company.settle();
    expect(await texts(again, SQUARE)).toEqual(['']);
  });
});

describe('of all of it', () => {
  it('a chat of plain texts loads nothing', async () => {
    const { a, b, there } = await pair();
    expect([a.side.door.now, b.side.door.now]).toEqual([undefined, undefined]);
    await react(b, there, '👍');
    expect(a.side.door.now).toBeDefined();
  });

  it('other programs in a group see the messages and nothing else', async () => {
    const { a, b, c, program, chat } = await group('hello all');
    await react(b, await find(b, chat, 'hello all'), '👍');
    await edit(a, await find(a, chat, 'hello all'), 'hello everybody');
    await sayIn(c, chat, 'hi', { replyTo: (await find(c, chat, 'hello everybody')).id });
    await company.settle();
    await erase(a, await find(a, chat, 'hello everybody'));
    await company.wait(60_000);
    expect(program.shown).toEqual(['hello all', '> hello everybody\n\nhi']);
    for (const party of [a, b, c]) expect(await texts(party, chat)).toEqual(['', 'hi']);
  });

  it('nothing stays in the outbox of a group for those who say nothing to it', async () => {
    const { a, b, chat } = await group('hello all');
    await react(b, await find(b, chat, 'hello all'), '👍');
    await company.wait(5000);
    expect((await b.store.load()).outbox.filter(({ kind }) => kind === 'act')).toEqual([]);
    expect((await a.store.load()).pending).toEqual([]);
  });
});
