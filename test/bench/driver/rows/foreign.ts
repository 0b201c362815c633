// Messages for others, which a server floods to everybody: one failed decryption each. A last message that is ours tells
// when all before it have been judged, because the inbox settles in order.
import { directFrames, foreignFrames } from '../frames.ts';
import type { Ground } from '../main.ts';
import { least, rateRow, type Pair, type Row } from '../rows.ts';
import { openStage } from '../stage.ts';

export async function foreignRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  const { feeder, page, me } = stage;
  const count = ground.size(1500);
  const pairs = async (workers: number): Promise<readonly Pair[]> => {
    await stage.restart(workers);
    const { writer, conversation } = await stage.friend();
    const found: Pair[] = [];
    for (let at = 0; at <= ground.pairs; at += 1) {
      const set = `foreign-${workers}-${at}`;
      const frames = await foreignFrames(feeder.address, count);
      feeder.sets.set(set, frames);
      feeder.sets.set(`${set}-ours`, [...frames, ...(await directFrames(writer, me, feeder.address, 1))]);
      const run = (): Promise<number> => page.call('receive', conversation, `${set}-ours`, 1);
      const both = await stage.pair(
        () => page.call('bare', { kind: 'foreign', set, part: 0, parts: 1 }),
        () => (at === 1 ? stage.profiled(`foreign-${workers}`, run) : run()),
      );
      feeder.sets.clear();
      if (at > 0) found.push(both);
    }
    return found;
  };
  try {
    return [
      rateRow(
        { name: 'foreign', what: 'messages for others, one crypto worker', goal: least(0.95) },
        await pairs(1),
        count,
      ),
      rateRow({ name: '  foreign, 2 workers', what: 'as shipped', goal: undefined }, await pairs(2), count),
    ];
  } finally {
    await stage.end();
  }
}
