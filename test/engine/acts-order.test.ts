// Acts that come late, early, twice, from elsewhere or from somebody who may not: in the end all Porchlights show the same.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { messageId, messageKey } from '../../src/domain/message.ts';
import { acceptHeld } from '../../src/engine/held.ts';
import { toBase64Url } from '../../src/lib/base64.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { Act } from '../../src/protocol/acts.ts';
import { Company, find, framesOf, give, sayIn, workOf } from '../support/company.ts';
import { letter, readAs } from '../support/plain-program.ts';
import { fakeIdentity, type Identity, type Party } from '../support/two-parties.ts';

let anna: Identity;
let ben: Identity;
let cem: Identity;
let company: Company;

beforeAll(async () => {
  const all = await Promise.all(['anna', 'ben', 'cem'].map(fakeIdentity));
  [anna, ben, cem] = all as [Identity, Identity, Identity];
});
beforeEach(() => {
  company = new Company();
});

const counterIn = (raw = '{}'): number => Number(Object(JSON.parse(raw)).counter);
const newId = () => toBase64Url(systemRandom(16));
const refTo = (who: Identity, id: string) => ({ from: who.key.fingerprint, id });
const HIGH = 2 ** 40;
interface Words {
  readonly by: Identity;
  readonly to?: readonly Identity[];
  readonly counter: number;
  readonly id?: string;
  readonly message?: string;
}
const text = ({ by, to = [ben], counter, id = newId(), message = 'hi' }: Words) =>
  letter({ by, to, counter, message, x: { v: 1, id } });
const deed = ({ by, to = [ben], counter, id = newId(), message = 'x' }: Words, act: Act) =>
  letter({ by, to, counter, message, x: { v: 1, id, more: { act } } });
const shown = async (party: Party, chat: ConversationId) =>
  (await party.messages(chat)).map(({ text: words, deleted, edited, reactions }) => ({
    ...(deleted === undefined ? { words } : { deleted }),
    ...(edited && { edited }),
    ...(reactions && { reactions: reactions.map(({ emoji, who }) => `${emoji}${who.length}`).join() }),
  }));
/** Ben, who knows Anna and Cem; what they write from now on is made by the test. */
async function startBen() {
  await company.meet(anna, ben, cem);
  const [, b] = company.parties as [Party, Party, Party];
  const chat = directId(anna.key.fingerprint);
  const take = async (...frames: readonly string[]) => {
    give(b, ...frames);
    await company.settle();
  };
  return { b, chat, take, start: (await b.messages(chat)).length };
}

