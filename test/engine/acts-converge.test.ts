// Any order of messages and acts, with copies, ends in the same state: that is why a resent act needs no place of its own.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { messageId, messageKey } from '../../src/domain/message.ts';
import { emptyConversation, emptySquare } from '../../src/engine/conversation-rows.ts';
import { plainRich, type Act } from '../../src/protocol/acts.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import type { ConversationRow, MessageRow } from '../../src/store/rows.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, type Identity } from '../support/two-parties.ts';

/** Two messages of the first signer and one of the second. */
const MESSAGES = [0, 1, 0].map((by, at) => ({ by, id: messageId(`${at}`.repeat(22)) }));

let identities: readonly Identity[];
let group: ConversationRow;
beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben', 'cem'].map(fakeIdentity));
  const people = identities.map(({ key }) => key.fingerprint);
  group = (await emptyConversation(person(2).key.fingerprint, people)) ?? emptySquare();
});
const person = (by: number): Identity => identities[by] as Identity;

interface Done {
  readonly by: number;
  readonly kind: 'react' | 'edit' | 'delete';
  readonly to: number;
  readonly counter: number;
  readonly word: string;
}
const done: fc.Arbitrary<Done> = fc.record({
  by: fc.nat({ max: 1 }),
  kind: fc.constantFrom('react', 'react', 'react', 'edit', 'edit', 'edit', 'delete'),
  to: fc.nat({ max: MESSAGES.length - 1 }),
  counter: fc.integer({ min: 1, max: 9 }), // two devices with one key may count alike
  word: fc.constantFrom('👍', '❤️', '', '🎉'),
});
/** What comes: indexes of `MESSAGES`, and behind them of the acts; each at least once, some again. */
const comings = (acts: number): fc.Arbitrary<number[]> => {
  const all = Array.from({ length: MESSAGES.length + acts }, (_, at) => at);
  const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
  return fc.tuple(shuffled, fc.shuffledSubarray(all)).map(([once, again]) => [...once, ...again]);
};
const twoOrders = fc
  .array(done, { minLength: 1, maxLength: 10 })
  .chain((acts) => fc.tuple(fc.constant(acts), comings(acts.length), comings(acts.length)));

/** Cem, who knows the others for contacts. */
class Reader {
  readonly #party: Party;

  static async start(): Promise<Reader> {
    const [clock, hall, store] = [createFakeClock(), new Hall(), memoryStore(new Disk())];
    const party = await Party.start({ identity: person(2), clock, hall, store });
    party.people.stored([0, 1].map(contact));
    await party.desk.edit((draft) => draft.conversations.put(group.id, group));
    return new Reader(party);
  }

  private constructor(party: Party) {
    this.#party = party;
  }

  async message(at: number): Promise<void> {
    const { desk, store, side } = this.#party;
    const acts = await side.acts();
    const row = messageRow(at, desk.nextSeq());
    await desk.edit(async (draft) => {
      if ((await store.message(row.key)) !== undefined) return;
      draft.messages.put(row.key, row);
      await acts.settle(draft, row);
    });
  }

  async act({ by, kind, to, counter, word }: Done, at: number): Promise<void> {
    const { desk, side } = this.#party;
    const acts = await side.acts();
    const signer = person(by).key.fingerprint;
    const target = { from: person(MESSAGES[to]?.by ?? 0).key.fingerprint, id: MESSAGES[to]?.id ?? '' };
    const others = [2, 0, 1].filter((one) => one !== by).map((one) => person(one).key.fingerprint);
    const act: Act =
      kind === 'delete'
        ? { kind, to: [target] }
        : kind === 'edit'
          ? { kind, to: target }
          : { kind, to: target, emoji: word };
    const id = `${at}`.padStart(22, 'x');
    const x = { v: 1, id, more: plainRich({ act }) } as const;
    const rest = {
      people: [signer, ...others],
      text: `${word} words`,
      arrival: 0,
      habits: {},
      signature: id,
    } as const;
    const proven = { kind: 'chat', signer, x, counter, isCounted: true, ...rest } as const;
    await desk.edit((draft) => acts.takes(draft, proven, false));
  }

  async left(): Promise<unknown> {
    const rows = await this.#party.store.messagesBefore(group.id, undefined, 10);
    return rows
      .map(({ key, text, edit, deleted, reactions = [] }) => ({
        key,
        text,
        edit,
        deleted,
        reactions: [...reactions].sort((a, b) => (a.who < b.who ? -1 : 1)),
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

function contact(by: number): PersonRow {
  const { fingerprint, pem } = person(by).key;
  const names = { petname: '', claimed: '', firstSeen: 0, lastSeen: 0 };
  return { fingerprint, pem, ...names, accepted: true, saidHello: false, xSeenAt: 1, caps: [] };
}

function messageRow(at: number, seq: number): MessageRow {
  const { by, id } = MESSAGES[at] ?? { by: 0, id: messageId('x'.repeat(22)) };
  const author = person(by).key.fingerprint;
  const rest = { signature: '', firstFromKey: false, file: undefined, state: undefined };
  const place = { key: messageKey(author, id), id, seq, conversation: group.id, author };
  return { ...place, text: 'as it was', at: 0, counter: 1, ...rest };
}

describe('messages and acts', () => {
  it('leave the same behind in every order, and with copies', async () => {
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([acts, ...orders]) => {
        const ends: unknown[] = [];
        for (const order of orders) {
          const reader = await Reader.start();
          for (const at of order) {
            const act = acts[at - MESSAGES.length];
            await (act === undefined ? reader.message(at) : reader.act(act, at));
          }
          ends.push(await reader.left());
        }
        expect(ends[1]).toEqual(ends[0]);
      }),
      { numRuns: 300 },
    );
  });
});
