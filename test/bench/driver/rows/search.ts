// Searching through a hundred thousand messages: key by key with everything in memory, the first question of an engine just
// started, and the making of what it searches.
import { join } from 'node:path';
import { Feeder } from '../feeder.ts';
import type { Ground } from '../main.ts';
import { BenchPage } from '../page.ts';
import { makeCrowd } from '../people.ts';
import { most, plainRow, timeRow, type Pair, type Row } from '../rows.ts';
import { median } from '../stats.ts';

const KEPT = 100_000;
const CHATS = 40;
/** As typed; then a word in every message, one within words, and one that nobody said. */
const KEYS = ['l', 'la', 'lan', 'lant', 'lantern', 'the', 'ridg', 'zanzibar'];

export async function searchRows(ground: Ground): Promise<readonly Row[]> {
  const feeder = await Feeder.start(join(ground.out, 'page'));
  const url = `http://${feeder.address}/`;
  const peers = (await makeCrowd(CHATS)).map(({ pem, fingerprint }) => ({ pem, fingerprint }));
  const kept = ground.size(KEPT);
  const first = await BenchPage.open(ground.browser, url);
  await first.call('open', 1);
  await first.call('makeIdentity', 'Bench');
  await first.call('close');
  await first.call('seed', kept, peers, 'varied');
  const { folder } = first;
  await first.close();
  const visit = async <Result>(work: (page: BenchPage) => Promise<Result>): Promise<Result> => {
    const page = await BenchPage.open(ground.browser, url, { folder });
    const result = await work(page);
    await page.close();
    return result;
  };
  const made = await visit((page) => page.call('makeCorpus'));
  const slowest: number[] = [];
  const firstKeys: number[] = [];
  const scans: Pair[] = [];
  const cold: number[] = [];
  for (let at = 0; at <= ground.pairs; at += 1) {
    const ms = await visit((page) => page.call('coldSearch', 'lantern'));
    const [bare, product] = await visit(async (page) => [
      await page.call('bareSearch', KEYS),
      await page.call('searchKeys', KEYS),
    ]);
    if (at === 0) continue;
    cold.push(ms);
    firstKeys.push(product[0] ?? 0);
    slowest.push(Math.max(...product));
    scans.push({ bare: median(bare), product: median(product) });
  }
  await (await BenchPage.open(ground.browser, url, { folder })).discard();
  await feeder.stop();
  const what = `${kept} messages, ${(made.size / 1e6).toFixed(1)} M letters folded`;
  return [
    plainRow(
      { name: 'search, first key', what: `${what}; from the key to the results`, goal: most(50) },
      'ms',
      firstKeys,
      `the slowest of ${KEYS.length} questions ${median(slowest).toFixed(1)} ms`,
    ),
    timeRow(
      { name: '  a key, median', what: 'beside a bare indexOf over the same text', goal: undefined },
      scans,
    ),
    plainRow(
      { name: '  search, cold', what: 'first question of an engine just started', goal: undefined },
      'ms',
      cold,
      'reads the corpus',
    ),
    plainRow(
      { name: '  corpus made', what: 'of all that is kept, once', goal: undefined },
      'ms',
      [made.ms],
      `page gap ${made.pageGap.toFixed(1)} ms, the engine answered within ${made.engineGap.toFixed(0)} ms`,
    ),
  ];
}