describe('an act that comes before its message', () => {
  it('is done when that comes', async () => {
    const { b, chat, take, start } = await startBen();
    const [one, two, three] = [newId(), newId(), newId()];
    await take(
      await deed({ by: anna, counter: HIGH }, { kind: 'react', to: refTo(anna, one), emoji: '🎉' }),
      await deed({ by: anna, counter: HIGH + 1, message: 'six' }, { kind: 'edit', to: refTo(anna, two) }),
      await deed({ by: anna, counter: HIGH + 2 }, { kind: 'delete', to: [refTo(anna, three)] }),
    );
    expect(await b.messages(chat)).toHaveLength(start);
    expect((await b.store.load()).pending).toHaveLength(3);
    const unread = b.desk.conversations.get(chat)?.unread ?? 0;
    await take(
      await text({ by: anna, counter: HIGH + 3, id: one, message: 'come!' }),
      await text({ by: anna, counter: HIGH + 4, id: two, message: 'sex' }),
      await text({ by: anna, counter: HIGH + 5, id: three, message: 'a secret' }),
    );
    expect((await shown(b, chat)).slice(start)).toEqual([
      { words: 'come!', reactions: '🎉1' },
      { words: 'six', edited: true },
      { deleted: true },
    ]);
    expect((await b.store.load()).pending).toEqual([]);
    expect(b.desk.conversations.get(chat)).toMatchObject({
      unread: unread + 2,
      lastLine: { what: 'deleted', text: '' },
    });
    expect(
      JSON.stringify(await b.store.message(messageKey(anna.key.fingerprint, messageId(three)))),
    ).not.toContain('secret');
  });

  it('is kept over a restart', async () => {
    const { b, chat, take, start } = await startBen();
    const id = newId();
    await take(await deed({ by: anna, counter: HIGH }, { kind: 'delete', to: [refTo(anna, id)] }));
    const again = await company.restart(b);
    give(again, await text({ by: anna, counter: HIGH + 1, id, message: 'a secret' }));
    await company.settle();
    expect((await shown(again, chat)).slice(start)).toEqual([{ deleted: true }]);
  });

  it('is kept for a week, and in a number that fills no disk', async () => {
    const { b, chat, take, start } = await startBen();
    const [id, other] = [newId(), newId()];
    await take(await deed({ by: anna, counter: HIGH }, { kind: 'delete', to: [refTo(anna, id)] }));
    company.clock.advance(8 * 86_400_000);
    await take(await deed({ by: anna, counter: HIGH + 1 }, { kind: 'delete', to: [refTo(anna, other)] }));
    expect((await b.store.load()).pending.map(({ target }) => target)).toEqual([
      `${anna.key.fingerprint}|${other}`,
    ]);
    await take(await text({ by: anna, counter: HIGH + 2, id, message: 'late' }));
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'late' }]);
    const many = (from: number) =>
      deed(
        { by: anna, counter: HIGH + from },
        { kind: 'delete', to: Array.from({ length: 100 }, () => refTo(anna, newId())) },
      );
    for (let at = 3; at < 6; at += 1) await take(await many(at));
    expect((await b.store.load()).pending).toHaveLength(200);
  });

  it('finds a message that was held back, when that is accepted', async () => {
    const { b, chat, take, start } = await startBen();
    const [one, two] = [newId(), newId()];
    await take(await text({ by: anna, counter: 1, id: one, message: 'after my restart' }));
    await take(await text({ by: anna, counter: 2, id: two, message: 'a secret' }));
    expect(b.desk.conversations.get(chat)?.held).toBe(2);
    await take(
      await deed(
        { by: anna, counter: HIGH, message: 'in other words' },
        { kind: 'edit', to: refTo(anna, one) },
      ),
      await deed({ by: anna, counter: HIGH + 1 }, { kind: 'delete', to: [refTo(anna, two)] }),
    );
    expect(b.desk.conversations.get(chat)?.held).toBe(1); // nothing is left of the other
    expect(b.side.tally.counts().held).toBe(1);
    await acceptHeld(b.side, chat);
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'in other words', edited: true }]);
  });

  it('of a message without x waits for its counter', async () => {
    const { b, chat, take, start } = await startBen();
    const to = { from: anna.key.fingerprint, counter: HIGH + 1 };
    await take(await deed({ by: anna, counter: HIGH }, { kind: 'react', to, emoji: '🎉' }));
    await take(await letter({ by: anna, to: [ben], counter: HIGH + 1, message: 'plain' }));
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'plain', reactions: '🎉1' }]);
  });
});

describe('an act that comes late or again', () => {
  it('loses against a later one, even under a higher counter of its frame', async () => {
    const { b, chat, take, start } = await startBen();
    const id = newId();
    await take(await text({ by: anna, counter: HIGH, id }));
    const edit = (counter: number, n: number, message: string) =>
      deed({ by: anna, counter, message }, { kind: 'edit', to: refTo(anna, id), n });
    await take(await edit(HIGH + 20, HIGH + 20, 'second'), await edit(HIGH + 40, HIGH + 10, 'first'));
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'second', edited: true }]);
  });

  it('cannot claim to be later than its frame', async () => {
    const { b, chat, take, start } = await startBen();
    const id = newId();
    await take(await text({ by: anna, counter: HIGH, id }));
    const edit = (counter: number, n: number, message: string) =>
      deed({ by: anna, counter, message }, { kind: 'edit', to: refTo(anna, id), n });
    await take(await edit(HIGH + 1, HIGH * 2, 'for ever'), await edit(HIGH + 2, HIGH + 2, 'not for ever'));
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'not for ever', edited: true }]);
  });

  it('is not held back when its counter is old, and gets its receipt', async () => {
    const { b, chat, take, start } = await startBen();
    const id = newId();
    await take(await text({ by: anna, counter: HIGH + 9, id }));
    await company.wait(3000);
    const act = newId();
    await take(
      await deed({ by: anna, counter: HIGH, id: act }, { kind: 'react', to: refTo(anna, id), emoji: '🎉' }),
    );
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'hi', reactions: '🎉1' }]);
    expect(b.side.tally.counts()).toMatchObject({ held: 0 });
    const [receipt = ''] = framesOf(company.hall, b.me).slice(-1);
    expect((await readAs(anna, receipt))?.x?.receipt?.delivered).toEqual([act]);
  });
});

