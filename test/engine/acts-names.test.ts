// How a message is named on the wire (PROTOCOL.md rule 5): by its id, and by its counter only where it came without `x`; and
// that nothing of richer messages shows in what a server reads.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/engine/port/messages.ts';
import { toBase64Url } from '../../src/lib/base64.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { Act } from '../../src/protocol/acts.ts';
import { Company, find, framesOf, give, groupOf, sayIn, workOf } from '../support/company.ts';
import { letter, readAs } from '../support/plain-program.ts';
import { fakeIdentity, type Identity, type Party } from '../support/two-parties.ts';

let anna: Identity;
let ben: Identity;
let cem: Identity;
let dora: Identity;
let company: Company;

beforeAll(async () => {
  const all = await Promise.all(['anna', 'ben', 'cem', 'dora'].map(fakeIdentity));
  [anna, ben, cem, dora] = all as [Identity, Identity, Identity, Identity];
});
beforeEach(() => {
  company = new Company();
});

const newId = () => toBase64Url(systemRandom(16));
const HIGH = 2 ** 40;
interface Said {
  readonly by: Identity;
  readonly counter: number;
  readonly message: string;
  readonly x?: object;
}
/** To Ben. Without `x`: as other programs write. */
const written = ({ by, counter, message, x }: Said) =>
  letter({ by, to: [ben], counter, message, ...(x !== undefined && { x: { v: 1, id: newId(), ...x } }) });
const byCounter = (who: Identity, counter: number) => ({ from: who.key.fingerprint, counter });
const marks = ({ reactions, edited, deleted, text, reply }: MessageView) => ({
  text,
  ...(reactions && { reactions: reactions.map(({ emoji }) => emoji) }),
  ...(edited && { edited }),
  ...(deleted && { deleted }),
  ...(reply && { reply: reply.text }),
});
const shown = async (party: Party, chat: ConversationId) => (await party.messages(chat)).map(marks);

async function startBen() {
  await company.meet(anna, ben);
  const b = company.parties[1]!;
  const chat = directId(anna.key.fingerprint);
  const take = async (...frames: readonly string[]) => {
    give(b, ...frames);
    await company.settle();
  };
  return { b, chat, take, start: (await b.messages(chat)).length };
}

describe('a counter that stands for a message', () => {
  const acts = (counter: number): readonly Act[] => [
    { kind: 'react', to: byCounter(anna, counter), emoji: '👍' },
    { kind: 'edit', to: byCounter(anna, counter) },
    { kind: 'delete', to: [byCounter(anna, counter)] },
  ];
  /** In frames that count on from `first`. */
  const deeds = (counter: number, first = HIGH + 10) =>
    Promise.all(
      acts(counter).map((act, at) =>
        written({ by: anna, counter: first + at, message: 'other words', x: { more: { act } } }),
      ),
    );

  it('does nothing to one that has an id of its own', async () => {
    const { b, chat, take, start } = await startBen();
    await take(await written({ by: anna, counter: HIGH, message: 'as it was', x: {} }));
    await take(...(await deeds(HIGH)));
    expect((await shown(b, chat)).slice(start)).toEqual([{ text: 'as it was' }]);
  });

  it('does nothing either to one with an id that comes later', async () => {
    const { b, chat, take, start } = await startBen();
    await take(...(await deeds(HIGH, HIGH - 10)));
    await take(await written({ by: anna, counter: HIGH, message: 'as it was', x: {} }));
    expect((await shown(b, chat)).slice(start)).toEqual([{ text: 'as it was' }]);
  });

  it('leads to one that came without', async () => {
    for (const [at, expected] of [
      { text: 'as it was', reactions: ['👍'] },
      { text: 'other words', edited: true },
      { text: '', deleted: true },
    ].entries()) {
      company = new Company();
      const { b, chat, take, start } = await startBen();
      await take(await written({ by: anna, counter: HIGH, message: 'as it was' }));
      await take((await deeds(HIGH))[at] ?? '');
      expect((await shown(b, chat)).slice(start)).toEqual([expected]);
    }
  });

  it('is no quote of one that has an id', async () => {
    const { b, chat, take, start } = await startBen();
    await take(await written({ by: anna, counter: HIGH, message: 'with a name', x: {} }));
    await take(await written({ by: anna, counter: HIGH + 5, message: 'without' }));
    const answer = (counter: number, message: string, at: number) =>
      written({ by: anna, counter: HIGH + at, message, x: { more: { re: byCounter(anna, counter) } } });
    await take(await answer(HIGH, 'to the first', 10), await answer(HIGH + 5, 'to the second', 11));
    expect((await shown(b, chat)).slice(start + 2)).toEqual([
      { text: 'to the first', reply: '' },
      { text: 'to the second', reply: 'without' },
    ]);
  });
});

