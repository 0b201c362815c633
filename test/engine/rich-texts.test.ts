// Answers, names and forwarding: what a Porchlight makes of them, and what every other program reads.
import { beforeEach, describe, expect, it } from 'vitest';
import { directId, SQUARE } from '../../src/domain/conversation.ts';
import { pageId } from '../../src/domain/message.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { Company, find, framesOf, sayIn, workOf, groupOf, rowOf } from '../support/company.ts';
import { readAs } from '../support/plain-program.ts';
import { fakeIdentities, type Party } from '../support/two-parties.ts';

const [anna, ben, cem, dora] = await fakeIdentities('anna', 'ben', 'cem', 'dora');
let company: Company;

beforeEach(() => {
  company = new Company();
});

const group = (text?: string) => groupOf(company, [anna, ben, cem, dora], text);

describe('an answer', () => {
  it('shows what it answers to Porchlights, and begins with its line for other programs', async () => {
    const { a, b, c, program, chat } = await group('See you\nat six');
    const asked = await find(b, chat, 'See you\nat six');
    await sayIn(b, chat, 'I will be late', { replyTo: asked.id });
    await company.settle();
    for (const [party, author] of [
      [a, 'me'],
      [b, a.me],
      [c, a.me],
    ] as const) {
      const target = await find(party, chat, 'See you\nat six');
      const reply = { author, message: target.id, seq: target.seq, text: 'See you at six', what: 'text' };
      expect(await find(party, chat, 'I will be late')).toMatchObject({ reply });
      expect(rowOf(party, chat)?.lastLine?.text).toBe('I will be late');
    }
    expect(program.shown.at(-1)).toBe('> See you at six\n\nI will be late');
  });

  it('says no name of whom it answers, and pays no room for the line', async () => {
    const { a, b, chat, program } = await group('x'.repeat(400));
    const asked = await find(b, chat, 'x'.repeat(400));
    const longest = 'y'.repeat(LIMITS.textBytes);
    await sayIn(b, chat, longest, { replyTo: asked.id });
    await company.settle();
    expect((await find(a, chat, longest)).reply?.author).toBe('me');
    expect(program.shown.at(-1)).toBe(`> ${'x'.repeat(119)}…\n\n${longest}`);
  });

  it('follows what it answers: other words, taken back, removed here', async () => {
    const { a, b, chat } = await group();
    const asked = await find(a, chat, 'See you at six');
    await sayIn(b, chat, 'fine', { replyTo: (await find(b, chat, 'See you at six')).id });
    await company.settle();
    b.events.length = 0;
    await (await workOf(a)).edit(asked.id, 'See you at seven');
    await company.settle();
    expect((await find(b, chat, 'fine')).reply).toMatchObject({ text: 'See you at seven', what: 'text' });
    await (await workOf(a)).deleteForAll([asked.id]);
    await company.settle();
    const told = b.events.flatMap((event) => (event.type === 'messages' ? event.upsert : []));
    const answers = told.filter(({ text }) => text === 'fine').map(({ reply }) => reply?.what);
    expect(answers).toEqual(['text', 'deleted']); // told anew each time, without being asked
    expect((await find(b, chat, 'fine')).reply).toMatchObject({ text: '', what: 'deleted' });
    await a.side.remove(asked.id);
    await company.settle();
    expect((await find(a, chat, 'fine')).reply).toMatchObject({ message: undefined, text: '' });
  });

  it('to what is not here says so', async () => {
    const { a, b, c, chat } = await group();
    c.disconnect();
    await company.settle();
    const id = await sayIn(a, chat, 'only for those who are here');
    await company.settle();
    const asked = await find(b, chat, 'only for those who are here');
    await a.side.remove(id); // from now on it is not sent to anybody else
    await a.store.commit({ remove: { outbox: [id] } });
    await sayIn(b, chat, 'I see', { replyTo: asked.id });
    await company.settle();
    expect((await find(a, chat, 'I see')).reply).toEqual({
      author: 'me',
      message: undefined,
      seq: undefined,
      text: '',
      what: 'text',
    });
  });

  it('to a program without x goes by its counter', async () => {
    const { a, b, program, chat } = await group();
    const counter = await program.say([anna, ben, cem], 'from elsewhere');
    await company.settle();
    const asked = await find(b, chat, 'from elsewhere');
    await sayIn(b, chat, 'welcome', { replyTo: asked.id });
    await company.settle();
    expect((await find(a, chat, 'welcome')).reply).toMatchObject({
      author: program.me,
      text: 'from elsewhere',
    });
    const [raw = ''] = framesOf(company.hall, b.me).slice(-1);
    expect((await readAs(anna, raw))?.x?.more).toMatchObject({ re: { from: program.me, counter } });
  });

  it('in the square is the line and the text, for everybody alike', async () => {
    const [a, b] = await company.meet(anna, ben);
    await sayIn(a, SQUARE, 'Good evening');
    await company.settle();
    await sayIn(b, SQUARE, 'To you, too', { replyTo: (await find(b, SQUARE, 'Good evening')).id });
    await company.settle();
    for (const party of [a, b]) {
      const shown = await find(party, SQUARE, '> Good evening\n\nTo you, too');
      expect(shown.reply).toBeUndefined();
    }
  });

  it('is refused to what is not here, was taken back, or stands in another chat', async () => {
    const { a, b, chat } = await group();
    const { id } = await find(a, chat, 'See you at six');
    const refused = { kind: 'unknown-message' };
    await expect(sayIn(a, directId(b.me), 'x', { replyTo: id })).rejects.toMatchObject(refused);
    const nobody = pageId(`me|${'x'.repeat(22)}`);
    await expect(sayIn(a, chat, 'x', { replyTo: nobody })).rejects.toMatchObject(refused);
    await (await workOf(a)).deleteForAll([id]);
    await expect(sayIn(a, chat, 'x', { replyTo: id })).rejects.toMatchObject(refused);
    await expect(sayIn(a, chat, '  ', { replyTo: id })).rejects.toMatchObject({ kind: 'empty' });
  });

  it('keeps its line when its text is changed before and after it left', async () => {
    const { a, b, program, chat } = await group();
    a.disconnect();
    const id = await sayIn(a, chat, 'fin', { replyTo: (await find(a, chat, 'See you at six')).id });
    await (await workOf(a)).edit(id, 'fine');
    expect(await find(a, chat, 'fine')).toMatchObject({ reply: { text: 'See you at six' } });
    a.connect();
    await company.settle();
    expect(program.shown.at(-1)).toBe('> See you at six\n\nfine');
    await (await workOf(a)).edit(id, 'very fine');
    await company.settle();
    expect(await find(b, chat, 'very fine')).toMatchObject({
      reply: { text: 'See you at six' },
      edited: true,
    });
  });
});

