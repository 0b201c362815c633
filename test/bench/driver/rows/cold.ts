// Opening the app with much that is kept: a hundred thousand messages against a thousand, each in a browser just started.
import { join } from 'node:path';
import { Feeder } from '../feeder.ts';
import type { Ground } from '../main.ts';
import { BenchPage } from '../page.ts';
import { makeCrowd } from '../people.ts';
import { most, timeRow, type Pair, type Row } from '../rows.ts';

const FEW = 1000;
const MANY = 100_000;
const CHATS = 40;

export async function coldRows(ground: Ground): Promise<readonly Row[]> {
  const feeder = await Feeder.start(join(ground.out, 'page'));
  const url = `http://${feeder.address}/`;
  const peers = (await makeCrowd(CHATS)).map(({ pem, fingerprint }) => ({ pem, fingerprint }));
  const filled = async (count: number): Promise<string> => {
    const page = await BenchPage.open(ground.browser, url);
    await page.call('open', 1);
    await page.call('makeIdentity', 'Bench');
    await page.call('close');
    await page.call('seed', count, peers);
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
  for (const folder of [few, many]) await (await BenchPage.open(ground.browser, url, { folder })).discard();
  await feeder.stop();
  const what = `${kept} messages kept, to the newest page; bare is ${FEW}`;
  return [
    timeRow({ name: 'cold open', what, goal: most(1.3) }, pairs),
    timeRow({ name: '  cold, IndexedDB', what: 'the same reads without the product', goal: undefined }, bare),
  ];
}
