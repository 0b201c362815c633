// The yardstick: the same work with nothing but the platform. It reads the same frames and uses the same private keys, and
// times only what the README says. What can be prepared is prepared before the clock starts.
import { direct, foreign, groupOpen, seal, wrap } from './bare-crypto.ts';
import type { BareAnswer, BareJob } from './bare-jobs.ts';
import { listFirst, listParse } from './bare-list.ts';

const work = async (job: BareJob): Promise<number> => {
  switch (job.kind) {
    case 'direct':
      return direct(job);
    case 'foreign':
      return foreign(job);
    case 'seal':
      return seal(job);
    case 'wrap':
      return wrap(job);
    case 'group-open':
      return groupOpen(job);
    case 'list-first':
      return listFirst(job);
    case 'list-parse':
      return listParse(job);
  }
};

async function answer(job: BareJob): Promise<void> {
  const say = (told: BareAnswer): void => globalThis.postMessage(told);
  try {
    say({ ms: await work(job) });
  } catch (error) {
    say({ error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
  }
}

addEventListener('message', ({ data }: MessageEvent<BareJob>) => void answer(data));
