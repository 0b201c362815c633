// Opening single frames: what the ladder costs where nobody need climb it, and that a large group's frame stays bounded.
import { directFrames, foreignFrames } from '../frames.ts';
import type { Ground } from '../main.ts';
import { makeCrowd, makeWriter } from '../people.ts';
import { most, plainRow, timeRow, type Pair, type Row } from '../rows.ts';
import { openStage, type Stage } from '../stage.ts';
import { median } from '../stats.ts';

const KNOWN = 500;
/** Wrapped keys of a frame for others. */
const GROUP = 64;
/** What a frame may take (engine/opener.ts). */
const BUDGET_MS = 10_000;

export async function openRows(ground: Ground): Promise<readonly Row[]> {
  const stage = await openStage(ground);
  try {
    const crowd = await makeCrowd(KNOWN - 1);
    const count = ground.size(400);
    const few = Math.ceil(count / 10);
    const direct = (isFresh: boolean): Promise<readonly Pair[]> =>
      pairs(stage, ground.pairs, async () => {
        const writer = await makeWriter();
        const frames = await directFrames(writer, stage.me, stage.feeder.address, count);
        return { frames, pem: writer.pem, people: [...crowd, writer], isFresh };
      });
    const foreign = await pairs(stage, ground.pairs, async () => {
      const frames = await foreignFrames(stage.feeder.address, few, GROUP);
      return { frames, pem: undefined, people: crowd, isFresh: false };
    });
    return [
      timeRow(
        { name: 'opened, known sender', what: 'one after the other, parsing included', goal: most(1.15) },
        await direct(false),
        count,
      ),
      timeRow(
        { name: 'opened, unknown sender', what: `nobody of ${KNOWN} was ever heard from`, goal: most(1.5) },
        await direct(true),
        count,
      ),
      plainRow(
        {
          name: 'for others, 64 keys',
          what: 'tried with both hashes, in the slow lane',
          goal: most(BUDGET_MS),
        },
        'ms',
        foreign.map(({ product }) => product / few),
        `bare, with one hash: ${(median(foreign.map(({ bare }) => bare)) / few).toFixed(1)} ms`,
      ),
    ];
  } finally {
    await stage.end();
  }
}

interface Set {
  readonly frames: readonly string[];
  readonly pem: string | undefined;
  readonly people: readonly { readonly pem: string; readonly fingerprint: string }[];
  readonly isFresh: boolean;
}

/** One pair more than asked for comes first and is thrown away. */
async function pairs(stage: Stage, count: number, make: () => Promise<Set>): Promise<readonly Pair[]> {
  const found: Pair[] = [];
  for (let at = 0; at <= count; at += 1) {
    const { frames, ...job } = await make();
    stage.feeder.sets.set('open', frames);
    const people = job.people.map(({ pem, fingerprint }) => ({ pem, fingerprint }));
    const times = await stage.page.call('judge', { ...job, people, set: 'open' });
    stage.feeder.sets.delete('open');
    if (at > 0) found.push(times);
  }
  return found;
}
