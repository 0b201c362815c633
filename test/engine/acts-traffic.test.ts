// Random texts and acts between Porchlights over lines that are cut and engines that crash: in the end all show the same.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/domain/ids.ts';
import { PortError } from '../../src/lib/port.ts';
import { StoreError } from '../../src/store/problem.ts';
import { Company, sayIn, workOf } from '../support/company.ts';
import { fakeIdentity, settleAll, type Identity, type Party } from '../support/two-parties.ts';

const who = fc.nat({ max: 2 });
const which = fc.nat({ max: 30 });
const emoji = fc.constantFrom('👍', '❤️', '🎉', '');
type Step =
  | { readonly do: 'say' | 'cut' | 'connect' | 'crash' | 'up' | 'down'; readonly who: number }
  | { readonly do: 'answer' | 'edit' | 'erase'; readonly who: number; readonly which: number }
  | { readonly do: 'react'; readonly who: number; readonly which: number; readonly emoji: string }
  | { readonly do: 'flow' }
  | { readonly do: 'wait'; readonly ms: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('answer' as const, 'edit' as const, 'edit' as const, 'erase' as const),
      who,
      which,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('react' as const), who, which, emoji }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cut' as const,
        'connect' as const,
        'crash' as const,
        'up' as const,
        'down' as const,
      ),
      who,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('flow' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(300, 12_000) }) },
);

let identities: readonly Identity[];
beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben', 'cem'].map(fakeIdentity));
});

class World {
  readonly company = new Company();
  #group: ConversationId | undefined;
  #count = 0;

  async begin(): Promise<void> {
    const [a, b, c] = await this.company.meet(...identities);
    this.#group = await a.side.conversations.openGroup([b.me, c.me]);
    await sayIn(a, this.#group, 'begin');
    await this.company.settle();
  }

  async run(one: Step): Promise<void> {
    try {
      await this.#run(one);
    } catch (error) {
      // What is refused: others' messages, those that are gone.
      if (!(error instanceof PortError) && !(error instanceof StoreError)) throw error;
    }
  }

  async #run(one: Step): Promise<void> {
    const { company } = this;
    if (one.do === 'flow') return company.settle();
    if (one.do === 'wait') return company.wait(one.ms);
    const party = this.#party(one.who);
    const chat = this.#chat();
    if (one.do === 'cut') party.disconnect();
    else if (one.do === 'connect') party.connect();
    else if (one.do === 'crash') await company.crash(party);
    else if (one.do === 'up' || one.do === 'down') await this.#move(party, one.do);
    else if (one.do === 'say') await sayIn(party, chat, this.#words());
    else if ('which' in one) {
      const all = await party.messages(chat);
      const id = all[one.which % Math.max(1, all.length)]?.id;
      if (id === undefined) return;
      const work = await workOf(party);
      if (one.do === 'answer') await sayIn(party, chat, this.#words(), { replyTo: id });
      else if (one.do === 'edit') await work.edit(id, this.#words());
      else if (one.do === 'erase') await work.deleteForAll([id]);
      else if (one.do === 'react') await work.react(id, one.emoji);
    }
  }

  /** All is well again for long enough. */
  async heal(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      for (const party of this.company.parties) party.connect();
      await this.company.wait(5000);
    }
    for (let round = 0; round < 30; round += 1) {
      this.company.clock.advance(15_000);
      await this.company.settle();
    }
  }

  async check(): Promise<void> {
    const all = await Promise.all(this.company.parties.map((party) => this.#shown(party)));
    const keys = new Set(all.flatMap((shown) => [...shown.keys()]));
    for (const key of keys) {
      const here = all.map((shown) => shown.get(key));
      // Taken back before it reached somebody: there it never was.
      if (here.some((one) => one === 'deleted'))
        expect(here.filter((one) => one !== undefined && one !== 'deleted')).toEqual([]);
      else expect(new Set(here.map((one) => JSON.stringify(one))).size, JSON.stringify(here)).toBe(1);
    }
    for (const party of this.company.parties) {
      const { outbox } = await party.store.load();
      expect(outbox.filter(({ kind }) => kind === 'act')).toEqual([]);
      const wrong = (await party.messages(this.#chat())).filter(({ text }) => text.startsWith('✏️'));
      expect(wrong).toEqual([]);
    }
  }

  /** Each message as somebody sees it, by its author and id. */
  async #shown(party: Party): Promise<Map<string, unknown>> {
    const name = (person: string): string => (person === 'me' ? party.me : person);
    const views = await party.messages(this.#chat());
    return new Map(
      views.map(({ id, author, text, edited, deleted, reactions = [], reply }) => {
        const marks = reactions.flatMap((one) => one.who.map((person) => `${one.emoji} ${name(person)}`));
        // Taken back before it reached somebody: there it is not here, elsewhere it was.
        const isGone = reply?.message === undefined || reply.what === 'deleted';
        const answers = reply && [name(reply.author), isGone ? 'gone' : reply.text];
        const shown = { text, edited, marks: marks.sort(), answers };
        return [`${name(author)}|${id.split('|')[1]}`, deleted ? 'deleted' : shown];
      }),
    );
  }

  async #move(party: Party, way: 'up' | 'down'): Promise<void> {
    await settleAll(this.company.parties, this.company.hall, { lines: false });
    const { line } = party;
    if (line === undefined) return;
    if (way === 'up') this.company.hall.takeUp(line);
    else this.company.hall.takeDown(line);
  }

  #party(index: number): Party {
    const { fingerprint } = (identities[index] as Identity).key;
    return this.company.parties.find(({ me }) => me === fingerprint) as Party;
  }

  #chat(): ConversationId {
    if (this.#group === undefined) throw new Error('not begun');
    return this.#group;
  }

  #words(): string {
    this.#count += 1;
    return `words ${this.#count}`;
  }
}

describe('whatever happens on the way', () => {
  it('all Porchlights show the same messages, words, marks and answers in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const world = new World();
        await world.begin();
        for (const one of steps) await world.run(one);
        await world.heal();
        await world.check();
      }),
      { numRuns: Number(process.env['ACTS_RUNS'] ?? 12), endOnFailure: true },
    );
  }, 600_000);
});
