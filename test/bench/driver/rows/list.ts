// The list of ten thousand: the first time, in an engine that knows nobody yet, and again with one key in a hundred changed.
import type { Ground } from '../main.ts';
import { makeCrowd } from '../people.ts';
import { most, plainRow, timeRow, type Pair, type Row } from '../rows.ts';
import { openStage, type Stage } from '../stage.ts';
import type { ListTimes } from '../../page/subject.ts';
import { median } from '../stats.ts';

const KEYS = 10_000;
const CHANGED = 100;

interface Measured {
  readonly pairs: readonly Pair[];
  readonly shown: readonly number[];
}

export async function listRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  try {
    const first = await firstLists(stage, ground.pairs);
    const again = await changedLists(stage, ground.pairs);
    const shownRow = (name: string, { pairs, shown }: Measured): Row =>
      plainRow(
        { name, what: 'until everybody is on the page', goal: undefined },
        'ms',
        shown,
        `applied after ${median(pairs.map(({ product }) => product)).toFixed(1)} ms`,
      );
    return [
      timeRow({ name: 'list, first', what: '10,000 keys applied', goal: most(1.5) }, first.pairs),
      shownRow('  first, shown', first),
      timeRow(
        { name: 'list, 1 % changed', what: 'applied, bare is the parse', goal: most(1.4) },
        again.pairs,
      ),
      shownRow('  changed, shown', again),
    ];
  } finally {
    await stage.end();
  }
}

async function firstLists(stage: Stage, count: number): Promise<Measured> {
  const { feeder, page } = stage;
  const crowd = await makeCrowd(KEYS);
  feeder.sets.set('first', [feeder.listText(crowd.map(({ pem }) => pem))]);
  const pairs: Pair[] = [];
  const shown: number[] = [];
  for (let at = 0; at <= count; at += 1) {
    await stage.restart(2);
    const bare = await page.call('bareFresh', { kind: 'list-first', set: 'first' });
    const run = (): Promise<ListTimes> => page.call('list', 'first', KEYS, KEYS);
    const times = await (at === 1 ? stage.profiled('list-first', run) : run());
    if (at === 0) continue;
    pairs.push({ bare, product: times.applied });
    shown.push(times.shown);
  }
  return { pairs, shown };
}

/** One leaves more than come, so that the number of lights tells the list. */
async function changedLists(stage: Stage, count: number): Promise<Measured> {
  const { feeder, page } = stage;
  let keys = (await makeCrowd(KEYS)).map(({ pem }) => pem);
  await stage.restart(2);
  feeder.sets.set('base', [feeder.listText(keys)]);
  await page.call('list', 'base', keys.length, keys.length);
  const pairs: Pair[] = [];
  const shown: number[] = [];
  for (let at = 0; at <= count + 1; at += 1) {
    const fresh = await makeCrowd(CHANGED - 1);
    keys = [...keys.slice(CHANGED), ...fresh.map(({ pem }) => pem)];
    feeder.sets.set('changed', [feeder.listText(keys)]);
    const bare = await page.call('bare', { kind: 'list-parse', set: 'changed' });
    const run = (): Promise<ListTimes> => page.call('list', 'changed', keys.length, keys.length);
    const times = await (at === 2 ? stage.profiled('list-changed', run) : run());
    if (at < 2) continue;
    pairs.push({ bare, product: times.applied });
    shown.push(times.shown);
  }
  return { pairs, shown };
}
