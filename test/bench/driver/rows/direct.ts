// Direct messages that come in: WebSocket → engine worker → crypto workers → IndexedDB → port → signal.
import { directFrames } from '../frames.ts';
import type { Ground } from '../main.ts';
import { least, rateRow, type Pair, type Row } from '../rows.ts';
import { median } from '../stats.ts';
import { openStage, type Stage } from '../stage.ts';

export async function directRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  try {
    const count = ground.size(1000);
    await stage.restart(1);
    const one = await pairs(stage, ground.pairs, count, 1);
    await stage.restart(2);
    const two = await pairs(stage, ground.pairs, count, 2);
    const gathered = count / median([...one, ...two].map(({ commits }) => commits));
    const ceiling = two.map(({ bare, bareTwo }) => ({ bare, product: bareTwo }));
    return [
      rateRow(
        {
          name: 'receive',
          what: `direct messages, one crypto worker; ${gathered.toFixed(0)} in a commit`,
          goal: least(0.9),
        },
        one,
        count,
      ),
      rateRow(
        { name: 'receive, 2 workers', what: 'as shipped: two crypto workers', goal: least(1.7) },
        two,
        count,
      ),
      rateRow({ name: '  bare, 2 workers', what: 'two bare workers', goal: undefined }, ceiling, count),
    ];
  } finally {
    await stage.end();
  }
}

/** One pair more than asked for comes first and is thrown away. */
async function pairs(
  stage: Stage,
  count: number,
  messages: number,
  workers: number,
): Promise<readonly (Pair & { readonly bareTwo: number; readonly commits: number })[]> {
  const { feeder, page, me } = stage;
  const found = [];
  for (let at = 0; at <= count; at += 1) {
    const { writer, conversation } = await stage.friend();
    const set = `direct-${workers}-${at}`;
    const size = at === 0 ? Math.ceil(messages / 4) : messages;
    feeder.sets.set(set, await directFrames(writer, me, feeder.address, size));
    const job = { kind: 'direct', set, pem: writer.pem, part: 0, parts: 1 } as const;
    const run = (): Promise<number> => page.call('receive', conversation, set, size);
    const both = await stage.pair(
      () => page.call('bare', job),
      () => (at === 1 ? stage.profiled(`receive-${workers}`, run) : run()),
    );
    const commits = await page.call('takeCommits');
    const bareTwo = workers === 2 ? await page.call('bareTwo', job) : 0;
    feeder.sets.delete(set);
    if (at > 0) found.push({ ...both, bareTwo, commits });
  }
  return found;
}