describe('an act of somebody who may not', () => {
  it('changes nothing: others edit and delete what is not theirs', async () => {
    const { b, take } = await startBen();
    const id = newId();
    await take(await text({ by: anna, to: [ben, cem], counter: HIGH, id, message: 'mine' }));
    const chat =
      [...b.desk.conversations.values()].find(({ kind }) => kind === 'group')?.id ?? directId(b.me);
    const forged = { by: cem, to: [anna, ben], message: 'yours' };
    await take(
      await deed({ ...forged, counter: HIGH + 1 }, { kind: 'edit', to: refTo(anna, id) }),
      await deed({ ...forged, counter: HIGH + 2 }, { kind: 'delete', to: [refTo(anna, id)] }),
      await deed({ ...forged, counter: HIGH + 3 }, { kind: 'delete', to: [refTo(anna, newId())] }),
    );
    expect(await shown(b, chat)).toEqual([{ words: 'mine' }]);
    expect((await b.store.load()).pending).toEqual([]);
    await take(
      await deed({ ...forged, counter: HIGH + 4 }, { kind: 'react', to: refTo(anna, id), emoji: '👀' }),
    );
    expect(await shown(b, chat)).toEqual([{ words: 'mine', reactions: '👀1' }]);
  });

  it('changes nothing in another conversation than its own', async () => {
    const { b, chat, take, start } = await startBen();
    const id = newId();
    await take(await text({ by: anna, counter: HIGH, id, message: 'between us' }));
    const to = [ben, cem];
    await take(
      await deed({ by: anna, to, counter: HIGH + 1 }, { kind: 'react', to: refTo(anna, id), emoji: '🎉' }),
      await deed({ by: cem, counter: HIGH + 2 }, { kind: 'react', to: refTo(anna, id), emoji: '👀' }),
      await deed(
        { by: anna, to, counter: HIGH + 3, message: 'to all' },
        { kind: 'edit', to: refTo(anna, id) },
      ),
      await deed({ by: anna, to, counter: HIGH + 4 }, { kind: 'delete', to: [refTo(anna, id)] }),
    );
    expect((await shown(b, chat)).slice(start)).toEqual([{ words: 'between us' }]);
  });

  it('opens no chat, and a stranger touches only their own messages', async () => {
    const [b] = await company.meet(ben);
    const mallory = await company.start(anna);
    mallory.connect();
    await company.settle();
    const chat = directId(anna.key.fingerprint);
    const target = refTo(ben, newId());
    give(b, await deed({ by: anna, counter: HIGH }, { kind: 'react', to: target, emoji: '👀' }));
    await company.settle();
    expect(b.desk.conversations.has(chat)).toBe(false);
    expect((await b.store.load()).pending).toEqual([]);
    const id = newId();
    give(b, await text({ by: anna, counter: HIGH + 1, id }));
    give(b, await deed({ by: anna, counter: HIGH + 2 }, { kind: 'react', to: refTo(anna, id), emoji: '👀' }));
    await company.settle();
    expect(await shown(b, chat)).toEqual([{ words: 'hi', reactions: '👀1' }]);
    const many = Array.from({ length: 100 }, () => refTo(anna, newId()));
    give(b, await deed({ by: anna, counter: HIGH + 3 }, { kind: 'delete', to: many }));
    await company.settle();
    expect((await b.store.load()).pending).toHaveLength(50);
  });
});

