// How long the page stands still while a backlog comes in; beside it the same page while a bare worker computes.
import type { Gaps } from '../../page/gaps.ts';
import { directFrames } from '../frames.ts';
import type { Ground } from '../main.ts';
import { most, plainRow, type Row } from '../rows.ts';
import { openStage } from '../stage.ts';
import { median } from '../stats.ts';

export async function gapRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  const { feeder, page, me } = stage;
  try {
    const count = ground.size(1000);
    const bare: Gaps[] = [];
    const product: Gaps[] = [];
    const drawn: Gaps[] = [];
    for (let at = 0; at <= ground.pairs; at += 1) {
      const { writer, conversation } = await stage.friend();
      const set = `gap-${at}`;
      feeder.sets.set(set, await directFrames(writer, me, feeder.address, count));
      const idle = await page.call('gaps', 'bare', writer.pem, set, count);
      const busy = await page.call('gaps', 'receive', conversation, set, count);
      feeder.sets.set(set, await directFrames(writer, me, feeder.address, count));
      await page.call('show', conversation);
      const seen = await stage.profiled(`burst-${at}`, () =>
        page.call('gaps', 'receive', conversation, set, count),
      );
      feeder.sets.delete(set);
      if (at > 0) {
        bare.push(idle);
        product.push(busy);
        drawn.push(seen);
      }
    }
    const longest = product.map((gaps) => gaps.longest);
    const detail = `p99 ${median(product.map((gaps) => gaps.p99)).toFixed(1)} ms; bare ${median(bare.map((gaps) => gaps.longest)).toFixed(1)} ms`;
    return [
      plainRow(
        { name: 'page gap', what: 'longest meanwhile, median of runs', goal: most(50) },
        'ms',
        longest,
        detail,
      ),
      plainRow(
        { name: 'burst page gap', what: 'the same with the chat on the screen', goal: most(50) },
        'ms',
        drawn.map((gaps) => gaps.longest),
        `longest task ${longestTask(drawn)}`,
      ),
      plainRow(
        { name: 'burst page task', what: 'the longest of all runs, chat on the screen', goal: most(50) },
        'ms',
        [Math.max(...drawn.map((gaps) => gaps.task))],
        'tasks below 50 ms are not told and count as 0',
      ),
    ];
  } finally {
    await stage.end();
  }
}

function longestTask(runs: readonly Gaps[]): string {
  const task = median(runs.map((gaps) => gaps.task));
  return task === 0 ? 'under 50 ms' : `${task.toFixed(0)} ms`;
}
