// Random traffic between Porchlights over a line that loses, cuts and restarts things at any point, against the promise of
// PROTOCOL.md rule 9: nothing lost, nothing shown twice, nothing out of order; no counter used for two frames.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import type { ConversationId, Fingerprint } from '../../src/domain/ids.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore, type MemoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

const NAMES = ['anna', 'ben', 'cem'] as const;
const who = fc.nat({ max: NAMES.length - 1 });
const some = fc.nat({ max: 6 });

type Step =
  | { readonly do: 'say'; readonly from: number; readonly to: number }
  | { readonly do: 'sayAll'; readonly from: number }
  | { readonly do: 'cut' | 'connect' | 'crash'; readonly who: number }
  | { readonly do: 'up' | 'down'; readonly who: number; readonly count: number }
  | { readonly do: 'flow' | 'work' }
  | { readonly do: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), from: who, to: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sayAll' as const), from: who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'connect' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), who }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('up' as const, 'down' as const), who, count: some }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('flow' as const, 'work' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(300, 2500, 12_000) }),
  },
);

class World {
  readonly clock: FakeClock = createFakeClock(Date.UTC(2026, 10, 23));
  readonly hall = new Hall();
  readonly parties: Party[] = [];
  readonly #disks: Disk[] = [];
  readonly #identities: readonly Identity[];
  /** What was said, by from > to. */
  readonly said = new Map<string, string[]>();
  readonly saidToAll = new Map<string, string[]>();
  #count = 0;

  constructor(identities: readonly Identity[]) {
    this.#identities = identities;
  }

  async begin(): Promise<void> {
    for (const [index] of this.#identities.entries()) {
      this.#disks.push(new Disk());
      await this.#start(index);
    }
    for (const party of this.parties) party.connect();
    await this.#settle();
    // Everybody has written to everybody: all are contacts and known for Porchlights.
    for (const from of this.parties)
      for (const to of this.parties) if (from !== to) await this.#say(from, to);
    await this.wait(3000);
  }

  async run(step: Step): Promise<void> {
    const at = (index: number): Party => this.parties[index] as Party;
    if (step.do === 'say') {
      if (step.from !== step.to) await this.#say(at(step.from), at(step.to));
    } else if (step.do === 'sayAll') await this.#sayAll(at(step.from));
    else if (step.do === 'cut') at(step.who).disconnect();
    else if (step.do === 'connect') at(step.who).connect();
    else if (step.do === 'crash') await this.#crash(step.who);
    else if (step.do === 'up' || step.do === 'down') await this.#move(at(step.who), step.do, step.count);
    else if (step.do === 'wait') await this.wait(step.ms);
    else await settleAll(this.parties, this.hall, step.do === 'flow');
    this.#checkClaims();
  }