describe('a name in a text', () => {
  const mention = (text: string, name: string, { me }: Pick<Party, 'me'>) => ({
    at: text.indexOf(name),
    length: name.length,
    who: me,
  });

  it('is told to those who are named, and counted until it is read', async () => {
    const { a, b, c, chat } = await group();
    await sayIn(a, chat, 'Hi Ben', { mentions: [mention('Hi Ben', 'Ben', b)] });
    await sayIn(a, chat, 'nobody is named here');
    await company.settle();
    expect((await find(b, chat, 'Hi Ben')).mentions).toEqual([{ at: 3, length: 3, who: 'me' }]);
    expect((await find(c, chat, 'Hi Ben')).mentions).toEqual([{ at: 3, length: 3, who: b.me }]);
    expect((await find(a, chat, 'Hi Ben')).mentions).toEqual([{ at: 3, length: 3, who: b.me }]);
    expect([a, b, c].map((party) => rowOf(party, chat)?.mentions ?? 0)).toEqual([0, 1, 0]);
    const read = (await b.messages(chat)).at(-1)?.seq ?? 0;
    await b.side.conversations.markRead(chat, read);
    expect(rowOf(b, chat)).toMatchObject({ mentions: 0, unread: 0 });
  });

  it('counts for an answer, too, and no longer when that is read or gone', async () => {
    const { a, b, chat } = await group();
    const asked = await find(b, chat, 'See you at six');
    await sayIn(b, chat, 'fine', { replyTo: asked.id });
    await sayIn(b, chat, 'Anna!', { mentions: [mention('Anna!', 'Anna', a)] });
    await company.settle();
    expect(rowOf(a, chat)?.mentions).toBe(2);
    const fine = await find(a, chat, 'fine');
    await a.side.conversations.markRead(chat, fine.seq);
    expect(rowOf(a, chat)).toMatchObject({ mentions: 1, unread: 1 });
    await a.side.remove((await find(a, chat, 'Anna!')).id);
    expect(rowOf(a, chat)).toMatchObject({ mentions: 0, unread: 0 });
  });

  it('lies behind the line of an answer, where it is for Porchlights', async () => {
    const { a, b, program, chat } = await group();
    const asked = await find(b, chat, 'See you at six');
    await sayIn(b, chat, 'ok Anna', { replyTo: asked.id, mentions: [mention('ok Anna', 'Anna', a)] });
    await company.settle();
    expect(await find(a, chat, 'ok Anna')).toMatchObject({ mentions: [{ at: 3, length: 4, who: 'me' }] });
    expect(program.shown.at(-1)).toBe('> See you at six\n\nok Anna');
  });

  it('outside the text, or of somebody who is not there, is none', async () => {
    const { a, b, c, chat } = await group();
    const direct = directId(b.me);
    await sayIn(a, direct, 'Hi Cem', { mentions: [mention('Hi Cem', 'Cem', c)] });
    await sayIn(a, chat, 'Hi', { mentions: [{ at: 3, length: 3, who: b.me }] });
    await company.settle();
    for (const party of [a, b]) {
      const there = party === a ? direct : directId(a.me);
      expect((await find(party, there, 'Hi Cem')).mentions).toBeUndefined();
      expect((await find(party, chat, 'Hi')).mentions).toBeUndefined();
    }
  });

  it('moves along when the text is changed around it, and goes when it is changed itself', async () => {
    const { a, b, c, chat } = await group();
    const text = 'Ben and Cem';
    const mentions = [mention(text, 'Ben', b), mention(text, 'Cem', c)];
    const id = await sayIn(a, chat, text, { mentions });
    await company.settle();
    const work = await workOf(a);
    await work.edit(id, 'Ben & Cem');
    await company.settle();
    const both = [
      { at: 0, length: 3, who: b.me },
      { at: 6, length: 3, who: 'me' },
    ];
    expect((await find(c, chat, 'Ben & Cem')).mentions).toEqual(both);
    await work.edit(id, 'Ben & Dora');
    await company.settle();
    expect((await find(c, chat, 'Ben & Dora')).mentions).toEqual(both.slice(0, 1));
    expect((await find(a, chat, 'Ben & Dora')).mentions).toEqual(both.slice(0, 1));
  });
});

