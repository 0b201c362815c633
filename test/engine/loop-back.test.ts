// The doctor's note must never cost a message: a server that keeps one counter per key drops what comes below it.
import { describe, expect, it } from 'vitest';
import { Desk } from '../../src/engine/desk.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { LoopBack } from '../../src/engine/loop-back.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { FakeLink } from '../support/parts-fakes.ts';
import { BUILD_TIME, fakeIdentity } from '../support/two-parties.ts';

/** A note that is run while messages of these counters become uncertain, one look after the other. */
async function noteAmong(uncertain: readonly (number | undefined)[]) {
  const clock = createFakeClock(Date.UTC(2026, 10, 23));
  const { key, runner } = await fakeIdentity('anna');
  const link = new FakeLink(clock);
  link.join();
  const looks = [...uncertain];
  const note = new LoopBack({
    clock,
    runner,
    link,
    ledger: createLedger({ clock, buildTime: BUILD_TIME, row: undefined }),
    desk: new Desk(memoryStore(new Disk()), { lastSeq: 0, conversations: [] }),
    sealer: {
      runner,
      random: systemRandom,
      self: { ...key, name: () => 'Anna' },
      dialect: () => DIALECTS.v12,
      ownAddress: () => 'home:8001',
      hasOtherDevice: () => false,
    },
    lowestUncertain: () => looks.shift(),
  });
  const result = note.run();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await clock.run(8000);
  return { result: await result, written: link.written.filter((text) => text !== '?') };
}

describe('the note to ourselves', () => {
  it('goes out where nothing else is under way', async () => {
    const { result, written } = await noteAmong([]);
    expect(result).toEqual({ kind: 'no-echo' });
    expect(written).toHaveLength(1);
  });

  it('stays here when a message of unknown fate is there first', async () => {
    expect(await noteAmong([100])).toEqual({ result: { kind: 'not-tried' }, written: [] });
  });

  it('stays here, too, when one has come about while it was being sealed', async () => {
    expect(await noteAmong([undefined, 100])).toEqual({ result: { kind: 'not-tried' }, written: [] });
  });
});