describe('on the way', () => {
  it('an act reaches somebody who was away, once, also over restarts of both', async () => {
    const [a, b] = await company.meet(anna, ben);
    const [toB, toA] = [directId(b.me), directId(a.me)];
    await sayIn(b, toA, 'who comes?');
    await company.settle();
    b.disconnect();
    await company.settle();
    await (await workOf(a)).react((await find(a, toB, 'who comes?')).id, '🙋');
    await company.settle();
    const again = await company.restart(a);
    const back = await company.restart(b);
    await company.wait(60_000);
    expect((await find(back, toA, 'who comes?')).reactions).toEqual([{ emoji: '🙋', who: [again.me] }]);
    expect((await again.store.load()).outbox).toEqual([]);
    expect((await find(again, toB, 'who comes?')).reactions).toEqual([{ emoji: '🙋', who: ['me'] }]);
  });

  it('is sealed again under its own id until it is confirmed, and the later act still wins', async () => {
    const [a, b] = await company.meet(anna, ben);
    const [toB, toA] = [directId(b.me), directId(a.me)];
    await sayIn(a, toB, 'who comes?');
    await company.settle();
    const said = await find(a, toB, 'who comes?');
    company.hall.takesFrames = false; // swallowed: nobody has it
    await (await workOf(a)).edit(said.id, 'who comes to dinner?');
    await company.settle();
    company.hall.takesFrames = true;
    await (await workOf(a)).edit(said.id, 'who comes to supper?');
    await company.settle();
    await company.wait(120_000);
    expect((await b.messages(toA)).at(-1)?.text).toBe('who comes to supper?');
    expect((await a.messages(toB)).at(-1)?.text).toBe('who comes to supper?');
    expect((await a.store.load()).outbox).toEqual([]);
  });

  it('an act that was sealed again for somebody is no later than it was', async () => {
    const [a, b, c] = await company.meet(anna, ben, cem);
    const chat = await a.side.conversations.openGroup([b.me, c.me]);
    const id = await sayIn(a, chat, 'who comes?');
    await company.settle();
    c.disconnect();
    await company.settle();
    await (await workOf(a)).edit(id, 'who comes to dinner?');
    await company.settle();
    const [frame] = framesOf(company.hall, a.me).slice(-1);
    const elsewhere = await letter({
      by: anna,
      to: [ben, cem],
      keysFor: [anna, ben, cem],
      counter: counterIn(frame) + 1,
      message: 'who comes to supper?',
      x: { v: 1, id: newId(), more: { act: { kind: 'edit', to: refTo(anna, id.split('|')[1] ?? '') } } },
    });
    give(a, elsewhere);
    give(b, elsewhere);
    c.connect();
    await company.settle();
    give(c, elsewhere);
    await company.wait(60_000);
    for (const party of [a, b, c])
      expect((await party.messages(chat)).at(-1)?.text).toBe('who comes to supper?');
  });

  it('an act that a later one overtakes before it left does not go out', async () => {
    const [a, b] = await company.meet(anna, ben);
    await sayIn(b, directId(a.me), 'who comes?');
    await company.settle();
    b.disconnect();
    await company.settle();
    const { id } = await find(a, directId(b.me), 'who comes?');
    for (const emoji of ['🙋', '🤔', '', '🙋']) await (await workOf(a)).react(id, emoji);
    expect((await a.store.load()).outbox).toHaveLength(1);
  });

  it('what another device with our key does is done here, too', async () => {
    const [a, b] = await company.meet(anna, ben);
    const toB = directId(b.me);
    await sayIn(a, toB, 'See you at sex');
    await sayIn(b, directId(a.me), 'fine');
    await company.settle();
    const { id } = await find(a, toB, 'See you at sex');
    const fine = await find(a, toB, 'fine');
    const there = (counter: number, message: string, act: Act) =>
      letter({
        by: anna,
        to: [ben],
        keysFor: [ben, anna],
        counter,
        message,
        x: { v: 1, id: newId(), more: { act } },
      });
    const ref = refTo(anna, id.split('|')[1] ?? '');
    give(
      a,
      await there(HIGH, 'See you at six', { kind: 'edit', to: ref }),
      await there(HIGH + 1, '👍', {
        kind: 'react',
        to: refTo(ben, fine.id.split('|')[1] ?? ''),
        emoji: '👍',
      }),
    );
    await company.settle();
    expect(await shown(a, toB)).toMatchObject([
      {},
      {},
      { words: 'See you at six', edited: true },
      { reactions: '👍1' },
    ]);
    const notices = () => a.events.filter(({ type }) => type === 'notice');
    expect(notices()).toHaveLength(1);
  });

  it('a copy of an own act from the server is no other device', async () => {
    const [a] = await company.meet(anna);
    const notes = await a.openDirect(a);
    const id = await sayIn(a, notes, 'buy bread');
    await company.settle();
    await (await workOf(a)).react(id, '🍞');
    await (await workOf(a)).react(id, '🥖');
    await (await workOf(a)).edit(id, 'buy two breads');
    await (await workOf(a)).deleteForAll([id]);
    await company.settle();
    const again = await company.restart(a);
    for (const { name, text } of company.hall.taken) if (name === again.me) give(again, text);
    await company.settle();
    expect(again.events.filter(({ type }) => type === 'notice')).toEqual([]);
    expect((await again.messages(notes)).at(-1)).toMatchObject({ deleted: true });
  });
});