describe('forwarding', () => {
  it('says the words again in each chat, in their order, without what they answered', async () => {
    const { a, b, c, chat } = await group('one');
    await sayIn(b, chat, 'two', { replyTo: (await find(b, chat, 'one')).id });
    await company.settle();
    const ids = [(await find(a, chat, 'one')).id, (await find(a, chat, 'two')).id];
    const [toB, toC] = [directId(b.me), directId(c.me)];
    await (await workOf(a)).forward(ids, [toB, toC]);
    await company.settle();
    for (const party of [b, c]) {
      const shown = (await party.messages(directId(a.me))).slice(-2);
      expect(shown.map(({ text, reply }) => ({ text, reply }))).toEqual([
        { text: 'one', reply: undefined },
        { text: 'two', reply: undefined },
      ]);
    }
  });

  it('sends the files that are here again, and refuses those that are not before anything is sent', async () => {
    const { a, b, c } = await group();
    const [toB, toC] = [directId(b.me), directId(c.me)];
    const id = await a.side.files.send(toB, new File(['soup'], 'menu.txt'));
    const before = (await a.messages(toC)).length;
    await (await workOf(a)).forward([id], [toC]);
    const sent = (await a.messages(toC)).at(-1);
    expect(sent?.file).toMatchObject({ name: 'menu.txt', size: 4 });
    expect(await (await a.side.fileBlob(sent?.id ?? id))?.text()).toBe('soup');
    await a.desk.edit(async (draft) => {
      const row = await a.store.message(id);
      if (row?.file !== undefined) draft.messages.put(id, { ...row, file: { ...row.file, local: false } });
    });
    const text = await find(a, toB, 'hello').catch(() => undefined);
    const mixed = [...(text === undefined ? [] : [text.id]), id];
    await expect((await workOf(a)).forward(mixed, [toC])).rejects.toMatchObject({ kind: 'file-not-here' });
    expect(await a.messages(toC)).toHaveLength(before + 1);
  });

  it('passes on what stands now, and nothing that was taken back', async () => {
    const { a, b, c, chat } = await group();
    const { id } = await find(a, chat, 'See you at six');
    const work = await workOf(a);
    await work.edit(id, 'See you at seven');
    await company.settle();
    await (await workOf(b)).forward([(await find(b, chat, 'See you at seven')).id], [directId(c.me)]);
    await company.settle();
    expect((await c.messages(directId(b.me))).at(-1)?.text).toBe('See you at seven');
    await work.deleteForAll([id]);
    await expect(work.forward([id], [directId(c.me)])).rejects.toMatchObject({ kind: 'unknown-message' });
  });
});
