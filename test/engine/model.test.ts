// Random traffic between Porchlights, and toward somebody else's program, over a server that loses, cuts, repeats and forgets,
// on devices that crash, fill up and change their clocks at any point, against the promise of PROTOCOL.md rule 9: nothing
// lost, nothing shown twice, nothing out of order; no counter used for two frames; every message in exactly one send state.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkClaims, checkEnd, checkStates, isOver } from '../support/model-checks.ts';
import { story, type Story } from '../support/model-steps.ts';
import { World, type Cards } from '../support/model-world.ts';
import { fakeIdentity } from '../support/two-parties.ts';
import { FIXTURES } from './model-fixtures.ts';

const isLong = process.env['TEST_LONG'] !== undefined;
/** Of eighty steps each, about. */
const RUNS = Number(process.env['RUNS'] ?? (isLong ? 2600 : 150));
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

const cards: Promise<Cards> = (async () => ({
  anna: await fakeIdentity('anna'),
  ben: await fakeIdentity('ben'),
  cem: await fakeIdentity('cem'),
  dora: await fakeIdentity('dora'),
}))();

async function tell({ cast, steps }: Story): Promise<void> {
  const world = new World(cast, await cards);
  await world.begin(() => isOver(world));
  for (const step of steps) {
    await world.run(step);
    checkStates(world);
    checkClaims(world);
  }
  await world.heal(() => isOver(world));
  await checkEnd(world);
}

describe('between Porchlights, and toward others', () => {
  it.each(Object.entries(FIXTURES))('nothing goes wrong again: %s', async (_name, one) => {
    await tell(one);
  });

  it(
    'nothing is lost, doubled or reordered, whatever happens to line, server, disk and clock',
    async () => {
      let steps = 0;
      const one = fc.asyncProperty(story, async (told) => {
        steps += told.steps.length;
        await tell(told).catch((error: unknown) => {
          throw new Error(`${String(error)}\n${JSON.stringify(told)}`, { cause: error });
        });
      });
      const result = await fc.check(one, {
        numRuns: RUNS,
        seed: SEED,
        endOnFailure: process.env['SHRINK'] === undefined,
      });
      console.log(`model: seed ${SEED}, ${result.numRuns} stories, ${steps} steps`);
      if (isLong && process.env['RUNS'] === undefined) expect(steps).toBeGreaterThanOrEqual(200_000);
      expect(result.failed, `seed ${SEED}: ${String(result.errorInstance)}`).toBe(false);
    },
    isLong ? 3_600_000 : 120_000,
  );
});