describe('what leaves here', () => {
  /** An answer, a reaction, other words and a deletion, of own messages and those of others. */
  async function allOf(a: Party, b: Party, chat: ConversationId, text: string): Promise<void> {
    const [mine, theirs] = [await workOf(a), await workOf(b)];
    const said = await find(a, chat, text);
    const heard = await find(b, b === a ? chat : ((await chatOf(b, text)) ?? chat), text);
    await sayIn(b, heard.conversation, 'an answer', { replyTo: heard.id });
    await company.settle();
    await theirs.react(heard.id, '👍');
    await mine.edit(said.id, 'in other words');
    await company.settle();
    await mine.deleteForAll([said.id]);
    await company.settle();
  }
  const chatOf = async (party: Party, text: string): Promise<ConversationId | undefined> => {
    for (const id of party.desk.conversations.keys())
      if ((await party.messages(id)).some((one) => one.text === text)) return id;
    return undefined;
  };

  it('names messages that have an id by nothing else', async () => {
    const { a, b, c, chat } = await groupOf(company, [anna, ben, cem, dora]);
    await allOf(a, b, chat, 'See you at six');
    const named: unknown[] = [];
    for (const party of [a, b])
      for (const raw of framesOf(company.hall, party.me)) {
        const more = (await readAs(c.identity, raw))?.x?.more;
        if (more?.['re'] !== undefined) named.push(more['re']);
        const to = (more?.['act'] as { to?: unknown } | undefined)?.to;
        if (to !== undefined) named.push(to);
      }
    expect(named).toHaveLength(4);
    const id = expect.stringMatching(/^[\w-]{22}$/) as unknown;
    for (const one of named.flat()) expect(one).toEqual({ from: a.me, id });
  });

  it('shows a server no more than a plain text does', async () => {
    const [a, b] = await company.meet(anna, ben);
    const toB = directId(b.me);
    const members = (raw: string): unknown => {
      const { type, data, ...rest } = JSON.parse(raw) as { type: string; data: string };
      const inside = JSON.parse(data) as Record<string, unknown>;
      return { type, form: typeof data, beside: Object.keys(rest).sort(), inside: Object.keys(inside) };
    };
    const framesNow = () => company.hall.taken.filter(({ text }) => text.includes('symm_keys'));
    await sayIn(a, toB, 'See you at six');
    await company.settle();
    const [plain] = framesNow().slice(-1);
    const before = framesNow().length;
    await allOf(a, b, toB, 'See you at six');
    const rich = framesNow().slice(before);
    const kinds = new Set<unknown>();
    for (const { text } of rich) {
      const more = (await readAs(b.identity, text))?.x?.more ?? (await readAs(a.identity, text))?.x?.more;
      kinds.add(more?.['re'] === undefined ? (more?.['act'] as { kind?: unknown } | undefined)?.kind : 're');
      expect(members(text)).toEqual(members(plain?.text ?? ''));
      expect(JSON.stringify(JSON.parse(text))).not.toMatch(/"(?:x|act|re|more|id)\\?":/);
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['re', 'react', 'edit', 'delete']));
  });
});
