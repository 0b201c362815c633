// Opening the app with much that is kept: a hundred thousand messages against a thousand, each in a browser just started.
import { join } from 'node:path';
import { Feeder } from '../feeder.ts';
import type { Ground } from '../main.ts';
import { BenchPage } from '../page.ts';
import { makeCrowd } from '../people.ts';
import { most, plainRow, timeRow, type Pair, type Row } from '../rows.ts';
import { median } from '../stats.ts';

const FEW = 1000;
const MANY = 100_000;
const CHATS = 40;
/** A near-empty store whose chats fill a page all the same. */
const ALIKE = 4000;
const HUGE = 200_000;
const HUGE_CHATS = 2000;

export async function coldRows(ground: Ground): Promise<readonly Row[]> {
  const feeder = await Feeder.start(join(ground.out, 'page'));
  const url = `http://${feeder.address}/`;
  const crowd = async (count: number) =>
    (await makeCrowd(count)).map(({ pem, fingerprint }) => ({ pem, fingerprint }));
  const peers = await crowd(CHATS);
  const filled = async (count: number, people = peers): Promise<string> => {
    const page = await BenchPage.open(ground.browser, url);
    await page.call('open', 1);
    await page.call('makeIdentity', 'Bench');
    await page.call('close');
    await page.call('seed', count, people);
    await page.close();
    return page.folder;
  };
  const cold = async (folder: string, how: 'cold' | 'bareCold'): Promise<number> => {
    const page = await BenchPage.open(ground.browser, url, { folder });
    const ms = how === 'cold' ? (await page.call('cold')).messages : await page.call('bareCold');
    await page.close();
    return ms;
  };
  const kept = ground.size(MANY);
  const [few, many] = [await filled(FEW), await filled(kept)];
  const pairs: Pair[] = [];
  const bare: Pair[] = [];
  for (let at = 0; at <= ground.pairs; at += 1) {
    const plain = { bare: await cold(few, 'bareCold'), product: await cold(many, 'bareCold') };
    const pair = { bare: await cold(few, 'cold'), product: await cold(many, 'cold') };
    if (at === 0) continue;
    bare.push(plain);
    pairs.push(pair);
  }
  const opened = await openedPairs(ground, await filled(ALIKE), many, url);
  const huge = await filled(ground.size(HUGE), await crowd(HUGE_CHATS));
  const [colds, bares] = [[] as number[], [] as number[]];
  for (let at = 0; at <= ground.pairs; at += 1) {
    const [plain, product] = [await cold(huge, 'bareCold'), await cold(huge, 'cold')];
    if (at === 0) continue;
    bares.push(plain);
    colds.push(product);
  }
  for (const folder of [few, many, huge])
    await (await BenchPage.open(ground.browser, url, { folder })).discard();
  await feeder.stop();
  const what = `${kept} messages kept, to the newest page; bare is ${FEW}`;
  return [
    timeRow({ name: 'cold open', what, goal: most(1.3) }, pairs),
    timeRow({ name: '  cold, IndexedDB', what: 'the same reads without the product', goal: undefined }, bare),
    timeRow(
      {
        name: 'open chat',
        what: `one of ${CHATS} in ${kept} messages; bare is in ${ALIKE}`,
        goal: most(1.3),
      },
      opened,
    ),
    plainRow(
      {
        name: 'cold 200k',
        what: `${ground.size(HUGE)} messages, ${HUGE_CHATS} chats and contacts kept, to the newest page`,
        goal: most(1500),
      },
      'ms',
      colds,
      `IndexedDB alone ${median(bares).toFixed(0)} ms`,
    ),
  ];
}

async function openedPairs(ground: Ground, few: string, many: string, url: string): Promise<readonly Pair[]> {
  const opened = async (folder: string): Promise<number> => {
    const page = await BenchPage.open(ground.browser, url, { folder });
    const ms = await page.call('openChats');
    await page.close();
    return ms;
  };
  const pairs: Pair[] = [];
  for (let at = 0; at <= ground.pairs; at += 1) {
    const pair = { bare: await opened(few), product: await opened(many) };
    if (at > 0) pairs.push(pair);
  }
  await (await BenchPage.open(ground.browser, url, { folder: few })).discard();
  return pairs;
}
