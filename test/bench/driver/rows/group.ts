// A group of a thousand: one message to it, and messages from it.
import { groupFrames } from '../frames.ts';
import type { Ground } from '../main.ts';
import { makeCrowd, makeWriter, type Person } from '../people.ts';
import { most, timeRow, type Pair, type Row } from '../rows.ts';
import { openStage, type Stage } from '../stage.ts';

const PEOPLE = 1000;
/** Sent or received in one run. */
const SENT = 4;
const RECEIVED = 12;

export async function groupRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  try {
    const crowd = await makeCrowd(PEOPLE);
    await stage.list(crowd);
    const sent = await sending(stage, crowd, ground.pairs);
    const received = await receiving(stage, crowd, ground.pairs);
    return [
      timeRow({ name: 'group sent', what: 'one message to 1,000, repeated', goal: most(1.25) }, sent, SENT),
      timeRow(
        { name: 'group received', what: 'one message of 1,000 keys, repeated', goal: most(1.5) },
        received,
        RECEIVED,
      ),
    ];
  } finally {
    await stage.end();
  }
}

async function sending(stage: Stage, crowd: readonly Person[], count: number): Promise<readonly Pair[]> {
  const { feeder, page } = stage;
  feeder.sets.set(
    'crowd',
    crowd.map(({ pem }) => pem),
  );
  const group = await page.call(
    'openGroup',
    crowd.map(({ fingerprint }) => fingerprint),
  );
  const pairs: Pair[] = [];
  for (let at = 0; at <= count; at += 1) {
    const run = (): Promise<number> => several(() => page.call('send', group, 1));
    const both = await stage.pair(
      () => several(() => page.call('bare', { kind: 'wrap', set: 'crowd' })),
      () => (at === 1 ? stage.profiled('group-sent', run) : run()),
    );
    if (at > 0) pairs.push(both);
  }
  return pairs;
}

async function several(run: () => Promise<number>): Promise<number> {
  let ms = 0;
  for (let at = 0; at < SENT; at += 1) ms += await run();
  return ms;
}

async function receiving(stage: Stage, crowd: readonly Person[], count: number): Promise<readonly Pair[]> {
  const { feeder, page, me } = stage;
  const writer = await makeWriter();
  await stage.list([writer]);
  const people = [...crowd.slice(1), me].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const group = await page.call(
    'openGroup',
    [writer, ...crowd.slice(1)].map(({ fingerprint }) => fingerprint),
  );
  const pairs: Pair[] = [];
  for (let at = 0; at <= count; at += 1) {
    const set = `group-${at}`;
    feeder.sets.set(set, await groupFrames(writer, me, people, feeder.address, RECEIVED));
    const job = { kind: 'group-open', set, pem: writer.pem, index: people.indexOf(me) } as const;
    const run = (): Promise<number> => page.call('receive', group, set, RECEIVED);
    const both = await stage.pair(
      () => page.call('bare', job),
      () => (at === 1 ? stage.profiled('group-received', run) : run()),
    );
    feeder.sets.delete(set);
    if (at > 0) pairs.push(both);
  }
  return pairs;
}
