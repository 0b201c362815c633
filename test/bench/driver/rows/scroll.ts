// Scrolling through a chat of five thousand messages, drawn by the product's own views.
import { join } from 'node:path';
import { Feeder } from '../feeder.ts';
import type { Ground } from '../main.ts';
import { BenchPage } from '../page.ts';
import { makeCrowd } from '../people.ts';
import { most, plainRow, type Row } from '../rows.ts';
import { median } from '../stats.ts';
import type { Frames } from '../../page/scroll.ts';

const MESSAGES = 5000;

export async function scrollRows(ground: Ground): Promise<readonly Row[]> {
  const feeder = await Feeder.start(join(ground.out, 'page'));
  const page = await BenchPage.open(ground.browser, `http://${feeder.address}/`);
  const peers = (await makeCrowd(1)).map(({ pem, fingerprint }) => ({ pem, fingerprint }));
  const count = ground.size(MESSAGES);
  await page.call('open', 1);
  await page.call('makeIdentity', 'Bench');
  await page.call('join', feeder.address);
  await page.call('close');
  await page.call('seed', count, peers);
  await page.call('open', 1);
  await page.call('joined');
  await page.call('show', await page.call('newestChat'));
  const runs: Frames[] = [];
  for (let at = 0; at <= ground.pairs; at += 1) {
    const run = await page.call('scroll');
    if (at > 0) runs.push(run);
  }
  await page.discard();
  await feeder.stop();
  const middle = (of: 'frames' | 'longest' | 'p99'): string => median(runs.map((run) => run[of])).toFixed(0);
  return [
    plainRow(
      { name: 'scroll', what: `frames over 50 ms, ${count} messages up and down`, goal: most(0) },
      'count',
      runs.map(({ slow }) => slow),
      `of ${middle('frames')} frames; longest ${middle('longest')} ms, p99 ${middle('p99')} ms`,
    ),
  ];
}
