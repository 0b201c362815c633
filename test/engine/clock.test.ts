// Clocks that jump by a year, or an hour for summer time, on either side: nothing is lost, doubled, held back or out of order,
// and nothing waits for a time that does not come (R10).
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

let identities: readonly Identity[];
beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben'].map(fakeIdentity));
});

async function twoClocks() {
  const hall = new Hall();
  const clocks = [createFakeClock(), createFakeClock()];
  const parties: Party[] = [];
  for (const [i, clock] of clocks.entries()) {
    const party = await Party.start({
      identity: identities[i]!,
      clock,
      hall,
      store: memoryStore(new Disk()),
    });
    party.connect();
    parties.push(party);
  }
  const settle = (): Promise<void> => settleAll(parties, hall);
  await settle();
  return { hall, clocks, parties, settle };
}

describe('clocks that jump', () => {
  const who = fc.nat(1);
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('say' as const), who }) },
    fc.record({
      kind: fc.constant('jump' as const),
      who,
      ms: fc.constantFrom(YEAR, -YEAR, HOUR, -HOUR, 24 * HOUR, -24 * HOUR),
    }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(10, 3000, 60_000) }),
  );
  it('change neither what arrives nor in which order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const { hall, clocks, parties, settle } = await twoClocks();
        const said: [string[], string[]] = [[], []];
        for (const one of steps) {
          if (one.kind === 'jump') clocks[one.who]!.jump(one.ms);
          else if (one.kind === 'pass') for (const clock of clocks) await pass(one.ms, clock, parties, hall);
          else {
            const text = `${one.who} ${said[one.who]!.length}`;
            said[one.who]!.push(text);
            await parties[one.who]!.say(parties[1 - one.who]!, text);
            await settle();
          }
        }
        for (const clock of clocks) await pass(10_000, clock, parties, hall);
        for (const [i, party] of parties.entries()) {
          const chat = await party.chatWith(parties[1 - i]!);
          const by = (isMine: boolean) => chat.filter(({ author }) => (author === 'me') === isMine);
          expect(by(false).map(({ text }) => text)).toEqual(said[1 - i]);
          expect(by(true).map(({ text }) => text)).toEqual(said[i]);
          expect(by(true).every(({ state }) => state?.kind !== 'queued' && state?.kind !== 'failed')).toBe(
            true,
          );
          const seqs = chat.map(({ seq }) => seq);
          expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
          for (const view of party.side.conversations.views()) expect(view.held).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});