  /** All is well again for long enough. */
  async heal(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      for (const party of this.parties) party.connect();
      await this.wait(5000);
    }
    for (let round = 0; round < 30; round += 1) {
      this.clock.advance(15_000);
      await this.#settle();
    }
  }

  async check(): Promise<void> {
    for (const from of this.parties) {
      for (const to of this.parties) {
        if (from === to) continue;
        const said = this.said.get(`${from.identity.name}>${to.identity.name}`) ?? [];
        await this.#compare(from, to, directId(from.me), directId(to.me), said);
        const states = (await from.chatWith(to))
          .filter((one) => one.author === 'me')
          .map((one) => one.state?.kind);
        expect(new Set(states)).toEqual(new Set(['delivered']));
      }
      await this.#checkGroup(from);
    }
    this.#checkCounters();
  }

  async wait(ms: number): Promise<void> {
    await pass(ms, this.clock, this.parties, this.hall);
  }

  async #checkGroup(from: Party): Promise<void> {
    const said = this.saidToAll.get(from.identity.name) ?? [];
    const group = await from.side.conversations.openGroup(this.parties.map((one) => one.me));
    for (const to of this.parties) if (to !== from) await this.#compare(from, to, group, group, said);
  }

  /** Everything once; and in order, but for what a server took and then lost: that had to be sealed again. */
  async #compare(
    from: Party,
    to: Party,
    there: ConversationId,
    here: ConversationId,
    said: readonly string[],
  ): Promise<void> {
    const rows = async (party: Party, id: ConversationId, author: Fingerprint | 'me') =>
      (await party.store.messagesBefore(id, undefined, 100_000)).filter((row) => row.author === author);
    const heard = await rows(to, there, from.me);
    const own = await rows(from, here, 'me');
    expect(own.map((row) => row.text)).toEqual(said);
    expect(heard.map((row) => row.text).sort()).toEqual([...said].sort());
    const firstCounters = new Map(own.map((row) => [row.text, row.counter]));
    const atOnce = heard.filter((row) => firstCounters.get(row.text) === row.counter).map((row) => row.text);
    expect(atOnce).toEqual(said.filter((text) => atOnce.includes(text)));
  }

  /** Nobody calls accepted what the server has not taken, unless all its people have confirmed it. */
  #checkClaims(): void {
    const taken = new Set(this.hall.taken.map(({ frame }) => frame.signatureText));
    for (const disk of this.#disks) {
      for (const { frames, delivered } of disk.tables.outbox.values()) {
        for (const { accepted, signature, recipients } of frames) {
          const isSettled = recipients.every((person) => delivered.includes(person));
          if (accepted && !isSettled) expect(taken.has(signature)).toBe(true);
        }
      }
    }
  }

  #checkCounters(): void {
    for (const frames of this.hall.arrived.values()) {
      for (const texts of frames.values()) expect(texts.size).toBe(1);
    }
  }

  async #say(from: Party, to: Party): Promise<void> {
    const text = this.#text();
    push(this.said, `${from.identity.name}>${to.identity.name}`, text);
    await from.say(to, text);
  }

  async #sayAll(from: Party): Promise<void> {
    for (const party of this.parties) from.directory.learn(party.identity.key);
    const group = await from.side.conversations.openGroup(this.parties.map((one) => one.me));
    const text = this.#text();
    push(this.saidToAll, from.identity.name, text);
    await from.side.outbox.sendText(group, text);
  }

  #text(): string {
    this.#count += 1;
    return `message ${this.#count}`;
  }

  async #move(party: Party, way: 'up' | 'down', count: number): Promise<void> {
    party.flushUp();
    for (let moved = 0; moved < count && party.line !== undefined; moved += 1) {
      if (way === 'up') this.hall.takeUp(party.line);
      else this.hall.takeDown(party.line);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  async #crash(index: number): Promise<void> {
    const party = this.parties[index] as Party;
    (party.store as MemoryStore).kill();
    party.disconnect();
    await this.#start(index);
  }

  async #start(index: number): Promise<void> {
    const [identity, disk] = [this.#identities[index], this.#disks[index]];
    if (identity === undefined || disk === undefined) throw new Error('nobody');
    const { clock, hall } = this;
    this.parties[index] = await Party.start({ identity, clock, hall, store: memoryStore(disk) });
  }

  #settle(): Promise<void> {
    return settleAll(this.parties, this.hall);
  }
}

function push(map: Map<string, string[]>, key: string, text: string): void {
  map.set(key, [...(map.get(key) ?? []), text]);
}

describe('between Porchlights', () => {
  const isLong = process.env['TEST_LONG'] !== undefined;
  it(
    'nothing is lost, doubled or reordered, whatever happens to the line',
    async () => {
      const identities = await Promise.all(NAMES.map(fakeIdentity));
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }), async (steps) => {
          const world = new World(identities);
          await world.begin();
          for (const one of steps) await world.run(one);
          await world.heal();
          await world.check();
        }),
        {
          numRuns: Number(process.env['RUNS'] ?? (isLong ? 2500 : 25)),
          endOnFailure: true,
          ...(process.env['SEED'] !== undefined && { seed: Number(process.env['SEED']) }),
        },
      );
    },
    isLong ? 3_600_000 : 60_000,
  );
});
